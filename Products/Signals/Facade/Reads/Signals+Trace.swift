public import Events
import EventStore
import Projections
public import SignalsContracts
import SignalsDomain

extension Signals {
    /// Everything that happened to a signal, in order, and where it is now.
    public func trace(_ id: SignalID, team: TeamID) async throws(SignalsError) -> SignalTrace {
        let loaded = try await decisions.team(team)
        let standing = try await decisions.signal(id, of: team, loaded)
        guard let accepted = standing.state.accepted else { throw .signalUnknown(id) }
        var events = try await traceEvents(in: SignalsStreams.signal(id))
        for report in standing.reports {
            events += try await traceEvents(in: SignalsStreams.report(report.id)).filter { event in
                event.concerns(id)
            }
        }
        events.sort { $0.position < $1.position }
        let place = standing.state.place
        var (outcome, reason): (String?, String?) = (nil, nil)
        if case .settled(let end) = place { (outcome, reason) = (end.name, end.reason) }
        return SignalTrace(
            signalID: id, teamID: team, epoch: accepted.epoch, source: accepted.source,
            sourceID: accepted.sourceID, weight: accepted.weight,
            description: accepted.description, state: "\(place)", outcome: outcome,
            reason: reason, reportID: place.report, events: events)
    }

    /// The traces of all signals with this id in their source, oldest first, at most a hundred.
    public func traces(
        ofSource sourceID: String, atLeast position: Position? = nil, team: TeamID
    ) async throws(SignalsError) -> [SignalTrace] {
        let state = try await readableTeam(team)
        let ids = try await inbox(position) { view in
            try view.rows(
                """
                SELECT id FROM {signals} WHERE team = ? AND epoch = ? AND source_id = ?
                ORDER BY accepted LIMIT 100
                """, [ViewValue(team.number), ViewValue(state.epoch), .text(sourceID)]
            ).map { row -> SignalID in try row.id("id") }
        }
        var traces: [SignalTrace] = []
        for id in ids { traces.append(try await trace(id, team: team)) }
        return traces
    }

    /// A report's own events with their places, a deleted report's as well.
    public func history(
        of id: ReportID, team: TeamID
    ) async throws(SignalsError) -> [TraceEvent] {
        let report = try await decisions.report(id)
        guard report.state.standing.opened?.team == team else { throw .reportUnknown(id) }
        return try await traceEvents(in: SignalsStreams.report(id))
    }

    private func traceEvents(in stream: StreamName) async throws(SignalsError) -> [TraceEvent] {
        var events: [TraceEvent] = []
        var from = Revision.first
        do {
            while events.count < SignalsLimits.traceEventsMax {
                let page = try await store.read(
                    stream, from: from, .forward, limit: SignalsLimits.streamPageMax)
                guard let last = page.events.last else { break }
                events += page.events.map(TraceEvent.init)
                from = last.revision.next
            }
        } catch {
            throw .unreadable("\(error)")
        }
        return events
    }
}

extension TraceEvent {
    fileprivate init(_ event: RecordedEvent) {
        // Bytes that are not JSON are shown as such; `events verify` finds damage.
        let data =
            (try? JSONValue(parsing: event.data))
            ?? .string(String(decoding: event.data, as: UTF8.self))
        self.init(
            position: event.position, recordedAt: event.recorded, type: event.type.text,
            stream: event.stream.text, workflowID: event.metadata["workflow"], data: data)
    }

    /// Whether an event of a report is about one of its signals, or about all of them.
    fileprivate func concerns(_ signal: SignalID) -> Bool {
        switch type {
        case ReportSignalAdded.type.text: data["signal_id"]?.string == "\(signal)"
        case ReportSplit.type.text:
            data["signals"]?.array?.contains(.string("\(signal)")) ?? false
        case ReportMerged.type.text, ReportReleased.type.text, ReportDeleted.type.text: true
        default: false
        }
    }
}
