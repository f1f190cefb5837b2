/// Something that a command takes: an option, a flag or a positional argument.
public protocol Argument: Sendable {
    /// How it is written and checked.
    var declaration: Declaration { get }
}

/// Whether an argument may be left out.
public enum Presence: Hashable, Sendable {
    /// It may be left out.
    case optional
    /// Leaving it out is wrong usage.
    case required
    /// It may be given any number of times.
    case repeated
}

/// An argument without its type: what parsing and help need to know.
public struct Declaration: Sendable {
    enum Kind { case option, flag, positional }

    let kind: Kind
    let name: String
    let short: Character?
    let placeholder: String
    let summary: String
    let presence: Presence
    let fallback: String?
    let choices: [String]
    /// What is wrong with a text given for it; nil when nothing is.
    let complaint: @Sendable (String) -> String?

    var isPositional: Bool { kind == .positional }
    var title: String { isPositional ? "<\(name)>" : "--\(name)" }

    func clashes(with other: Declaration) -> Bool {
        name == other.name || (short != nil && short == other.short)
    }
}

/// An option with a value: `--team-id 3` or `--team-id=3`.
public struct Option<Value: ArgumentValue>: Argument {
    /// How it is written and checked.
    public let declaration: Declaration
    let fallback: Value?

    /// Declares an option.
    ///
    /// - Parameters:
    ///   - name: The name in kebab case, without dashes.
    ///   - short: A letter for the short form.
    ///   - placeholder: What stands for the value in the help.
    ///   - summary: One line for the help.
    ///   - presence: Whether it may be left out or repeated.
    ///   - fallback: The value where it is left out.
    ///   - complaint: What is wrong with a value of the right type; nil when nothing is.
    public init(
        _ name: String, short: Character? = nil, _ placeholder: String, _ summary: String,
        presence: Presence = .optional, default fallback: Value? = nil,
        complaint: @escaping @Sendable (Value) -> String? = { _ in nil }
    ) {
        self.fallback = fallback
        declaration = Declaration(
            kind: .option, name: name, short: short, placeholder: placeholder, summary: summary,
            presence: presence, fallback: fallback.map(\.argumentText), choices: Value.choices,
            complaint: Value.check(then: complaint))
    }
}

/// An option without a value: there or not.
public struct Flag: Argument {
    /// How it is written and checked.
    public let declaration: Declaration

    /// Declares a flag by its name in kebab case, without dashes.
    public init(_ name: String, short: Character? = nil, _ summary: String) {
        declaration = Declaration(
            kind: .flag, name: name, short: short, placeholder: "", summary: summary,
            presence: .optional, fallback: nil, choices: [], complaint: { _ in nil })
    }

    /// The flag that every command with a result takes.
    public static let json = Flag("json", "Print one JSON object instead of text")
}

/// An argument known by its place.
public struct Positional<Value: ArgumentValue>: Argument {
    /// How it is written and checked.
    public let declaration: Declaration

    /// Declares an argument; one that may be left out or repeated comes last.
    public init(
        _ name: String, _ summary: String, presence: Presence = .required,
        complaint: @escaping @Sendable (Value) -> String? = { _ in nil }
    ) {
        declaration = Declaration(
            kind: .positional, name: name, short: nil, placeholder: name, summary: summary,
            presence: presence, fallback: nil, choices: Value.choices,
            complaint: Value.check(then: complaint))
    }
}
