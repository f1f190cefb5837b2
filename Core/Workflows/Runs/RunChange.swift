public import Events

/// A run that began or ended, as the chain of its workflow id records it.
///
/// The starts and ends of runs are the only events of the engine that products may project and
/// subscribe to; everything else it writes is its own. A filter names them by `category` and
/// `types`, and `init(_:)` reads them. One whose record does not fit a single event is read with
/// `read(_:in:)`, which follows its parts.
public struct RunChange: Hashable, Sendable {
    /// What happened to the run.
    public enum Kind: Hashable, Sendable {
        /// It began, where `after` names one as the next run of its chain.
        case started(after: UniqueID?)
        /// It ended, and `next` is the run that goes on in its place.
        case closed(RunStatus, cause: String?, next: UniqueID?)
    }

    /// The workflow id.
    public let workflow: String
    /// The run.
    public let run: UniqueID
    /// The stored name of its type.
    public let type: String
    /// When it happened.
    public let at: Timestamp
    /// What happened.
    public let kind: Kind
    /// The event that says so.
    public let position: Position

    /// Reads an event of a chain; nil for any other event, and for a record that was cut into parts.
    ///
    /// - Throws: `JSONError` or `MalformedRun` for an event that cannot be read.
    public init?(_ event: RecordedEvent) throws {
        guard RunChange.types.contains(event.type), event.event.encoding == .json else {
            return nil
        }
        let json = try JSONValue(parsing: event.data, bytesMax: Limits.recordBytesMax)
        guard let workflow = json["workflow"]?.string, let type = json["type"]?.string,
            let run = json.id("run"), let kind = Kind(event.type, json)
        else { throw MalformedRun(position: event.position) }
        (self.workflow, self.run, self.type) = (workflow, run, type)
        (self.kind, position) = (kind, event.position)
        at = json.moment ?? event.recorded
    }
}

extension RunChange {
    /// The category of the chains, one stream a workflow id.
    public static let category = Category(reserved: "workflow.chain")
    /// The stored name of a start.
    public static let startedType = EventType(literal: "workflow.run-started")
    /// The stored name of an end.
    public static let closedType = EventType(literal: "workflow.run-closed")
    /// The types that can be read as one.
    public static let types: Set<EventType> = [startedType, closedType]

    /// The stream that holds the starts and ends of all runs of a workflow id.
    public static func stream(of workflow: String) -> StreamName {
        StreamName(category: category, text: "\(Limits.defaultNamespace)/\(workflow)")
    }

    /// The workflow id whose chain a stream is; nil for any other stream.
    public static func workflow(of stream: StreamName) -> String? {
        let prefix = "\(Limits.defaultNamespace)/"
        guard stream.category == category else { return nil }
        let id = stream.decodedID
        return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : nil
    }

    /// Reads an event of a chain, whatever its size; nil for any other event.
    public static func read(
        _ event: RecordedEvent, in log: any EventLog
    ) async throws(ReadError) -> RunChange? {
        guard types.contains(event.type), let whole = try await log.whole([event]).first else {
            return nil
        }
        do {
            return try RunChange(whole)
        } catch {
            throw .corrupt(event.position, "\(error)")
        }
    }

    /// What happened last to the runs of a workflow id; nil where none ever began.
    public static func last(
        of workflow: String, in log: any EventLog
    ) async throws(ReadError) -> RunChange? {
        let page = try await log.read(stream(of: workflow), from: nil, .backward, limit: 1)
        guard let event = page.events.first else { return nil }
        return try await read(event, in: log)
    }
}

/// A start or an end of a run that lacks what every one of them holds.
public struct MalformedRun: Error, Hashable, Sendable, CustomStringConvertible {
    /// The event.
    public let position: Position

    /// Which one, and what to do next.
    public var description: String {
        "the record of a run at position \(position) lacks its workflow, its run or its outcome: "
            + "run `signalbox events verify`"
    }
}

// MARK: - Reading

extension RunChange.Kind {
    fileprivate init?(_ type: EventType, _ json: JSONValue) {
        guard type == RunChange.closedType else {
            self = .started(after: json.id("continuedFrom"))
            return
        }
        guard let status = json["outcome"]?.string.flatMap(RunStatus.init(outcome:)) else {
            return nil
        }
        self = .closed(status, cause: json.cause, next: json.id("newRun"))
    }
}

extension JSONValue {
    fileprivate func id(_ key: String) -> UniqueID? { self[key]?.string.flatMap { UniqueID($0) } }

    /// A close by the run's own code has the time of its last activation.
    fileprivate var moment: Timestamp? {
        let text = self["at"]?.string ?? self["activations"]?.array?.last?["at"]?.string
        return text.flatMap { Timestamp($0) }
    }

    /// Why a run ended: the reason that somebody gave, or what its code failed with.
    fileprivate var cause: String? {
        if let reason = self["reason"]?.string, !reason.isEmpty { return reason }
        let last = self["activations"]?.array?.last
        let end = last?["commands"]?.array?.last { $0["kind"]?.string == "fail" }
        guard let end else { return nil }
        let failure = end["failure"] ?? last?["trigger"]?["failure"]
        return failure?["cause"]?["message"]?.string ?? failure?["message"]?.string
    }
}
