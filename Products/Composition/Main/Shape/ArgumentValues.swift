public import CommandLine
public import Composition
public import Events

extension Position: @retroactive ArgumentValue {
    /// What is expected.
    public static var expectation: String { "a position: a whole number from 0" }
    /// Reads a decimal number.
    public init?(argument: String) { self.init(argument) }
    /// The decimal number.
    public var argumentText: String { description }
}

extension EventName: ArgumentValue {
    /// What is expected.
    public static var expectation: String { "an event's position or its id" }
    /// Reads either.
    public init?(argument: String) { self.init(argument) }
    /// What was read.
    public var argumentText: String { description }
}

extension Timestamp: @retroactive ArgumentValue {
    /// What is expected.
    public static var expectation: String { "a time such as 2026-06-01T10:15:00Z" }
    /// Reads RFC 3339.
    public init?(argument: String) { self.init(argument) }
    /// RFC 3339.
    public var argumentText: String { description }
}

extension EvaluationOrder: ArgumentValue {
    /// What is expected.
    public static var expectation: String { "created, file or shuffle:SEED" }
    /// Reads an order.
    public init?(argument: String) { self.init(argument) }
    /// The order in words.
    public var argumentText: String { description }
}
