private import Glibc
private import Synchronization
import Telemetry

/// Moves bytes between sockets and connections on one thread; others reach it through a mailbox.
final class ConnectionLoop: Sendable {
    private enum Letter {
        case answered(UInt64, HTTPResponse)
        case drain
    }

    private struct Mailbox {
        var letters: [Letter] = []
        var hasRun = false
    }

    private let sockets: ListeningSockets
    private let limits: Limits
    private let instruments: Instruments
    private let mailbox = Mutex(Mailbox())
    /// The two ends of a pipe that wakes the thread.
    private let bell: (reads: Int32, writes: Int32)

    init(
        _ sockets: ListeningSockets, limits: Limits, instruments: Instruments
    ) throws(BindError) {
        (self.sockets, self.limits, self.instruments) = (sockets, limits, instruments)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw .refused(
                address: sockets.addresses.joined(separator: ", "),
                reason: String(cString: strerror(errno)))
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        bell = (ends[0], ends[1])
    }

    deinit {
        _ = close(bell.reads)
        _ = close(bell.writes)
    }

    /// Answers the request of a connection; one that is gone needs no answer.
    func answer(_ connection: UInt64, _ response: HTTPResponse) {
        post(.answered(connection, response))
    }

    /// Stops accepting; the loop ends once requests in progress are answered.
    func drain() { post(.drain) }

    private func post(_ letter: Letter) {
        let isFirst = mailbox.withLock { mailbox in
            mailbox.letters.append(letter)
            return mailbox.letters.count == 1
        }
        guard isFirst else { return }
        var one: UInt8 = 1
        _ = write(bell.writes, &one, 1)
    }

    /// Serves until it is told to drain and has done so; blocks its thread.
    func run(onRequest: @escaping (UInt64, HTTPRequest) -> Void) {
        let isFirst = mailbox.withLock { mailbox in
            defer { mailbox.hasRun = true }
            return !mailbox.hasRun
        }
        precondition(isFirst, "a server runs once")
        var turn = ConnectionTurn(
            sockets, bell: bell.reads, limits: limits, instruments: instruments,
            onRequest: onRequest)
        while !turn.isDone {
            turn.awaitEvents()
            if turn.takesBell() {
                let letters = mailbox.withLock { mailbox in
                    defer { mailbox.letters = [] }
                    return mailbox.letters
                }
                for letter in letters {
                    switch letter {
                    case .answered(let connection, let response):
                        turn.answer(connection, response)
                    case .drain: turn.drain()
                    }
                }
            }
            turn.handleEvents()
        }
        turn.end()
    }
}
