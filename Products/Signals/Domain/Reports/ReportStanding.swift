package import SignalsContracts

/// What became of a report in the end; a live one takes signals or at least counts them.
package enum ReportFate: Codable, Hashable, Sendable {
    case live
    case merged(into: ReportID)
    case deleted
    case released
}

/// What the events of a report amount to, without the list of its signals.
package struct ReportStanding: Codable, Hashable, Sendable {
    package var opened: ReportOpened?
    package var status = ReportStatus.potential
    package var fate = ReportFate.live
    package var title = ""
    package var summary = ""
    package var error: String?
    package var failureKind: FailureKind?
    package var signalCount = 0
    package var totalWeight = Weight.zero
    package var signalsAtRun = 0
    package var signalsAtLastRun = 0
    package var runCount = 0
    package var statusBeforeSuppression: ReportStatus?
    package var dismissal: Dismissal?
    package var signalsSinceDismissal = 0
    package var relatedTo: [ReportID] = []
    package var returned: ReportReturned?
    /// The runs that were closed from outside since it last became due for research.
    package var interruptions: [String] = []
    /// What a person answered to the question asked, and the repository that they named.
    package var answer: String?
    package var answeredRepository: String?
    package var artefactCount = 0
    package var repository: String?
    package var priority: Priority?
    package var actionability: Actionability?
    package var alreadyAddressed = false
    package var reviewers: [String] = []

    package init() {}

    /// The id; nil before the report was opened.
    package var id: ReportID? {
        opened.map {
            SignalsIdentity.report(
                team: $0.team, epoch: $0.epoch, founder: $0.founder, generation: $0.generation)
        }
    }

    /// The report that took over its signals.
    package var mergedInto: ReportID? {
        guard case .merged(let target) = fate else { return nil }
        return target
    }

    /// Whether a run researches it, or is to.
    package var isInResearch: Bool { status == .candidate || status == .inProgress }

    /// Whether enough signals have come since a dismissal for a second look.
    package var isRecurring: Bool {
        status == .suppressed && signalsSinceDismissal >= SignalsLimits.recurringSignals
    }
}

extension ReportStanding {
    package mutating func apply(_ fact: ReportFact) {
        switch fact {
        case .opened, .signalAdded, .titled, .artefactRecorded: applyContent(fact)
        case .promoted, .researchStarted, .ready, .inputRequested, .reset, .returned, .failed,
            .retried:
            applyResearch(fact)
        case .snoozed, .suppressed, .restored, .resolved: applyState(fact)
        case .merged, .split, .released, .deleted: applyMembership(fact)
        }
    }

    private mutating func applyContent(_ fact: ReportFact) {
        switch fact {
        case .opened(let fact):
            opened = fact
            (title, summary) = (fact.title, fact.summary)
        case .signalAdded(let fact):
            signalCount += 1
            totalWeight = totalWeight + fact.weight
            if status == .suppressed { signalsSinceDismissal += 1 }
        case .titled(let fact): (title, summary) = (fact.title, fact.summary)
        case .artefactRecorded(let fact): record(fact.artefact)
        default: break
        }
    }

    private mutating func record(_ artefact: Artefact) {
        artefactCount += 1
        switch artefact {
        case .repositorySelection(let selection): repository = selection.repository
        case .actionabilityJudgment(let judgment):
            (actionability, alreadyAddressed) = (judgment.actionability, judgment.alreadyAddressed)
            // Research that finds nothing to do names neither, and the old ones are not current.
            (priority, reviewers) = (nil, [])
        case .priorityJudgment(let judgment): priority = judgment.priority
        case .suggestedReviewers(let people): reviewers = people.map(\.login)
        case .relatedTo(let report): if !relatedTo.contains(report) { relatedTo.append(report) }
        case .safetyJudgment, .signalFinding, .dismissal, .taskRun: break
        }
    }

    private mutating func applyResearch(_ fact: ReportFact) {
        switch fact {
        case .promoted: (status, returned, interruptions) = (.candidate, nil, [])
        case .researchStarted:
            status = .inProgress
            signalsAtRun = signalCount + SignalsLimits.signalsBetweenRuns
            signalsAtLastRun = signalCount
            runCount += 1
            returned = nil
        case .ready(let fact):
            (status, title, summary, error) = (.ready, fact.title, fact.summary, nil)
        case .inputRequested(let fact):
            (status, title, summary, error) =
                (.pendingInput, fact.title, fact.summary, fact.reason)
        case .reset(let fact):
            (status, error) = (.potential, "Not actionable: \(fact.reason)")
            totalWeight = .zero
        case .returned(let fact):
            (status, returned) = (.candidate, fact)
            if let run = fact.run { interruptions.append(run) }
        case .failed(let fact):
            (status, error, failureKind) = (.failed, fact.reason, fact.kind)
        case .retried(let fact):
            (status, error, failureKind) = (.candidate, nil, nil)
            (returned, interruptions) = (nil, [])
            answer = fact.answer ?? answer
            answeredRepository = fact.repository ?? answeredRepository
        default: break
        }
    }

    private mutating func applyState(_ fact: ReportFact) {
        switch fact {
        case .snoozed(let fact):
            (status, signalsAtRun) = (.potential, signalCount + fact.signals)
            (dismissal, statusBeforeSuppression) = (nil, nil)
        case .suppressed(let fact):
            (statusBeforeSuppression, status) = (status, .suppressed)
            signalsSinceDismissal = 0
            dismissal = Dismissal(
                reason: fact.reason, note: fact.note, origin: fact.origin,
                duplicateOf: fact.duplicateOf)
        case .restored:
            status = statusAfterRestoring
            (statusBeforeSuppression, dismissal) = (nil, nil)
        case .resolved: status = .resolved
        default: break
        }
    }

    private mutating func applyMembership(_ fact: ReportFact) {
        switch fact {
        case .merged(let fact) where fact.from == id:
            (status, fate) = (.deleted, .merged(into: fact.into))
        case .merged(let fact):
            signalCount += fact.signalCount
            totalWeight = totalWeight + fact.totalWeight
        case .split(let fact):
            signalCount -= fact.signals.count
            totalWeight = totalWeight - fact.weight
        case .released: (status, fate) = (.deleted, .released)
        case .deleted: (status, fate) = (.deleted, .deleted)
        default: break
        }
    }

    /// Where a restored report goes: research that was cut off is not taken up again by itself.
    package var statusAfterRestoring: ReportStatus {
        switch statusBeforeSuppression {
        case .candidate, .inProgress, nil: .potential
        case .some(let status): status
        }
    }
}
