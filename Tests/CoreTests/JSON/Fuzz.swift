import Events

/// A small repeatable generator: the same seed gives the same values on every machine.
struct Fuzz: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    mutating func json(depth: Int) -> JSONValue {
        switch below(depth > 0 ? 9 : 6) {
        case 0: return .null
        case 1: return .bool(below(2) == 0)
        case 2: return .integer(Int64(truncatingIfNeeded: next() >> UInt64(below(60))))
        case 3: return .double(Double(below(1_000_000)) / 1_024)
        case 4, 5: return .string(text())
        case 6: return .array((0..<below(5)).map { _ in json(depth: depth - 1) })
        default:
            return .object(
                JSONObject((0..<below(20)).map { _ in (text(), json(depth: depth - 1)) }))
        }
    }

    mutating func text() -> String {
        let alphabet: [Character] = [
            "a", "b", "7", " ", "\"", "\\", "/", "\n", "\u{1}", "\u{7f}", "é", "語", "😀", "\u{301}",
        ]
        return String((0..<below(8)).map { _ in alphabet[below(alphabet.count)] })
    }

    mutating func mutate(_ bytes: inout [UInt8]) {
        let place = below(bytes.count + 1)
        switch below(4) {
        case 0: bytes.insert(UInt8(truncatingIfNeeded: next()), at: place)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
        default: bytes.removeLast(min(bytes.count, below(4)))
        }
    }
}
