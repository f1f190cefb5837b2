/// A moment as whole microseconds since 1970-01-01T00:00:00Z, without a time zone.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970.
    public let microseconds: Int64

    /// Makes the moment that lies `microseconds` after 1970.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Orders by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment `duration` later; saturates at the ends of the range.
    public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        let (sum, overflow) = moment.microseconds.addingReportingOverflow(duration.microseconds)
        guard overflow else { return Timestamp(microseconds: sum) }
        return Timestamp(microseconds: duration.microseconds > 0 ? .max : .min)
    }

    /// The moment `duration` earlier; saturates at the ends of the range.
    public static func - (moment: Timestamp, duration: Duration) -> Timestamp {
        moment + .microseconds(-max(duration.microseconds, -Int64.max))
    }

    /// The time from `right` to `left`, negative when `left` is earlier.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .microseconds(left.microseconds &- right.microseconds)
    }
}

extension Duration {
    /// Whole microseconds, rounded towards zero and clamped to 64 bits.
    public var microseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return seconds > 0 ? .max : .min }
        let (sum, carried) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        guard !carried else { return seconds > 0 ? .max : .min }
        return sum
    }
}

extension Timestamp: Codable {
    /// Reads the RFC 3339 text form.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let moment = Timestamp(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not an RFC 3339 time: \(text.prefix(40))"))
        }
        self = moment
    }

    /// Writes the RFC 3339 text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
