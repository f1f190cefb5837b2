public import Events
internal import SQLite
internal import Synchronization

/// A head that was kept elsewhere: only against it a cut tail is found.
public struct LogAnchor: Hashable, Sendable {
    /// The id of the log.
    public let log: UniqueID
    /// The position that the log had reached.
    public let position: Position
    /// The hash of that position.
    public let hash: SHA256Digest

    /// Keeps the end of a log.
    public init(_ head: LogHead) {
        (log, position, hash) = (head.log, head.position, head.hash)
    }
}

extension LogAnchor: CustomStringConvertible, LosslessStringConvertible {
    /// One line: the id, the position and the hash.
    public var description: String { "\(log) \(position) \(hash)" }

    /// Reads the line; nil for anything else.
    public init?(_ description: String) {
        let parts = description.split { $0 == " " || $0.isNewline }
        guard parts.count == 3, let log = UniqueID(String(parts[0])),
            let position = Position(String(parts[1])),
            let bytes = [UInt8](hexadecimal: parts[2].utf8), let hash = SHA256Digest(bytes: bytes)
        else { return nil }
        (self.log, self.position, self.hash) = (log, position, hash)
    }
}

/// What a verification found.
public struct VerificationReport: Hashable, Sendable {
    /// How many events were looked at, up to the first that is bad.
    public let checked: Int
    /// The end of the log when it began.
    public let head: LogHead
    /// The first bad position; nil when everything is sound.
    public let damage: LogDamage?
}

/// Which part of the log is verified.
public enum VerificationRange: Hashable, Sendable {
    /// Everything.
    case all
    /// The newest events; what lies before them is taken as given.
    case last(Int)
    /// What lies behind `after` up to and including `through`, nil for the end.
    case positions(after: Position, through: Position?)

    func bounds(_ head: Position) -> (after: Position, through: Position) {
        switch self {
        case .all: (.start, head)
        case .last(let count): (Position(max(0, head.value - Int64(max(0, count)))), head)
        case .positions(let after, let through): (after, min(through ?? head, head))
        }
    }
}

extension SQLiteEventStore {
    /// Recomputes the hash chain and checks what it does not cover: order, revisions, categories.
    ///
    /// An anchor, a head kept elsewhere, tells a missing tail. `progress` is told the position
    /// reached and the last one to reach. It throws only where the log cannot be read at all, or
    /// where the anchor is of another log; damage is an answer.
    public func verify(
        _ range: VerificationRange = .all, anchor: LogAnchor? = nil,
        progress: @Sendable (Position, Position) -> Void = { _, _ in }
    ) async throws(ReadError) -> VerificationReport {
        let head = try await head()
        let (after, last) = range.bounds(head.position)
        let walk = Mutex(ChainWalk(from: after, in: head.log))
        var damage: LogDamage?
        var position = after
        while damage == nil, position < last {
            (damage, position) = try readers.read(near: position) { reader in
                // What earlier reads remember of names is not what is stored now.
                let fresh = LogReader(connection: reader.connection)
                return try walk.withLock { (try $0.step(through: last, fresh), $0.position) }
            }
            progress(position, last)
            await Task.yield()
            guard !Task.isCancelled else { throw .closed }
        }
        if damage == nil, let anchor { damage = try check(anchor, head) }
        return VerificationReport(
            checked: Int(position.value - min(after, position).value), head: head, damage: damage)
    }

    private func check(_ anchor: LogAnchor, _ head: LogHead) throws(ReadError) -> LogDamage? {
        guard anchor.log == head.log else {
            throw .invalid(
                "the anchor is of log \(anchor.log), this is \(head.log): use this log's anchor")
        }
        guard anchor.position <= head.position else {
            return LogDamage(
                position: Position(head.position.value + 1),
                reason: "the tail is missing: the anchor knows \(anchor.position) events")
        }
        let hash = try readers.read { reader in
            anchor.position == .start
                ? HashChain(log: anchor.log).hash
                : try reader.event(where: "e.position = ?", [.integer(anchor.position.value)])?.hash
        }
        guard hash == anchor.hash else {
            return LogDamage(position: anchor.position, reason: "the anchor has another hash")
        }
        return nil
    }
}
