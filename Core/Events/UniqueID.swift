/// A UUID of 128 bits; compares as bytes and prints in the usual lower-case form.
public struct UniqueID: Hashable, Comparable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        (self.high, self.low) = (high, low)
    }

    /// Takes exactly sixteen bytes, most significant first; nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let high = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = bytes.dropFirst(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.init(high: high, low: low)
    }

    /// The sixteen bytes, most significant first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Orders by bytes, which is the order of creation for version 7.
    public static func < (left: UniqueID, right: UniqueID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension UniqueID {
    /// A name-based id (RFC 9562, version 5: SHA-1 over the namespace and the name).
    public static func named(_ name: String, in namespace: UniqueID) -> UniqueID {
        let digest = SHA1.hash(namespace.bytes + Array(name.utf8))
        let high = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = digest[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return UniqueID(high: high, low: low).stamped(version: 5)
    }

    /// A time-ordered id (RFC 9562, version 7: milliseconds, then 74 random bits).
    public static func timeOrdered(at moment: Timestamp, _ random: some RandomSource) -> UniqueID {
        let milliseconds = UInt64(max(0, moment.microseconds / 1_000)) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | random.next() & 0xFFFF
        return UniqueID(high: high, low: random.next()).stamped(version: 7)
    }

    private func stamped(version: UInt64) -> UniqueID {
        UniqueID(
            high: high & 0xFFFF_FFFF_FFFF_0FFF | version << 12,
            low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}

extension UniqueID: CustomStringConvertible, LosslessStringConvertible {
    /// Lower-case hexadecimal in groups of 8, 4, 4, 4 and 12.
    public var description: String {
        // Every event and every reference prints one: no intermediate lists.
        String(unsafeUninitializedCapacity: Self.textBytes) { text in
            var place = 0
            for byte in 0..<16 {
                if byte >= 4, byte <= 10, byte.isMultiple(of: 2) {
                    text[place] = UInt8(ascii: "-")
                    place += 1
                }
                let half = byte < 8 ? high : low
                let value = UInt8(truncatingIfNeeded: half >> UInt64(56 - byte % 8 * 8))
                text[place] = (value >> 4).hexadecimalCharacter
                text[place + 1] = (value & 15).hexadecimalCharacter
                place += 2
            }
            return place
        }
    }

    private static let textBytes = 36

    /// Reads the 36-character form in either case; nil for anything else.
    public init?(_ description: String) {
        guard description.utf8.count == Self.textBytes else { return nil }
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        for (place, character) in description.utf8.enumerated() {
            if place == 8 || place == 13 || place == 18 || place == 23 {
                guard character == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let value = character.hexadecimalValue else { return nil }
            // The third dash parts the halves.
            if place < 18 {
                halves.high = halves.high << 4 | UInt64(value)
            } else {
                halves.low = halves.low << 4 | UInt64(value)
            }
        }
        self.init(high: halves.high, low: halves.low)
    }
}

extension UniqueID: Codable {
    /// Reads the 36-character form.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = UniqueID(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not a UUID: \(text.prefix(40))"))
        }
        self = id
    }

    /// Writes the 36-character form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
