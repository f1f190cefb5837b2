import CommandLine
import Synchronization

/// Progress of work that says how large it is when it begins to move.
final class Progress: Sendable {
    private let label: String
    private let console: Console
    private let bar = Mutex<ProgressBar?>(nil)

    init(_ label: String, _ console: Console) { (self.label, self.console) = (label, console) }

    /// Says how many of how many steps are done.
    func update(_ done: Int, of total: Int) {
        let bar = bar.withLock { bar in
            if bar == nil {
                bar = ProgressBar(label, total: total, console: console, now: Surroundings.clock)
            }
            return bar
        }
        bar?.update(done)
    }

    func finish() { bar.withLock { $0 }?.finish() }
}
