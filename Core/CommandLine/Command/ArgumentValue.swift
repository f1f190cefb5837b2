/// A type that can be written as one word of a command line.
public protocol ArgumentValue: Sendable {
    /// What is expected, as the end of "must be …".
    static var expectation: String { get }
    /// The words that are allowed, where they are few.
    static var choices: [String] { get }
    /// Reads the word; nil when it is something else.
    init?(argument: String)
    /// The word for this value.
    var argumentText: String { get }
}

extension ArgumentValue {
    /// Any word that reads as a value.
    public static var choices: [String] { [] }

    static func check(
        then complaint: @escaping @Sendable (Self) -> String?
    ) -> @Sendable (String) -> String? {
        { text in
            guard let value = Self(argument: text) else {
                let nearest = Suggestion.nearest(to: text, among: choices)
                let hint = nearest.map { ": did you mean \($0)?" } ?? ""
                return "must be \(expectation), not \"\(text.quoted)\"\(hint)"
            }
            return complaint(value)
        }
    }
}

extension String: ArgumentValue {
    /// What is expected.
    public static var expectation: String { "a text" }
    /// The word itself.
    public init?(argument: String) { self = argument }
    /// The text itself.
    public var argumentText: String { self }
}

extension Int: ArgumentValue {
    /// What is expected.
    public static var expectation: String { "a whole number" }
    /// Reads decimal digits with an optional sign.
    public init?(argument: String) { self.init(argument) }
    /// The decimal digits.
    public var argumentText: String { String(self) }
}

extension Double: ArgumentValue {
    /// What is expected.
    public static var expectation: String { "a number" }
    /// Reads a finite decimal number.
    public init?(argument: String) {
        guard let value = Double(argument), value.isFinite else { return nil }
        self = value
    }
    /// The shortest form that reads back.
    public var argumentText: String { String(self) }
}

extension Duration: ArgumentValue {
    /// What is expected.
    public static var expectation: String { "a time such as 500ms, 5s, 2m, 1h or 7d" }

    /// Reads a whole number with one unit of `ms`, `s`, `m`, `h` and `d`.
    public init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let amount = Int64(digits), amount <= 1_000_000_000 else { return nil }
        switch argument.dropFirst(digits.count) {
        case "ms": self = .milliseconds(amount)
        case "s": self = .seconds(amount)
        case "m": self = .seconds(amount * 60)
        case "h": self = .seconds(amount * 3_600)
        case "d": self = .seconds(amount * 86_400)
        default: return nil
        }
    }

    /// The time in the largest unit that is whole.
    public var argumentText: String {
        let (seconds, attoseconds) = components
        guard attoseconds == 0 else {
            return "\(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)ms"
        }
        let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "m")]
        for (size, unit) in units where seconds > 0 && seconds % size == 0 {
            return "\(seconds / size)\(unit)"
        }
        return "\(seconds)s"
    }
}

extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    /// What is expected.
    public static var expectation: String { "one of \(choices.joined(separator: ", "))" }
    /// The raw values in the order of the cases.
    public static var choices: [String] { allCases.map(\.rawValue) }
    /// Reads a raw value.
    public init?(argument: String) { self.init(rawValue: argument) }
    /// The raw value.
    public var argumentText: String { rawValue }
}
