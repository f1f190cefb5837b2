import Events
public import SignalsContracts
import SignalsDomain
import Workflows

extension Signals {
    /// Takes a signal in, unless a gate refuses it or it is there already.
    ///
    /// - Throws: What is wrong with the signal, or `conflicting_duplicate` for a known key with
    ///   another text; nothing is appended then.
    public func emit(
        _ signal: EmitSignal, team: TeamID
    ) async throws(SignalsError) -> Receipt {
        let receipt = try await receive(signal, team: team)
        if case .refused(let refusal) = receipt { refused(refusal, team) }
        return receipt
    }

    private func receive(
        _ signal: EmitSignal, team: TeamID
    ) async throws(SignalsError) -> Receipt {
        do {
            let (receipt, committed) = try await decisions.commit(SignalsStreams.team(team)) {
                () async throws(SignalsError) -> (Plan, Position, Receipt) in
                try await admit(signal, team)
            }
            guard case .accepted(let id, _) = receipt else { return receipt }
            return .accepted(id, at: committed.place(of: id))
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            return .refused(refusal)
        }
    }

    /// The gates in their order, then everything that one commit writes.
    private func admit(
        _ signal: EmitSignal, _ team: TeamID
    ) async throws(SignalsError) -> (Plan, Position, Receipt) {
        let loaded = try await decisions.team(team)
        var plan = decisions.plan(team, loaded)
        if let refusal = TeamGates.refusal(of: signal.source, loaded.state) {
            return (plan, loaded.last, .refused(refusal))
        }
        let accepted = try SignalDraft.acceptance(
            of: signal, team: team, epoch: loaded.state.epoch)
        let known = try await decisions.ownSignal(accepted.signalID)
        if let first = known.state.accepted, let place = known.first {
            let receipt = try duplicate(accepted, first, at: place.position)
            return (plan, place.position, receipt)
        }
        let facts = try SignalDecider.decide(.accept(accepted), known.state)
        try plan.append(facts, to: SignalsStreams.signal(accepted.signalID), after: known)
        plan.check(SignalsStreams.team(team), loaded)
        let state = facts.reduce(into: known.state) { $0.apply($1) }
        try plan.deliver(state, loaded.state, mailbox: mailbox)
        return (plan, loaded.last, .accepted(accepted.signalID, at: .start))
    }

    /// The first acceptance stands; a key with another text is a mistake of the sender.
    func duplicate(
        _ accepted: SignalAccepted, _ first: SignalAccepted, at position: Position
    ) throws(SignalsError) -> Receipt {
        let fields = accepted.differences(from: first)
        if accepted.idempotencyKey != nil, accepted.description != first.description {
            throw .conflictingDuplicate(accepted.signalID, fields: fields)
        }
        return .duplicate(accepted.signalID, at: position, differs: fields)
    }
}
