internal import Synchronization

extension WriterServer {
    /// Hands questions of other processes to a listener, until it is replaced or taken away.
    func listen(_ listener: (@Sendable (WriterQuestion) -> Bool)?) {
        inbox.withLock { inbox in
            inbox.listener = listener
            guard listener == nil else { return }
            // Whoever waits hears at once that nobody answers any more.
            let waiting = inbox.asked.sorted { ($0.client, $0.number) < ($1.client, $1.number) }
            inbox.replies += waiting.map {
                Reply(client: $0.client, message: .answer($0.number, nil))
            }
            inbox.asked = []
        }
        watch.bell.ring()
    }

    /// Takes a question of a client; the answer comes later, or at once that there is none.
    func ask(_ asked: Asked, _ bytes: [UInt8]) {
        let listener = inbox.withLock { inbox -> (@Sendable (WriterQuestion) -> Bool)? in
            guard inbox.asked.count < Limits.questionsMax, let listener = inbox.listener else {
                return nil
            }
            inbox.asked.insert(asked)
            return listener
        }
        let question = WriterQuestion(bytes: bytes) { [self] in reply(to: asked, $0) }
        if let listener, listener(question) { return }
        inbox.withLock { inbox in
            inbox.asked.remove(asked)
            inbox.replies.append(Reply(client: asked.client, message: .answer(asked.number, nil)))
        }
        watch.bell.ring()
    }

    private func reply(to asked: Asked, _ answer: [UInt8]) {
        let isTooLong = answer.count > Limits.questionBytesMax
        inbox.withLock { inbox in
            guard inbox.asked.remove(asked) != nil else { return }
            let message = Message.answer(asked.number, isTooLong ? nil : answer)
            inbox.replies.append(Reply(client: asked.client, message: message))
        }
        watch.bell.ring()
    }
}
