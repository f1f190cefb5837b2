import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade

/// What an event changes about which signal belongs to which report.
enum MembershipChange: Sendable {
    /// A signal as it joins a report.
    struct Placed: Sendable {
        let signal: SignalID
        let source: String
        let text: String
        let report: ReportID
        /// When it came through the door.
        let accepted: Timestamp
    }

    case placed(Placed)
    case titled(ReportID, String)
    case merged(ReportID, into: ReportID)
    case moved([SignalID], into: ReportID)
    case closed(ReportID)
    case cleared
}

/// Reads the log's events of signals, reports and teams as changes of membership.
struct MembershipReader: Sendable {
    static let filter = EventFilter(
        categories: [SignalsStreams.signals, SignalsStreams.reports, SignalsStreams.teams],
        types: Set(types))

    private static let types: [EventType] = [
        SignalAccepted.type, SignalSummarized.type, SignalAssigned.type, ReportOpened.type,
        ReportTitled.type, ReportMerged.type, ReportSplit.type, ReportReleased.type,
        ReportDeleted.type, ReportReady.type, TeamSignalsCleared.type,
    ]

    /// A signal as it came in, until it is known where it belongs.
    private struct Arrival {
        let team: TeamID
        let source: String
        var text: String
        let time: Timestamp
    }

    private var accepted: [SignalID: Arrival] = [:]
    private var teams: [ReportID: TeamID] = [:]

    /// The change and the team that it belongs to; nil for an event that changes no membership.
    mutating func read(_ event: RecordedEvent) throws -> (TeamID, MembershipChange)? {
        if event.type == SignalAccepted.type { return try accept(event) }
        if event.type == SignalSummarized.type || event.type == SignalAssigned.type {
            return try readSignal(event)
        }
        if event.type == TeamSignalsCleared.type {
            return event.stream.teamID.map { ($0, .cleared) }
        }
        return try readReport(event)
    }

    private mutating func accept(_ event: RecordedEvent) throws -> (TeamID, MembershipChange)? {
        let signal = try SignalAccepted(event)
        let source = "\(signal.source.product)/\(signal.source.type)"
        accepted[SignalID(event.id.value)] = Arrival(
            team: signal.team, source: source, text: signal.description, time: event.recorded)
        return nil
    }

    private mutating func readSignal(
        _ event: RecordedEvent
    ) throws -> (TeamID, MembershipChange)? {
        guard let id = event.stream.signalID, let signal = accepted[id] else {
            return nil
        }
        if event.type == SignalSummarized.type {
            accepted[id]?.text = try SignalSummarized(event).summary
            return nil
        }
        let report = try SignalAssigned(event).reportID
        teams[report] = signal.team
        return (
            signal.team,
            .placed(
                .init(
                    signal: id, source: signal.source, text: signal.text, report: report,
                    accepted: signal.time))
        )
    }

    private mutating func readReport(
        _ event: RecordedEvent
    ) throws -> (TeamID, MembershipChange)? {
        guard let id = event.stream.reportID else { return nil }
        if event.type == ReportOpened.type {
            let opened = try ReportOpened(event)
            teams[id] = opened.team
            return (opened.team, .titled(id, opened.title))
        }
        guard let team = teams[id] else { return nil }
        switch event.type {
        case ReportTitled.type: return (team, .titled(id, try ReportTitled(event).title))
        case ReportReady.type: return (team, .titled(id, try ReportReady(event).title))
        case ReportSplit.type:
            let split = try ReportSplit(event)
            teams[split.into] = team
            return (team, .moved(split.signals, into: split.into))
        case ReportMerged.type:
            // The target's stream holds the same event: only the end of the merged report moves.
            let merger = try ReportMerged(event)
            return merger.from == id ? (team, .merged(id, into: merger.into)) : nil
        default: return (team, .closed(id))
        }
    }
}
