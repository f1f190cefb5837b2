public import Events
internal import Foundation

/// The machine's clock; follows it when it is set.
public struct SystemTime: TimeSource {
    /// How long a wait goes on without a look at the clock, which may have been set meanwhile.
    private static let longestSleep = Duration.seconds(5)

    /// Reads the real-time clock.
    public init() {}

    /// The present moment in whole microseconds.
    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// Sleeps until the clock shows `moment`.
    public func wait(until moment: Timestamp) async throws(CancellationError) {
        while true {
            let left = moment - now()
            guard left > .zero else { return }
            do {
                try await Task.sleep(for: min(left, Self.longestSleep), tolerance: .zero)
            } catch {
                throw CancellationError()
            }
        }
    }
}
