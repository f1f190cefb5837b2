internal import Events
internal import Synchronization

/// What another process asks the one that writes the log; what it means is the asker's affair.
public struct WriterQuestion: Sendable {
    /// The question.
    public let bytes: [UInt8]
    private let reply: @Sendable ([UInt8]) -> Void

    init(bytes: [UInt8], reply: @escaping @Sendable ([UInt8]) -> Void) {
        (self.bytes, self.reply) = (bytes, reply)
    }

    /// Sends the answer; only the first one counts.
    public func answer(_ bytes: [UInt8]) { reply(bytes) }
}

/// Why the writer's process gave no answer.
public enum AskError: Error, Hashable, Sendable {
    /// This process writes the log itself, or reads only: nobody else can be asked.
    case nobody
    /// The writer's process answers no questions, or too many wait already.
    case refused(owner: String)
    /// The writer's process ended before it answered.
    case lost(owner: String)
    /// The question has too many bytes.
    case tooLong(bytes: Int)
}

extension AskError: CustomStringConvertible {
    /// What is wrong, which process, and what to do next.
    public var description: String {
        switch self {
        case .nobody: "no other process writes this log: start one with `signalbox up`"
        case .refused(let owner):
            "\(owner) writes this log and answers no questions: ask again when it has ended, or "
                + "while `signalbox up` runs"
        case .lost(let owner): "\(owner) ended before it answered: ask again"
        case .tooLong(let bytes):
            "the question has \(bytes) bytes, at most \(Limits.questionBytesMax) are sent"
        }
    }
}

extension SQLiteEventStore {
    /// The questions that other processes ask while this one is the writer, until it is cancelled.
    ///
    /// One reader at a time: a second one takes the questions of the first.
    public func questions() -> AsyncStream<WriterQuestion> {
        let (questions, feed) = AsyncStream<WriterQuestion>.makeStream(
            bufferingPolicy: .bufferingOldest(Limits.questionsMax))
        guard case .writer(let process) = backend.withLock({ $0 }) else { return questions }
        process.server.listen { question in
            if case .enqueued = feed.yield(question) { true } else { false }
        }
        feed.onTermination = { _ in process.server.listen(nil) }
        return questions
    }

    /// Asks the process that writes the log.
    public func ask(_ question: [UInt8]) async throws(AskError) -> [UInt8] {
        guard question.count <= Limits.questionBytesMax else {
            throw .tooLong(bytes: question.count)
        }
        guard case .client(let client) = backend.withLock({ $0 }) else { throw .nobody }
        switch await client.ask(question) {
        case .answered(let answer): return answer
        case .refused: throw .refused(owner: WriterLock.owner(directory))
        case .lost: throw .lost(owner: WriterLock.owner(directory))
        }
    }
}
