/// Randomness as a port; a seeded source makes a whole run repeatable.
public protocol RandomSource: Sendable {
    /// The next 64 random bits.
    func next() -> UInt64
}
