public import Events

/// What marks the id of a signal.
public enum SignalTag: Sendable {}

/// The id of a signal, which is also the id of the event that accepted it.
public typealias SignalID = Identifier<SignalTag>

/// What marks the id of a report.
public enum ReportTag: Sendable {}

/// The id of a report; it follows from the signal that founded it.
public typealias ReportID = Identifier<ReportTag>

/// What marks the id of an import.
public enum ImportTag: Sendable {}

/// The id of one import of records.
public typealias ImportID = Identifier<ImportTag>

/// A tenant, counted from 1; nothing crosses teams.
public struct TeamID: Hashable, Comparable, Sendable {
    /// The number of the team.
    public let number: Int

    /// Takes a number from 1 to 2,147,483,647; nil for any other.
    public init?(_ number: Int) {
        guard (1...Int(Int32.max)).contains(number) else { return nil }
        self.number = number
    }

    private init(checked number: Int) {
        self.number = number
    }

    /// The team that a new log begins with.
    public static let first = TeamID(checked: 1)

    /// Orders by number.
    public static func < (left: TeamID, right: TeamID) -> Bool { left.number < right.number }
}

extension TeamID: CustomStringConvertible, LosslessStringConvertible {
    /// The decimal number.
    public var description: String { String(number) }

    /// Reads a decimal number from 1.
    public init?(_ description: String) {
        guard let number = Int(description) else { return nil }
        self.init(number)
    }
}

extension TeamID: Codable {
    /// Reads a number from 1.
    public init(from decoder: any Decoder) throws {
        let number = try decoder.singleValueContainer().decode(Int.self)
        guard let team = TeamID(number) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a team: \(number)"))
        }
        self = team
    }

    /// Writes the number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
