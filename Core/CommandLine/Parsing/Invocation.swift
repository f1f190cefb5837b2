/// A call of a command with its arguments read and checked.
public struct Invocation: Sendable {
    /// The words that led to the command.
    public let path: [String]
    /// Where the command writes.
    public let console: Console
    let given: [Given]

    struct Given: Hashable, Sendable {
        let name: String
        let isPositional: Bool
        let text: String
    }

    init(path: [String], console: Console, given: [Given]) {
        (self.path, self.console, self.given) = (path, console, given)
    }

    /// The last value given for an option, else its default.
    public subscript<Value>(option: Option<Value>) -> Value? {
        all(option).last ?? option.fallback
    }

    /// Whether a flag was given.
    public subscript(flag: Flag) -> Bool {
        given.contains { !$0.isPositional && $0.name == flag.declaration.name }
    }

    /// The value at the place of a positional argument.
    public subscript<Value>(positional: Positional<Value>) -> Value? {
        all(positional).first
    }

    /// Every value given for an option, in order.
    public func all<Value>(_ option: Option<Value>) -> [Value] { values(of: option.declaration) }

    /// Every value given for a positional argument, in order.
    public func all<Value>(_ positional: Positional<Value>) -> [Value] {
        values(of: positional.declaration)
    }

    /// The value of an option without which the command cannot go on.
    ///
    /// - Throws: Wrong usage, naming the option.
    public func require<Value>(_ option: Option<Value>) throws(UsageError) -> Value {
        guard let value = self[option] else { throw missing(option.declaration) }
        return value
    }

    /// The value of a positional argument without which the command cannot go on.
    ///
    /// - Throws: Wrong usage, naming the argument.
    public func require<Value>(_ positional: Positional<Value>) throws(UsageError) -> Value {
        guard let value = self[positional] else { throw missing(positional.declaration) }
        return value
    }

    /// A complaint about the arguments of this call: exit code 2.
    public func wrong(_ message: String) -> UsageError { UsageError(command: path, message) }

    private func missing(_ declaration: Declaration) -> UsageError {
        wrong("missing \(declaration.title): \(declaration.summary)")
    }

    private func values<Value: ArgumentValue>(of declaration: Declaration) -> [Value] {
        given.filter { $0.isPositional == declaration.isPositional && $0.name == declaration.name }
            .compactMap { Value(argument: $0.text) }
    }
}
