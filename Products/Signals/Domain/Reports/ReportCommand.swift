package import SignalsContracts

/// What may be asked of a report.
package enum ReportCommand: Hashable, Sendable {
    /// A signal founds it.
    case open(ReportOpened)
    /// A signal joins it, and may be the one that promotes it.
    case add(SignalID, weight: Weight, source: SourcePair)
    /// The judge of a match gave it a new title.
    case title(String, summary: String)
    /// It joins the candidates, whatever it weighs.
    case promote
    /// A run begins to research it.
    case startResearch(run: String)
    /// A run says what it found; signals that came since it looked make it a candidate again.
    case complete(ResearchOutcome, artefacts: [Artefact], seen: Int?)
    /// A run gives it back.
    case giveBack(ReturnReason, error: String?)
    /// It stays a candidate, and this is why.
    case postpone(ReturnReason)
    /// A run of its research was closed from outside.
    case interrupt(run: String, error: String)
    /// Research ended without a result.
    case fail(FailureKind, String, artefacts: [Artefact])
    /// Something is attached to it.
    case record([Artefact])
    /// A person wants it researched again.
    case retry(RetryOrigin, reviewed: Bool, repository: String?, answer: String?)
    /// It sleeps until so many signals have come.
    case snooze(signals: Int)
    /// It is dismissed.
    case dismiss(Dismissal)
    /// A dismissal is taken back.
    case restore(note: String?)
    /// What it asks for was done.
    case resolve(DismissalOrigin, note: String?)
    /// Its signals go to another report.
    case merge(into: ReportID)
    /// Another report's signals come to it.
    case absorb(ReportMerged)
    /// Some of its signals go to another report.
    case split([SignalID], into: ReportID)
    /// It is dissolved and its signals are grouped anew.
    case release(ReleaseReason)
    /// It is deleted and its signals are dropped.
    case delete(why: String)
}

/// What research came to.
package enum ResearchOutcome: Hashable, Sendable {
    /// Somebody can act on it.
    case ready(title: String, summary: String)
    /// A person has to decide something.
    case inputRequested(title: String, summary: String, reason: String)
    /// There is nothing to do.
    case notActionable(explanation: String)
}
