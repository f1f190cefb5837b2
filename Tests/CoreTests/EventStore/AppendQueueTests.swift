import EventStore
import Events
import Simulation
import Synchronization
import Testing

/// How appends of many callers come into one commit.
@Suite struct `Event store: the queue` {
    /// A commit that answers everything with its size, and what was asked of it.
    private final class Commits: Sendable {
        private let groups = Mutex<[Int]>([])
        private let answers = Mutex<[Int: String]>([:])
        private let leads = Mutex<[(Int, Append)]>([])

        var sizes: [Int] { groups.withLock { $0 } }

        func commit(_ appends: [Append]) -> [Result<AppendResult, AppendError>] {
            groups.withLock { $0.append(appends.count) }
            return appends.map { _ in .failure(.invalid("committed")) }
        }

        func answer(_ number: Int) -> String? { answers.withLock { $0[number] } }

        /// Queues an append and keeps what it is told.
        func enqueue(_ number: Int, _ append: Append, _ queue: AppendQueue) {
            queue.enqueue(append) { [self] turn in
                switch turn {
                case .lead: leads.withLock { $0.append((number, append)) }
                case .answered(.failure(let error)):
                    answers.withLock { $0[number] = error.description }
                case .answered(.success): break
                }
            }
        }

        /// Leads as often as it was asked to.
        func lead(_ queue: AppendQueue) {
            while let (number, append) = leads.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
                if case .failure(let error) = queue.lead(append) {
                    answers.withLock { $0[number] = error.description }
                }
            }
        }
    }

    private let commits = Commits()
    private let time = VirtualTime()
    private let queue: AppendQueue

    init() {
        queue = AppendQueue(time: time) { [commits] in commits.commit($0) }
    }

    private func append(_ count: Int, bytes: Int = 0) -> Append {
        let events = (0..<count).map { number in
            var sized = event(number)
            if bytes > 0 { sized.data = [UInt8](repeating: 32, count: bytes) }
            return sized
        }
        return Append([StreamAppend(account("a"), events)])
    }

    @Test func `whoever waits shares the next commit`() {
        for number in 0..<20 { commits.enqueue(number, append(1), queue) }
        #expect(queue.depth == 20)
        queue.leadIfIdle()
        #expect(commits.sizes == [20])
        #expect((0..<20).allSatisfy { commits.answer($0) == "committed" })
        #expect(queue.depth == 0)
    }

    @Test func `a commit takes no more events than its limit`() {
        for number in 0..<5 { commits.enqueue(number, append(300), queue) }
        queue.leadIfIdle()
        commits.lead(queue)
        #expect(commits.sizes == [3, 2])
        #expect((0..<5).allSatisfy { commits.answer($0) == "committed" })
    }

    @Test func `a commit takes no more bytes than its limit but one append at least`() {
        for number in 0..<3 { commits.enqueue(number, append(60, bytes: 65_536), queue) }
        queue.leadIfIdle()
        commits.lead(queue)
        #expect(commits.sizes == [1, 1, 1])
    }

    @Test func `an append beyond the queue's number is refused`() {
        for number in 0...1_024 { commits.enqueue(number, append(1), queue) }
        #expect(commits.answer(1_024)?.contains("busy") == true)
        #expect(commits.answer(1_023) == nil)
        #expect(queue.depth == 1_024)
    }

    @Test func `an append beyond the queue's bytes is refused`() {
        for number in 0...8 { commits.enqueue(number, append(64, bytes: 65_530), queue) }
        #expect(commits.answer(8)?.contains("busy") == true)
        #expect(queue.depth == 8)
    }

    @Test func `what has waited too long is refused unwritten`() {
        commits.enqueue(0, append(1), queue)
        time.advance(by: .seconds(6))
        commits.enqueue(1, append(1), queue)
        time.advance(by: .seconds(5))
        queue.leadIfIdle()
        #expect(commits.answer(0)?.contains("busy") == true)
        #expect(commits.answer(1) == "committed")
        #expect(commits.sizes == [1])
    }

    @Test func `a withdrawn append is not committed`() async {
        commits.enqueue(0, append(1), queue)
        let queue = queue
        let waiting = Task { try await queue.append(append(2)) }
        while queue.depth < 2 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: AppendError.busy(retryAfter: .zero)) { try await waiting.value }
        queue.leadIfIdle()
        #expect(commits.sizes == [1])
    }

    @Test func `a closed queue refuses what comes and answers what waits`() async {
        commits.enqueue(0, append(1), queue)
        let queue = queue
        async let closed: Void = queue.close()
        while !queue.isClosed { await Task.yield() }
        commits.enqueue(1, append(1), queue)
        #expect(commits.answer(1)?.contains("closed") == true)
        queue.leadIfIdle()
        commits.lead(queue)
        await closed
        #expect(commits.answer(0) == "committed")
        await #expect(throws: AppendError.closed) { try await queue.append(append(1)) }
    }
}
