package import Events
import SignalsContracts
import SignalsDomain
package import Workflows

/// What a decision wants written in one commit: events, expectations and what workflows are asked.
package struct Plan: Sendable {
    package private(set) var streams: [StreamAppend] = []
    package private(set) var checks: [StreamCheck] = []
    package private(set) var intents: [Intent] = []
    private let metadata: Metadata

    init(team: TeamID, epoch: Int, cause: String?) {
        var entries = [Metadata.Names.team: "\(team)", Metadata.Names.epoch: "\(epoch)"]
        entries["workflow"] = cause
        metadata = Metadata(entries)
    }

    /// Whether nothing is to be written.
    package var isEmpty: Bool { streams.isEmpty && intents.isEmpty }

    /// Adds facts to a stream; none adds nothing.
    mutating func append<State: StreamState>(
        _ facts: [State.Fact], to stream: StreamName, after loaded: Loaded<State>
    ) throws(SignalsError) {
        guard !facts.isEmpty else { return }
        var revision = loaded.revision.map(\.next) ?? .first
        var events: [Event] = []
        for fact in facts {
            events.append(try event(fact.payload, in: stream, at: revision))
            revision = revision.next
        }
        streams.append(StreamAppend(stream, expected: loaded.expectation, events))
    }

    /// Adds an expectation of a stream that gets no event here.
    mutating func check<State: StreamState>(_ stream: StreamName, _ loaded: Loaded<State>) {
        guard !streams.contains(where: { $0.stream == stream }),
            !checks.contains(where: { $0.stream == stream })
        else { return }
        checks.append(StreamCheck(stream, expected: loaded.expectation))
    }

    /// Adds the expectation that the epoch of a team goes on.
    mutating func rest(on fence: EpochFence) {
        checks.append(StreamCheck(fence.stream, expected: fence.expectation))
    }

    /// Moves the fence with the facts of a team that raise or lower it.
    mutating func move(_ fence: EpochFence, with facts: [TeamFact]) throws(SignalsError) {
        var revision = fence.revision.map(\.next) ?? .first
        var events: [Event] = []
        for fact in facts {
            let moved: EpochFenceMoved
            switch fact {
            case .signalsClearing(let fact): moved = .init(epoch: fact.epoch, fence: .up)
            case .signalsCleared(let fact): moved = .init(epoch: fact.epoch, fence: .down)
            default: continue
            }
            events.append(try event(moved, in: fence.stream, at: revision))
            revision = revision.next
        }
        guard !events.isEmpty else { return }
        streams.append(StreamAppend(fence.stream, expected: fence.expectation, events))
    }

    /// Adds what a workflow is asked.
    mutating func ask(_ intent: () throws(WorkflowError) -> Intent) throws(SignalsError) {
        do {
            intents.append(try intent())
        } catch {
            throw .workflow("\(error)")
        }
    }

    /// Whether an append wrote the events of the plan; what was known before is another's decision.
    func isWritten(by result: AppendResult) -> Bool {
        let placed = Set(result.events.map(\.id))
        return !result.wasDuplicate
            && streams.allSatisfy { part in part.events.allSatisfy { placed.contains($0.id) } }
    }

    /// Expectations of streams that got events after the check was added are those of the append.
    var request: WorkflowRequest {
        let written = Set(streams.map(\.stream))
        let checks = checks.filter { !written.contains($0.stream) }
        return WorkflowRequest(streams, checks: checks, intents: intents)
    }

    /// An acceptance is named by its signal; every other event by its place and content, so that a
    /// repeated step writes the same ids and a competing one is a conflict.
    private func event(
        _ payload: any EventPayload, in stream: StreamName, at revision: Revision
    ) throws(SignalsError) -> Event {
        do {
            if let accepted = payload as? SignalAccepted {
                return try accepted.event(
                    id: EventID(accepted.signalID.value), metadata: metadata)
            }
            let content = String(decoding: try JSONCoding.encode(payload), as: UTF8.self)
            let type = type(of: payload).type
            let id = SignalsIdentity.event(
                stream.text, "\(revision)", type.text, content)
            return try payload.event(id: id, metadata: metadata)
        } catch {
            throw .unreadable("an event cannot be encoded: \(error)")
        }
    }
}
