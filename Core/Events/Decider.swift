/// The only shape of domain code: commands become events, events become state, both purely.
///
/// Time and ids arrive inside the command; nothing else may be read.
public protocol Decider {
    /// What is asked for.
    associatedtype Command
    /// What has happened.
    associatedtype Fact
    /// What the facts so far amount to.
    associatedtype State: Sendable
    /// Why a command is refused.
    associatedtype Refusal: Error

    /// The state of a stream without events.
    static var initial: State { get }

    /// The facts that follow from `command` in `state`; none when it changes nothing.
    static func decide(_ command: Command, _ state: State) throws(Refusal) -> [Fact]

    /// The state after one more fact.
    static func evolve(_ state: State, _ fact: Fact) -> State
}

extension Decider {
    /// The state that a history amounts to.
    public static func state(after facts: some Sequence<Fact>) -> State {
        facts.reduce(initial, evolve)
    }
}
