private import Foundation

/// A typed payload: what a product appends and projects, with the stored name spelled out once.
public protocol EventPayload: Codable, Hashable, Sendable {
    /// The stored name, which never changes.
    static var type: EventType { get }
    /// The version of the shape, from 1; raised only with an upcaster.
    static var schema: Int { get }
}

extension EventPayload {
    /// Payloads begin at version 1.
    public static var schema: Int { 1 }

    /// The payload as an event under `id`, as JSON with sorted keys.
    ///
    /// - Throws: `EncodingError` for a number that JSON cannot hold.
    public func event(id: EventID, metadata: Metadata = [:]) throws -> Event {
        Event(
            id: id, type: Self.type, schema: Self.schema, data: try JSONCoding.encode(self),
            metadata: metadata)
    }

    /// Reads the payload of a recorded event of this type.
    ///
    /// - Throws: `PayloadError` for another type, a newer schema or bytes that do not decode.
    public init(_ recorded: RecordedEvent) throws(PayloadError) {
        guard recorded.type == Self.type else {
            throw .otherType(recorded.type, expected: Self.type)
        }
        guard recorded.event.schema <= Self.schema else {
            throw .newerSchema(
                recorded.type, recorded.event.schema, known: Self.schema, at: recorded.position)
        }
        do {
            self = try JSONCoding.decode(Self.self, from: recorded.data)
        } catch {
            throw .undecodable(recorded.type, at: recorded.position, String(describing: error))
        }
    }
}

/// Why a recorded payload could not be read.
public enum PayloadError: Error, Hashable, CustomStringConvertible {
    /// The event is of another type than the one asked for.
    case otherType(EventType, expected: EventType)
    /// The event was written by a newer build.
    case newerSchema(EventType, Int, known: Int, at: Position)
    /// The bytes do not have the shape of the type.
    case undecodable(EventType, at: Position, String)

    /// What is wrong, where, and what to do next.
    public var description: String {
        switch self {
        case .otherType(let type, let expected):
            "event is a \(type), not a \(expected)"
        case .newerSchema(let type, let schema, let known, let position):
            "\(type) at position \(position) has schema \(schema), this build knows up to "
                + "\(known): run a newer build"
        case .undecodable(let type, let position, let reason):
            "\(type) at position \(position) cannot be decoded (\(reason.prefix(200))): "
                + "run `signalbox events show \(position)` to see it"
        }
    }
}

/// JSON for values at rest: sorted keys, no escaped slashes, the same bytes on every platform.
public enum JSONCoding {
    /// The value as JSON.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// The value that `bytes` hold.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8]
    ) throws
        -> Value
    {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
