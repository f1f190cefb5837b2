public import Events

/// A decider after the facts so far: `try given(D.self, facts).when(command).then(facts)`.
public func given<D: Decider>(_ decider: D.Type, _ facts: [D.Fact]) -> Given<D> {
    Given(state: D.state(after: facts))
}

/// A decider after the facts so far, listed one by one.
public func given<D: Decider>(_ decider: D.Type, _ facts: D.Fact...) -> Given<D> {
    given(decider, facts)
}

/// What a decider knows when it is asked.
public struct Given<D: Decider> {
    /// The state that the facts amount to.
    public let state: D.State

    /// Asks the decider.
    public func when(_ command: D.Command) -> Decision<D> {
        do {
            let facts = try D.decide(command, state)
            return Decision(before: state, outcome: .success(facts))
        } catch {
            return Decision(before: state, outcome: .failure(error))
        }
    }
}

/// What a decider answered.
public struct Decision<D: Decider> {
    let before: D.State
    /// The facts, or the refusal.
    public let outcome: Result<[D.Fact], D.Refusal>

    /// The state after the decision.
    ///
    /// - Throws: The refusal, where there was one.
    public func state() throws -> D.State {
        try outcome.get().reduce(before, D.evolve)
    }

    /// Expects a refusal.
    ///
    /// - Throws: `Unexpected` when the decider decided anything else.
    public func thenRefuses(_ refusal: D.Refusal) throws where D.Refusal: Equatable {
        guard case .failure(let actual) = outcome, actual == refusal else {
            throw Unexpected(expected: "refusal \(refusal)", actual: "\(outcome)")
        }
    }

    /// Expects exactly these facts, or none.
    ///
    /// - Throws: `Unexpected` when the decider decided anything else.
    public func then(_ facts: D.Fact...) throws where D.Fact: Equatable {
        guard case .success(let actual) = outcome, actual == facts else {
            throw Unexpected(expected: "\(facts)", actual: "\(outcome)")
        }
    }
}

/// A decision that a test did not expect.
public struct Unexpected: Error, CustomStringConvertible {
    let expected: String
    let actual: String

    /// Both decisions, one under the other.
    public var description: String { "expected \(expected)\n but got \(actual)" }
}
