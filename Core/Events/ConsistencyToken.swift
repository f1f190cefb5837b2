/// A position that a reader may ask for: `sb1.<first 8 hex digits of the log>.<generation>.<position>`.
public struct ConsistencyToken: Hashable, Sendable {
    /// The first eight hexadecimal digits of the log's id.
    public let log: String
    /// How often the log's history may have been replaced.
    public let generation: Int
    /// The position that must have been applied.
    public let position: Position

    /// Names a position of a log.
    public init(log: UniqueID, generation: Int, position: Position) {
        self.log = String(log.description.prefix(8))
        (self.generation, self.position) = (generation, position)
    }
}

extension ConsistencyToken: CustomStringConvertible, LosslessStringConvertible {
    /// The text form.
    public var description: String { "sb1.\(log).\(generation).\(position)" }

    /// Reads the text form; nil for anything else.
    public init?(_ description: String) {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "sb1", parts[1].utf8.count == 8,
            [UInt8](hexadecimal: parts[1].utf8) != nil, let generation = Int(parts[2]),
            generation >= 0, let position = Position(String(parts[3]))
        else { return nil }
        log = String(parts[1])
        (self.generation, self.position) = (generation, position)
    }
}
