private import Foundation

/// A flat map of text to text beside an event's payload, stored as JSON with sorted keys.
///
/// It keeps the stored bytes and decodes them only when it is asked for an entry.
public struct Metadata: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// The JSON object as stored.
    public let encoded: [UInt8]

    /// Takes stored bytes as they are.
    public init(encoded: [UInt8]) {
        self.encoded = encoded
    }

    /// The type of a key in a literal.
    public typealias Key = String
    /// The type of an entry in a literal.
    public typealias Value = String

    /// Encodes the entries with sorted keys.
    public init(_ entries: [String: String]) {
        encoded = entries.isEmpty ? Array("{}".utf8) : JSONText.object(entries)
    }

    /// Encodes the entries with sorted keys; the last of equal keys wins.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { $1 })
    }

    /// All entries; empty where the stored bytes are not a flat JSON object of texts.
    public var entries: [String: String] {
        guard encoded.count > 2 else { return [:] }
        // What cannot be read is not an entry; `events verify` reports damaged bytes by their hash.
        return (try? JSONDecoder().decode([String: String].self, from: Data(encoded))) ?? [:]
    }

    /// One entry.
    public subscript(key: String) -> String? { entries[key] }

    /// A copy with the given entries added or replaced.
    public func merging(_ others: [String: String]) -> Metadata {
        others.isEmpty ? self : Metadata(entries.merging(others) { $1 })
    }
}

extension Metadata {
    /// Names of entries whose meaning the platform defines.
    public enum Names {
        /// Groups all events that one outside cause led to.
        public static let correlation = "correlation"
        /// The id of the event or request that this one answers.
        public static let causation = "causation"
        /// Who acted.
        public static let actor = "actor"
        /// The tenant.
        public static let team = "team"
        /// The tenant's epoch.
        public static let epoch = "epoch"
        /// W3C trace context.
        public static let traceparent = "traceparent"
        /// The caller's time.
        public static let occurred = "occurred"
        /// The build that wrote the event.
        public static let producer = "producer"
    }
}
