private import Synchronization

/// Progress of work whose size is known: a bar on a terminal, a line now and then elsewhere.
public final class ProgressBar: Sendable {
    private let console: Console
    private let now: @Sendable () -> Duration
    private let drawing: Mutex<ProgressDrawing>

    /// A bar at zero; nothing is drawn yet.
    ///
    /// - Parameters:
    ///   - label: What is being done, in the present tense.
    ///   - total: How many steps there are.
    ///   - console: Whose stream of errors shows it.
    ///   - now: Time that never goes back, since any moment.
    public init(
        _ label: String, total: Int, console: Console, now: @escaping @Sendable () -> Duration
    ) {
        (self.console, self.now) = (console, now)
        drawing = Mutex(
            ProgressDrawing(label: label, total: total, terminal: console.errors, start: now()))
    }

    /// Says how many steps are done; draws only when the last drawing is old enough.
    public func update(_ done: Int) {
        let time = now()
        drawing.withLock { drawing in
            if let text = drawing.update(done, at: time) { console.draw(text) }
        }
    }

    /// Draws the last state and, on a terminal, leaves the line.
    public func finish() {
        let time = now()
        drawing.withLock { drawing in
            if let text = drawing.finish(at: time) { console.draw(text) }
        }
    }
}

/// What a progress bar writes and when, without writing it.
struct ProgressDrawing {
    private let label: String
    private let total: Int
    private let terminal: Terminal
    private let start: Duration
    private var done = 0
    private var shown = -1
    private var drawn: Duration
    private var isFinished = false

    init(label: String, total: Int, terminal: Terminal, start: Duration) {
        (self.label, self.total, self.terminal, self.start) = (label, total, terminal, start)
        drawn = terminal.isInteractive ? start - Limits.barInterval : start
    }

    mutating func update(_ done: Int, at time: Duration) -> String? {
        self.done = min(max(done, self.done), max(total, 0))
        let interval = terminal.isInteractive ? Limits.barInterval : Limits.lineInterval
        guard !isFinished, time - drawn >= interval else { return nil }
        (drawn, shown) = (time, self.done)
        return terminal.isInteractive ? "\r\(bar(at: time))\u{1B}[K" : line(at: time)
    }

    mutating func finish(at time: Duration) -> String? {
        guard !isFinished else { return nil }
        isFinished = true
        guard !terminal.isInteractive else { return "\r\(bar(at: time))\u{1B}[K\n" }
        return shown == done ? nil : line(at: time)
    }

    private var share: Double { total > 0 ? Double(done) / Double(total) : 1 }

    private func line(at time: Duration) -> String {
        "\(label): \(done) of \(total), \(Int(share * 100)) %, \(seconds(time - start)) s\n"
    }

    private func bar(at time: Duration) -> String {
        let tail = " \(done)/\(total) \(left(at: time))"
        let room = terminal.width - label.displayWidth - tail.count - 4
        guard room >= 4 else { return (label + tail).truncated(to: terminal.width - 1) }
        let columns = min(room, 40)
        let full = Int(share * Double(columns))
        let drawn = String(repeating: "#", count: full)
        return "\(label) [\(drawn)\(String(repeating: ".", count: columns - full))]\(tail)"
    }

    /// The seconds that are left at the present pace, or that were needed in all.
    private func left(at time: Duration) -> String {
        let elapsed = time - start
        guard !isFinished, done > 0, done < total else { return "\(seconds(elapsed)) s" }
        return "\(seconds(elapsed * (1 - share) / share)) s left"
    }

    private func seconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(100)).rounded())
        return tenths >= 100 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
