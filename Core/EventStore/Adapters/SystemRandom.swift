public import Events

/// The kernel's random bits.
public struct SystemRandom: RandomSource {
    /// Needs no seed.
    public init() {}

    /// The next 64 bits.
    public func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
