import Events
private import Foundation

/// A line of the records or of the truth that cannot be used.
public struct EvaluationProblem: Error, Hashable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// The line, from 1; 0 for the file as a whole.
    public let line: Int
    /// What is wrong.
    public let reason: String

    /// The file, the line and the reason.
    public var description: String {
        line > 0 ? "\(path), line \(line): \(reason)" : "\(path): \(reason)"
    }
}

/// In which order the records are handed in.
public enum EvaluationOrder: Hashable, Sendable, LosslessStringConvertible {
    /// By the time of their creation; ties as in the file.
    case created
    /// As in the file.
    case file
    /// Shuffled, the same for the same seed.
    case shuffle(seed: UInt64)

    /// Reads `created`, `file` or `shuffle:SEED`.
    public init?(_ description: String) {
        switch description {
        case "created": self = .created
        case "file": self = .file
        default:
            guard description.hasPrefix("shuffle:"), let seed = UInt64(description.dropFirst(8))
            else { return nil }
            self = .shuffle(seed: seed)
        }
    }

    /// The order in words.
    public var description: String {
        switch self {
        case .created: "created"
        case .file: "file"
        case .shuffle(let seed): "shuffle:\(seed)"
        }
    }
}

/// One record whose group is known.
struct EvaluationRecord: Hashable, Sendable {
    let id: String
    let text: String
    let created: String
    let group: String
    let wasCut: Bool
}

/// The records of an evaluation with their groups, each id once on both sides.
struct EvaluationRecords: Sendable {
    private(set) var records: [EvaluationRecord]

    init(data: String, truth: String) throws {
        let groups = try Self.lines(truth) { value throws(LineProblem) in
            (try value.text("id"), try value.text("group"))
        }
        var groupOf: [String: String] = [:]
        for (line, id, group) in groups {
            guard groupOf.updateValue(group, forKey: id) == nil else {
                throw EvaluationProblem(
                    path: truth, line: line, reason: "the id \(id) is there twice")
            }
        }
        var seen: Set<String> = []
        records = try Self.lines(data) { value throws(LineProblem) in
            (try value.text("id"), value)
        }.map { line, id, value in
            guard seen.insert(id).inserted else {
                throw EvaluationProblem(
                    path: data, line: line, reason: "the id \(id) is there twice")
            }
            guard let group = groupOf[id] else {
                throw EvaluationProblem(
                    path: data, line: line, reason: "the id \(id) is missing in \(truth)")
            }
            return try Self.record(id, value, group, data, line)
        }
        if let extra = groups.first(where: { !seen.contains($0.1) }) {
            throw EvaluationProblem(
                path: truth, line: extra.0, reason: "the id \(extra.1) is missing in \(data)")
        }
    }

    /// Puts the records in an order and keeps the first.
    mutating func arrange(_ order: EvaluationOrder, limit: Int?) {
        switch order {
        case .file: break
        case .created:
            let places = records.enumerated().sorted { left, right in
                (left.element.created, left.offset) < (right.element.created, right.offset)
            }
            records = places.map(\.element)
        case .shuffle(let seed):
            var random = SplitMix(state: seed)
            for index in records.indices.dropFirst().reversed() {
                let other = Int(random.next() % UInt64(index + 1))
                records.swapAt(index, other)
            }
        }
        if let limit { records = Array(records.prefix(limit)) }
    }

    private static func record(
        _ id: String, _ value: JSONValue, _ group: String, _ path: String, _ line: Int
    ) throws -> EvaluationRecord {
        let title = value["title"]?.string ?? ""
        let body = value["body"]?.string ?? ""
        var text = body.isEmpty || body == title ? title : "\(title)\n\(body)"
        guard !text.allSatisfy(\.isWhitespace) else {
            throw EvaluationProblem(path: path, line: line, reason: "\(id) has no text")
        }
        let isLong = text.utf8.count > Limits.evaluatedBytesMax
        if isLong {
            text = String(decoding: text.utf8.prefix(Limits.evaluatedBytesMax), as: UTF8.self)
        }
        let created = value["created_at"]?.string ?? ""
        return EvaluationRecord(
            id: id, text: text, created: Timestamp(created)?.description ?? created,
            group: group, wasCut: isLong)
    }

    private static func lines<Value>(
        _ path: String, _ read: (JSONValue) throws(LineProblem) -> (String, Value)
    ) throws -> [(Int, String, Value)] {
        let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
        var found: [(Int, String, Value)] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            do {
                let (id, value) = try read(try JSONValue(parsing: String(line)))
                found.append((index + 1, id, value))
            } catch {
                throw EvaluationProblem(path: path, line: index + 1, reason: "\(error)")
            }
        }
        return found
    }
}

private struct LineProblem: Error, CustomStringConvertible {
    let description: String
}

extension JSONValue {
    fileprivate func text(_ key: String) throws(LineProblem) -> String {
        switch self[key] {
        case .string(let text) where !text.isEmpty: text
        case .integer(let number): String(number)
        default: throw LineProblem(description: "'\(key)' is missing")
        }
    }
}

/// A generator that gives the same numbers on every machine.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
