public import Events

/// The letters of one kind that wait for this workflow, in the order of their acceptance.
///
/// Mail belongs to the workflow id: what a run leaves unread is there for the next one.
@WorkflowActor public struct Mail<Payload: WorkflowValue>: Sendable {
    let run: any RunPort
    let signal: String

    /// How many letters wait that nobody has claimed.
    public var count: Int { run.unreadCount(signal) }

    /// When the oldest of them was accepted; nil when none waits.
    public var oldest: Timestamp? { run.oldestUnread(signal) }

    /// Waits for a letter and consumes it.
    public func next() async throws -> Payload {
        let letter = try await first()
        run.acknowledge([letter.offset])
        return try letter.payload.decode()
    }

    /// Waits for a letter and consumes it; nil when none came in time.
    public func next(within duration: Duration) async throws -> Payload? {
        let (run, signal) = (run, signal)
        let came = try await run.wait("\(signal).next", upTo: duration) {
            run.unreadCount(signal) > 0
        }
        guard came, let letter = run.claimed(signal, upTo: 1).first else { return nil }
        run.acknowledge([letter.offset])
        return try letter.payload.decode()
    }

    /// Waits for one letter, then up to `fill` for more, and claims at most `limit`; consumes nothing yet.
    ///
    /// - Precondition: `limit` is positive.
    public func claim(upTo limit: Int, fill: Duration = .zero) async throws -> Claim<Payload> {
        precondition(limit > 0, "a claim holds at least one letter")
        let (run, signal) = (run, signal)
        try await run.wait { run.unreadCount(signal) > 0 }
        if fill > .zero, run.unreadCount(signal) < limit {
            _ = try await run.wait("\(signal).fill", upTo: fill) {
                run.unreadCount(signal) >= limit
            }
        }
        return try claimNow(upTo: limit)
    }

    /// Claims the letters that wait, at most `limit`, without waiting for any.
    public func claimNow(upTo limit: Int) throws -> Claim<Payload> {
        let letters = run.claimed(signal, upTo: limit)
        return Claim(
            run: run,
            letters: try letters.map { letter in
                Letter(
                    offset: letter.offset, payload: try letter.payload.decode(),
                    sender: letter.sender, sent: letter.sent)
            })
    }

    private func first() async throws -> MailedLetter {
        let (run, signal) = (run, signal)
        while true {
            try await run.wait { run.unreadCount(signal) > 0 }
            if let letter = run.claimed(signal, upTo: 1).first { return letter }
        }
    }
}

extension Mail: @WorkflowActor AsyncSequence {
    /// Consumes letter by letter; it ends only with the run.
    public struct Iterator: @WorkflowActor AsyncIteratorProtocol {
        let mail: Mail

        /// Waits for the next letter and consumes it.
        public mutating func next() async throws -> Payload? { try await mail.next() }
    }

    /// Begins to consume.
    public func makeAsyncIterator() -> Iterator { Iterator(mail: self) }
}

/// One letter with what it carries.
public struct Letter<Payload: WorkflowValue>: Sendable {
    /// Its place in the mailbox.
    public let offset: Int
    /// What it carries.
    public let payload: Payload
    /// Who sent it, as the sender called itself.
    public let sender: String
    /// When it was accepted.
    public let sent: Timestamp
}

/// Letters set aside for the code that claimed them, still unread until they are acknowledged.
@WorkflowActor public struct Claim<Payload: WorkflowValue>: Sendable {
    let run: any RunPort
    /// What was claimed, in the order of acceptance.
    public let letters: [Letter<Payload>]

    /// Consumes the letters, in the same commit as what the workflow decides next.
    public func acknowledge() { run.acknowledge(letters.map(\.offset)) }

    /// Gives the letters back.
    public func release() { run.release(letters.map(\.offset)) }
}

extension WorkflowContext {
    /// The letters of one kind that wait for this workflow.
    public func mail<Payload: WorkflowValue>(_ signal: SignalReference<Payload>) -> Mail<Payload> {
        Mail(run: run, signal: signal.name)
    }
}
