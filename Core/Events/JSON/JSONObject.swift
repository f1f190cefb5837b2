/// The members of a JSON object in their order, found by scan: objects of records are small.
public struct JSONObject: Hashable, Sendable {
    /// One key with its value.
    public struct Member: Hashable, Sendable {
        /// The key, unescaped.
        public let key: String
        /// What stands under the key.
        public var value: JSONValue

        /// Puts a member together.
        public init(key: String, value: JSONValue) {
            (self.key, self.value) = (key, value)
        }
    }

    /// The members in order; no key occurs twice.
    public private(set) var members: [Member]

    /// An object without members.
    public init() { members = [] }

    /// The members of a sequence; a repeated key keeps its first place and its last value.
    public init(_ sequence: some Sequence<(key: String, value: JSONValue)>) {
        members = []
        for (key, value) in sequence { self[key] = value }
    }

    init(unique members: [Member]) { self.members = members }

    /// The value under `key`; setting nil removes the member, setting a new key appends it.
    public subscript(key: String) -> JSONValue? {
        get {
            for member in members where member.key == key { return member.value }
            return nil
        }
        set {
            let place = members.firstIndex { $0.key == key }
            switch (place, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Appends a member whose key is known to be new, without a scan.
    ///
    /// - Precondition: No member has this key; checked in debug builds only.
    public mutating func append(_ key: String, _ value: JSONValue) {
        assert(self[key] == nil, "the key \(key) is there already")
        members.append(Member(key: key, value: value))
    }

    /// Takes over every member of another object; a key that is there keeps its place.
    public mutating func merge(_ other: JSONObject) {
        for member in other.members { self[member.key] = member.value }
    }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }
    /// How many members there are.
    public var count: Int { members.count }
    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }
}
