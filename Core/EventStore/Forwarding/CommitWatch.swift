internal import Synchronization

/// Tells the server's thread of commits, but only as often as it wants to know.
final class CommitWatch: Sendable {
    let bell: Bell
    private let isWanted = Atomic(true)
    private let count = Atomic<Int>(0)

    init() throws(OpenError) { bell = try Bell() }

    /// How many commits there were.
    var commits: Int { count.load(ordering: .relaxed) }

    /// To be called after a commit, by whoever committed.
    func committed() {
        count.add(1, ordering: .relaxed)
        if isWanted.exchange(false, ordering: .acquiringAndReleasing) { bell.ring() }
    }

    /// Wants to be told of the next commit.
    func rearm() { isWanted.store(true, ordering: .releasing) }
}
