public import Events
private import Synchronization

/// A repeatable stream of bits (SplitMix64); streams of one seed are independent by name.
public final class SeededRandom: RandomSource {
    private let state: Atomic<UInt64>

    /// Begins the stream `name` of a seed: a new draw in one stream does not shift another.
    public init(seed: UInt64, name: String = "") {
        state = Atomic(name.utf8.reduce(seed) { SeededRandom.mixed($0 &+ UInt64($1) &+ golden) })
    }

    /// The next 64 bits.
    public func next() -> UInt64 {
        SeededRandom.mixed(state.wrappingAdd(golden, ordering: .relaxed).newValue)
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
        let first = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        let second = (first ^ first >> 27) &* 0x94D0_49BB_1331_11EB
        return second ^ second >> 31
    }
}

/// 2^64 divided by the golden ratio, the step of the generator.
private let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
