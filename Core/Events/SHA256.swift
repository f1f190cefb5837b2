/// Thirty-two bytes that stand for a content.
public struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    /// The digest, most significant byte first; always 32 bytes.
    public let bytes: [UInt8]

    package init(trusted bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes exactly 32 bytes; nil for any other count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Sixty-four lower-case hexadecimal digits.
    public var description: String { bytes.hexadecimal }
}

/// SHA-256 (FIPS 180-4), fed piece by piece.
public struct SHA256 {
    private var state: [UInt32]
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    /// Begins an empty message.
    public init() {
        state = [
            0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A,
            0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
        ]
    }

    /// The digest of one message.
    public static func hash(_ message: some Collection<UInt8>) -> SHA256Digest {
        var hasher = SHA256()
        hasher.update(message)
        return hasher.finish()
    }

    /// The digest of a text's UTF-8 bytes.
    public static func hash(_ text: String) -> SHA256Digest { hash(Array(text.utf8)) }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: some Collection<UInt8>) {
        length &+= UInt64(bytes.count)
        // A long message is read where it lies; only what does not fill a block is kept.
        let isRead = pending.isEmpty && bytes.withContiguousStorageIfAvailable { take($0) } != nil
        if !isRead { absorb(bytes) }
    }

    private mutating func absorb(_ bytes: some Collection<UInt8>) {
        let gathered = pending + bytes
        pending = []
        gathered.withUnsafeBufferPointer { take($0) }
    }

    private mutating func take(_ buffer: UnsafeBufferPointer<UInt8>) {
        let whole = buffer.count / 64 * 64
        for start in stride(from: 0, to: whole, by: 64) {
            SHA256.compress(buffer, start, &state)
        }
        pending = Array(buffer[whole...])
    }

    /// Ends the message; the hasher must not be used again.
    public mutating func finish() -> SHA256Digest {
        let bits = length &* 8
        let zeros = (119 - pending.count % 64) % 64
        pending.append(0x80)
        pending.append(contentsOf: repeatElement(0, count: zeros))
        withUnsafeBytes(of: bits.bigEndian) { pending.append(contentsOf: $0) }
        absorb([])
        return SHA256Digest(
            trusted: [UInt8](unsafeUninitializedCapacity: 32) { bytes, count in
                for (index, word) in state.enumerated() {
                    for place in 0..<4 {
                        bytes[index * 4 + place] = UInt8(
                            truncatingIfNeeded: word >> (24 - 8 * UInt32(place)))
                    }
                }
                count = 32
            })
    }

    private static func compress(
        _ block: UnsafeBufferPointer<UInt8>, _ start: Int, _ state: inout [UInt32]
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
            for index in 0..<16 {
                let at = start + index * 4
                words[index] =
                    UInt32(block[at]) << 24 | UInt32(block[at + 1]) << 16
                    | UInt32(block[at + 2]) << 8 | UInt32(block[at + 3])
            }
            for index in 16..<64 {
                let early = words[index - 15]
                let late = words[index - 2]
                let first = early.turned(7) ^ early.turned(18) ^ early >> 3
                let second = late.turned(17) ^ late.turned(19) ^ late >> 10
                words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
            }
            rounds(words, &state)
        }
    }

    private static func rounds(_ words: UnsafeMutableBufferPointer<UInt32>, _ state: inout [UInt32])
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        constants.withUnsafeBufferPointer { constants in
            for index in 0..<64 {
                let high = e.turned(6) ^ e.turned(11) ^ e.turned(25)
                let choice = e & f ^ ~e & g
                let first = h &+ high &+ choice &+ constants[index] &+ words[index]
                let low = a.turned(2) ^ a.turned(13) ^ a.turned(22)
                let majority = a & b ^ a & c ^ b & c
                (h, g, f, e) = (g, f, e, d &+ first)
                (d, c, b, a) = (c, b, a, first &+ low &+ majority)
            }
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
        0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
        0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
        0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2,
    ]
}

extension UInt32 {
    /// Rotated to the right.
    fileprivate func turned(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
