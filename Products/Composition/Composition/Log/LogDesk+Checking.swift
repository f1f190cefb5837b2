public import Events
import EventStore

/// What a verification found, for printing.
public struct LogVerdict: Hashable, Sendable {
    /// How many events were looked at.
    public let checked: Int
    /// The last position of the log.
    public let head: Position
    /// The hash of the last event.
    public let hash: String
    /// The first position that is bad; nil when everything is sound.
    public let badPosition: Position?
    /// What is wrong there.
    public let reason: String?
    /// The line that, kept elsewhere, tells a cut tail later.
    public let anchor: String
}

/// Which events are verified.
public enum VerifiedPart: Hashable, Sendable {
    /// All of them.
    case all
    /// The newest thousand.
    case newest
    /// Those behind one place and up to another, nil for the end.
    case range(after: Position, through: Position?)
}

/// An anchor that is not one.
public struct MalformedAnchor: Error, CustomStringConvertible {
    /// What was given.
    public let text: String

    /// What is wrong with it.
    public var description: String {
        "\"\(text.prefix(80))\" is no anchor: it is a log id, a position and a hash, as "
            + "`signalbox events verify --write-anchor FILE` writes it"
    }
}

extension LogDesk {
    /// Recomputes the hash chain over a part of the log; damage is an answer.
    public func verify(
        _ part: VerifiedPart, anchor: String?,
        progress: @Sendable (Int, Int) -> Void
    ) async throws -> LogVerdict {
        let range: VerificationRange =
            switch part {
            case .all: .all
            case .newest: .last(Limits.quickEvents)
            case .range(let after, let through): .positions(after: after, through: through)
            }
        let kept = try anchor.map { text in
            guard let anchor = LogAnchor(text) else { throw MalformedAnchor(text: text) }
            return anchor
        }
        let report = try await store.verify(range, anchor: kept) { position, last in
            progress(position.number, last.number)
        }
        return LogVerdict(
            checked: report.checked, head: report.head.position,
            hash: "\(report.head.hash)", badPosition: report.damage?.position,
            reason: report.damage?.reason, anchor: "\(LogAnchor(report.head))")
    }

    /// Figures of the log, ready for printing.
    public func statistics() async throws -> JSONObject {
        let figures = try await store.statistics()
        let categories = figures.categories.map { category in
            JSONValue.object(
                JSONObject([
                    ("name", .string(category.name)),
                    ("streams", .integer(Int64(category.streams))),
                ]))
        }
        return JSONObject([
            ("data", .string(directory.path)), ("log_id", .string("\(figures.head.log)")),
            ("position", .integer(Int64(figures.head.position.number))),
            ("hash", .string("\(figures.head.hash)")),
            ("epoch", .integer(Int64(figures.head.epoch))),
            ("generation", .integer(Int64(figures.head.generation))),
            ("created", .string("\(figures.created)")),
            ("writer", figures.owner.isEmpty ? .null : .string(figures.owner)),
            ("durability", .string(figures.durability)),
            ("streams", .integer(Int64(figures.streams))), ("categories", .array(categories)),
            ("keys", .integer(Int64(figures.keys))),
            ("log_bytes", .integer(Int64(figures.logBytes))),
            ("wal_bytes", .integer(Int64(figures.walBytes))),
            ("sqlite", .string(figures.sqlite)),
        ])
    }
}

extension Position {
    /// The place as a number.
    public var number: Int { Int(description) ?? 0 }
}
