package import Events
package import SignalsContracts

/// Every accepted signal is assigned, filtered, blocked or dropped, or still in flight.
package enum SignalLedgerRules: LedgerRules {
    package enum Outcome: String, CaseIterable, Sendable {
        case assigned, filtered, blocked, dropped
    }

    package typealias Stage = FlightStage
    package typealias Entry = LedgerEntry<SignalLedgerRules>

    package static let name = "signals_ledger"

    package static let types: Set<EventType> = [
        SignalAccepted.type, SignalFiltered.type, SignalCleared.type, SignalBlocked.type,
        SignalAssigned.type, SignalReleased.type, SignalDropped.type, ReportMerged.type,
        ReportSplit.type, ReportReleased.type, ReportDeleted.type, TeamSignalsCleared.type,
    ]

    package static func entries(of event: RecordedEvent) throws -> [Entry] {
        switch event.stream.category {
        case SignalsStreams.signals: try entries(ofSignal: event)
        case SignalsStreams.reports: try entries(ofReport: event)
        default: try entries(ofTeam: event)
        }
    }

    package static func permits(_ outcome: Outcome, because reason: String?) -> Bool {
        switch outcome {
        case .assigned: reason == nil
        case .filtered: reason.flatMap(FilterReason.init(rawValue:)) != nil
        case .blocked: reason?.isEmpty == false
        case .dropped: reason.flatMap(DropReason.init(rawValue:)) != nil
        }
    }

    package static func deadline(in stage: Stage) -> Duration? { SignalsLimits.flightDeadline }

    /// What accounts of signals are divided by.
    package static func labels(
        team: TeamID, epoch: Int, source: SourcePair? = nil
    ) -> [String: String] {
        var labels = [Metadata.Names.team: "\(team)", Metadata.Names.epoch: "\(epoch)"]
        labels["source"] = source?.description
        return labels
    }

    private static func entries(ofSignal event: RecordedEvent) throws -> [Entry] {
        guard let fact = try SignalFact(recorded: event),
            let change = change(by: fact)
        else { return [] }
        return [Entry(.one(event.stream.id), change)]
    }

    private static func change(by fact: SignalFact) -> Entry.Change? {
        switch fact {
        case .accepted(let fact):
            .opened(
                fact.importID == nil ? .buffered : .preparing,
                labels: labels(team: fact.team, epoch: fact.epoch, source: fact.source))
        case .summarized: nil
        case .filtered(let fact): .settled(.filtered, because: fact.reason.rawValue)
        case .cleared: .moved(.batched)
        case .blocked(let fact): .settled(.blocked, because: fact.threatType)
        case .assigned(let fact): .settled(.assigned, holder: "\(fact.reportID)")
        case .released(let fact): .reopened(fact.stage)
        case .dropped(let fact): .settled(.dropped, because: fact.reason.rawValue)
        }
    }

    /// One event of a report is the fate of all its signals.
    private static func entries(ofReport event: RecordedEvent) throws -> [Entry] {
        let report = event.stream.id
        switch try ReportFact(recorded: event) {
        case .merged(let fact) where "\(fact.from)" == report:
            return [Entry(.held(by: report), .passed(to: "\(fact.into)"))]
        case .split(let fact):
            return fact.signals.map { Entry(.one("\($0)"), .passed(to: "\(fact.into)")) }
        case .released: return [Entry(.held(by: report), .reopened(.grouping))]
        case .deleted:
            let reason = DropReason.reportDeleted.rawValue
            return [Entry(.held(by: report), .resettled(.dropped, because: reason))]
        default: return []
        }
    }

    /// The end of an epoch settles what was in flight in it.
    private static func entries(ofTeam event: RecordedEvent) throws -> [Entry] {
        guard case .signalsCleared(let fact)? = try TeamFact(recorded: event),
            let team = TeamID(event.stream.id)
        else { return [] }
        return [
            Entry(
                .labelled(labels(team: team, epoch: fact.epoch - 1)),
                .settled(.dropped, because: DropReason.cleared.rawValue))
        ]
    }
}
