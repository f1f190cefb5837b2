package import Events

/// Why a stored record could not be read.
package struct RecordError: Error, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// A value with one JSON form, written and read by hand.
package protocol RecordCoded {
    var json: JSONValue { get }
    init(json: JSONValue) throws
}

extension JSONObject {
    /// Appends a member unless there is no value.
    mutating func put(_ key: String, _ value: JSONValue?) {
        if let value { append(key, value) }
    }

    mutating func put(_ key: String, _ value: String) { append(key, .string(value)) }
    mutating func put(_ key: String, _ value: Int) { append(key, .integer(Int64(value))) }
    mutating func put(_ key: String, _ value: UniqueID) { put(key, value.description) }
    mutating func put(_ key: String, _ value: Timestamp) { put(key, value.description) }
    mutating func put(_ key: String, _ value: Duration) { put(key, DurationText.text(value)) }
    mutating func put(_ key: String, _ value: Duration?) { if let value { put(key, value) } }
    mutating func put(_ key: String, _ value: UniqueID?) { if let value { put(key, value) } }
    mutating func put(_ key: String, _ value: Timestamp?) { if let value { put(key, value) } }

    mutating func put(unlessEmpty key: String, _ value: String) {
        if !value.isEmpty { put(key, value) }
    }

    mutating func put(_ key: String, _ values: [some RecordCoded]) {
        append(key, .array(values.map(\.json)))
    }
}

extension JSONValue {
    func need(_ key: String) throws -> JSONValue {
        guard let value = self[key] else { throw RecordError("'\(key)' is missing") }
        return value
    }

    func text(_ key: String) throws -> String {
        guard let text = try need(key).string else { throw RecordError("'\(key)' is not a text") }
        return text
    }

    func number(_ key: String) throws -> Int {
        guard let number = try need(key).integer else {
            throw RecordError("'\(key)' is not a whole number")
        }
        return Int(number)
    }

    func number(_ key: String, else other: Int) throws -> Int {
        self[key] == nil ? other : try number(key)
    }

    func id(_ key: String) throws -> UniqueID {
        guard let id = UniqueID(try text(key)) else { throw RecordError("'\(key)' is not an id") }
        return id
    }

    func optionalID(_ key: String) throws -> UniqueID? { self[key] == nil ? nil : try id(key) }

    func moment(_ key: String) throws -> Timestamp {
        guard let moment = Timestamp(try text(key)) else {
            throw RecordError("'\(key)' is not a time")
        }
        return moment
    }

    func optionalMoment(_ key: String) throws -> Timestamp? {
        self[key] == nil ? nil : try moment(key)
    }

    func duration(_ key: String) throws -> Duration {
        guard let duration = DurationText.duration(try text(key)) else {
            throw RecordError("'\(key)' is not a duration")
        }
        return duration
    }

    func optionalDuration(_ key: String) throws -> Duration? {
        self[key] == nil ? nil : try duration(key)
    }

    func list(_ key: String) throws -> [JSONValue] {
        guard let list = try need(key).array else { throw RecordError("'\(key)' is not a list") }
        return list
    }

    func numbers(_ key: String) throws -> [Int] {
        try list(key).map { element in
            guard let number = element.integer else {
                throw RecordError("'\(key)' holds something that is not a number")
            }
            return Int(number)
        }
    }

    func optional<Value: RecordCoded>(_ key: String, as type: Value.Type) throws -> Value? {
        try self[key].map { try Value(json: $0) }
    }
}

/// Durations as seconds with 0, 3 or 6 digits behind the point: `5s`, `0.500s`.
package enum DurationText {
    package static func text(_ duration: Duration) -> String {
        let all = duration.microseconds
        let sign = all < 0 ? "-" : ""
        let (seconds, rest) = all.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        guard rest > 0 else { return "\(sign)\(seconds)s" }
        let digits = rest.isMultiple(of: 1_000) ? (rest / 1_000, 3) : (rest, 6)
        let fraction = String(digits.0)
        let padding = String(repeating: "0", count: digits.1 - fraction.count)
        return "\(sign)\(seconds).\(padding)\(fraction)s"
    }

    package static func duration(_ text: String) -> Duration? {
        guard text.hasSuffix("s") else { return nil }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, let seconds = Int64(whole), parts.count <= 2 else {
            return nil
        }
        guard parts.count == 2 else { return .seconds(seconds) }
        let digits = parts[1].prefix(6)
        guard !digits.isEmpty, let value = Int64(digits), value >= 0 else { return nil }
        let scale = (digits.count..<6).reduce(Int64(1)) { product, _ in product * 10 }
        let sign: Int64 = whole.hasPrefix("-") ? -1 : 1
        return .seconds(seconds) + .microseconds(sign * value * scale)
    }
}

/// Offsets of letters as half-open ranges, in order: `[[0,3],[5,6]]`.
package struct OffsetRanges: Hashable, Sendable, RecordCoded {
    package private(set) var ranges: [Range<Int>] = []

    package init() {}

    package init(_ offsets: some Sequence<Int>) {
        for offset in offsets.sorted() {
            if let last = ranges.last, last.upperBound == offset {
                ranges[ranges.count - 1] = last.lowerBound..<offset + 1
            } else {
                ranges.append(offset..<offset + 1)
            }
        }
    }

    package init(json: JSONValue) throws {
        guard let list = json.array else { throw RecordError("'unread' is not a list") }
        ranges = try list.map { pair in
            guard let ends = pair.array, ends.count == 2, let first = ends[0].integer,
                let last = ends[1].integer, first < last
            else { throw RecordError("'unread' holds something that is not a range") }
            return Int(first)..<Int(last)
        }
    }

    package var isEmpty: Bool { ranges.isEmpty }
    package var count: Int { ranges.reduce(0) { $0 + $1.count } }
    package var offsets: [Int] { ranges.flatMap { Array($0) } }

    package var json: JSONValue {
        .array(
            ranges.map {
                .array([.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))])
            })
    }
}
