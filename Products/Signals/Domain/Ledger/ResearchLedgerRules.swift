package import Events
import SignalsContracts

/// Every promotion of a report ends in a result, or the report is a candidate or in progress.
package enum ResearchLedgerRules: LedgerRules {
    package enum Outcome: String, CaseIterable, Sendable {
        case ready, reset, failed, suppressed, deleted, resolved
        case pendingInput = "pending_input"
    }

    package enum Stage: String, CaseIterable, Sendable {
        case candidate
        case inProgress = "in_progress"
    }

    package typealias Entry = LedgerEntry<ResearchLedgerRules>

    package static let name = "signals_research"

    package static let types: Set<EventType> = [
        ReportPromoted.type, ReportRetried.type, ReportResearchStarted.type, ReportReturned.type,
        ReportReady.type, ReportInputRequested.type, ReportReset.type, ReportFailed.type,
        ReportSuppressed.type, ReportMerged.type, ReportReleased.type, ReportDeleted.type,
        ReportResolved.type, TeamSignalsCleared.type,
    ]

    /// A promotion is an obligation of its own, held by its report: later ones do not reopen it.
    package static func entries(of event: RecordedEvent) throws -> [Entry] {
        guard event.stream.category == SignalsStreams.reports else {
            return try entries(ofTeam: event)
        }
        guard let fact = try ReportFact(recorded: event) else { return [] }
        let report = event.stream.id
        switch fact {
        case .promoted, .retried:
            let opened = Entry.Change.opened(
                .candidate, labels: labels(of: event), holder: report)
            return [Entry(.one("\(report)@\(event.position)"), opened)]
        case .researchStarted: return [Entry(.held(by: report), .moved(.inProgress))]
        case .returned: return [Entry(.held(by: report), .moved(.candidate))]
        case .merged(let fact) where "\(fact.into)" == report: return []
        default: break
        }
        guard let outcome = outcome(of: fact) else { return [] }
        return [Entry(.held(by: report), .settled(outcome.0, because: outcome.1))]
    }

    package static func deadline(in stage: Stage) -> Duration? { SignalsLimits.researchDeadline }

    private static func outcome(of fact: ReportFact) -> (Outcome, String?)? {
        switch fact {
        case .ready: (.ready, nil)
        case .inputRequested: (.pendingInput, nil)
        case .reset: (.reset, nil)
        case .failed(let fact): (.failed, fact.kind.rawValue)
        case .suppressed: (.suppressed, nil)
        case .merged, .released, .deleted: (.deleted, nil)
        case .resolved: (.resolved, nil)
        default: nil
        }
    }

    private static func entries(ofTeam event: RecordedEvent) throws -> [Entry] {
        guard case .signalsCleared(let fact)? = try TeamFact(recorded: event) else { return [] }
        let labels = [
            Metadata.Names.team: event.stream.id, Metadata.Names.epoch: "\(fact.epoch - 1)",
        ]
        return [Entry(.labelled(labels), .settled(.deleted))]
    }

    private static func labels(of event: RecordedEvent) -> [String: String] {
        event.metadata.entries.filter { key, _ in
            key == Metadata.Names.team || key == Metadata.Names.epoch
        }
    }
}
