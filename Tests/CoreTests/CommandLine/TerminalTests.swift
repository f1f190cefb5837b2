import CommandLine
import Synchronization
import Testing

@Suite struct `Writing to a terminal` {
    private let screen = Terminal(isInteractive: true, width: 40, isColoured: true)

    @Test func `colours only where they are wanted`() {
        #expect(screen.styled("x", .red) == "\u{1B}[31mx\u{1B}[0m")
        #expect(Terminal.plain.styled("x", .red) == "x")
    }

    @Test func `takes a pipe for a pipe`() throws {
        let terminal = Terminal.detect(-1) { $0 == "COLUMNS" ? "132" : nil }
        #expect(terminal == Terminal(isInteractive: false, width: 132, isColoured: false))
    }

    @Test func `aligns the cells of a table`() {
        var table = Table([.left("id"), .right("count"), .left("title")])
        table.add(["a", "7", "short"])
        table.add(["bcd", "1234", "語 wide\u{1B}[2J\nline"])
        #expect(
            table.text(.plain) == """
                id   count  title
                a        7  short
                bcd   1234  語 wide [2J line

                """)
    }

    @Test func `cuts the widest column to fit a terminal, and nothing in a pipe`() {
        var table = Table([.left("id"), .left("title")])
        table.add(["r1", String(repeating: "long ", count: 20)])
        let lines = table.text(screen).split(separator: "\n")
        #expect(lines.allSatisfy { $0.replacing("\u{1B}[1m", with: "").count <= 44 })
        #expect(lines[1].hasSuffix("…"))
        #expect(lines[1].count == 40)
        #expect(table.text(.plain).contains(String(repeating: "long ", count: 19) + "long"))
    }
}

@Suite struct `Showing progress` {
    private final class Clock: Sendable {
        private let time = Mutex(Duration.seconds(100))
        func pass(_ duration: Duration) { time.withLock { $0 += duration } }
        var now: Duration { time.withLock { $0 } }
    }

    private func bar(on terminal: Terminal) -> (ProgressBar, Clock, Transcript) {
        let (clock, written) = (Clock(), Transcript())
        let console = Console(
            output: .plain, errors: terminal, writeOutput: { _ in },
            writeErrors: { written.add($0) })
        let bar = ProgressBar("sorting", total: 10, console: console) { clock.now }
        return (bar, clock, written)
    }

    @Test func `draws a bar at most ten times a second`() {
        let screen = Terminal(isInteractive: true, width: 60, isColoured: false)
        let (bar, clock, written) = bar(on: screen)
        bar.update(1)
        bar.update(2)
        clock.pass(.milliseconds(99))
        bar.update(3)
        clock.pass(.milliseconds(1))
        bar.update(5)
        #expect(
            written.text
                == "\rsorting [###" + String(repeating: ".", count: 30)
                + "] 1/10 0.0 s left\u{1B}[K"
                + "\rsorting [################.................] 5/10 0.1 s left\u{1B}[K")
        bar.finish()
        bar.finish()
        bar.update(7)
        #expect(written.text.hasSuffix("5/10 0.1 s\u{1B}[K\n"))
    }

    @Test func `writes plain lines now and then where there is no terminal`() {
        let (bar, clock, written) = bar(on: .plain)
        bar.update(1)
        clock.pass(.milliseconds(1_999))
        bar.update(2)
        clock.pass(.milliseconds(1))
        bar.update(4)
        clock.pass(.seconds(9))
        bar.update(10)
        bar.finish()
        #expect(
            written.text == """
                sorting: 4 of 10, 40 %, 2.0 s
                sorting: 10 of 10, 100 %, 11 s

                """)
    }
}
