private import Events

/// When and how often a failed attempt is repeated.
public struct RetryPolicy: Hashable, Sendable {
    /// All attempts, the first one included; nil: as many as it takes.
    public var attempts: Int?
    /// The pause after the first failure.
    public var initialInterval: Duration
    /// What the pause is multiplied by after each further failure.
    public var coefficient: Double
    /// The longest pause; nil: a hundred times the first one.
    public var intervalMax: Duration?
    /// Types of failures that no repetition cures.
    public var nonRetryable: [String]

    /// Without arguments: 1 s, doubled each time up to 100 s, for ever.
    ///
    /// - Precondition: There is at least one attempt and the coefficient is at least 1.
    public init(
        attempts: Int? = nil, initialInterval: Duration = .seconds(1), coefficient: Double = 2,
        intervalMax: Duration? = nil, nonRetryable: [String] = []
    ) {
        precondition(attempts.map { $0 >= 1 } ?? true, "there is at least one attempt")
        precondition(coefficient >= 1, "a pause never shrinks")
        (self.attempts, self.initialInterval) = (attempts, initialInterval)
        (self.coefficient, self.intervalMax) = (coefficient, intervalMax)
        self.nonRetryable = nonRetryable
    }

    /// The first attempt is the only one.
    public static let never = RetryPolicy(attempts: 1)

    /// The longest pause.
    public var longestInterval: Duration { intervalMax ?? initialInterval * 100 }

    /// The pause after the failure of attempt number `attempt`.
    public func pause(after attempt: Int) -> Duration {
        var pause = Double(initialInterval.microseconds)
        let longest = Double(longestInterval.microseconds)
        for _ in 1..<max(1, min(attempt, 200)) where pause < longest { pause *= coefficient }
        return .microseconds(Int64(min(pause, longest)))
    }
}
