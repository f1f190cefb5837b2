public import Events
public import SignalsFacade
import SignalsWorkflows

/// Records of a source, for demonstrations and trials.
public struct Fixture: Hashable, Sendable {
    /// The records as the source shapes them.
    public let records: [JSONValue]
    /// Where they come from, in words.
    public let origin: String

    /// The records that are built in.
    ///
    /// - Throws: `FileProblem` for a source that has none.
    public static func builtIn(_ source: SourcePair) throws -> Fixture {
        guard let bytes = signalsFixture(of: source) else {
            throw FileProblem(path: "\(source)", reason: "no records of it are built in")
        }
        return Fixture(
            records: try records(bytes, "\(source)"), origin: "the fixture of \(source)")
    }

    /// The records of a file, or the ones that are built in where no file is named.
    public static func read(_ path: String?, of source: SourcePair) throws -> Fixture {
        guard let path else { return try builtIn(source) }
        return Fixture(records: try records(try WholeFile.read(path), path), origin: path)
    }

    private static func records(_ bytes: [UInt8], _ name: String) throws -> [JSONValue] {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, bytesMax: Limits.fileBytesMax)
        } catch {
            throw FileProblem(path: name, reason: error.description)
        }
        guard let records = value.array else {
            throw FileProblem(path: name, reason: "it has to hold a JSON list of records")
        }
        return records
    }
}
