/// One connection from its first byte to its last: a pure state machine without sockets or clocks.
package struct Connection {
    package enum Input {
        case received([UInt8])
        /// The peer will send no more.
        case ended
        case answered(HTTPResponse)
        /// All that was to be written has been.
        case flushed
        /// Some of it has been.
        case progressed
        /// The deadline has passed.
        case expired
        /// The server stops: no further request is begun.
        case drain
    }

    package enum Action: Hashable {
        case handle(HTTPRequest)
        case write([UInt8])
        /// Nothing more will be written; what still arrives is thrown away.
        case endWriting
        case close
    }

    private enum State {
        case reading
        case handling(keepsAlive: Bool, isHead: Bool)
        case writing(then: Next)
        case lingering
        case closed
    }

    private enum Next { case read, linger, close }

    private let limits: Limits
    private var parser: RequestParser
    private var state = State.reading
    private var phase = RequestParser.Phase.idle
    private var hasEnded = false
    private var isDraining = false
    package private(set) var deadline: Duration
    /// The value of `Date` for the next response.
    var date: String?

    package init(limits: Limits, now: Duration) {
        self.limits = limits
        parser = RequestParser(limits: limits)
        deadline = now + limits.headersTimeMax
    }

    /// Whether bytes are wanted; while a request is handled its successors wait in the socket.
    package var wantsBytes: Bool {
        switch state {
        case .reading, .lingering: !hasEnded
        case .handling, .writing, .closed: false
        }
    }

    /// Whether nothing is lost when the connection is closed now.
    package var isIdle: Bool {
        guard case .reading = state else { return false }
        return parser.phase == .idle
    }

    package mutating func handle(_ input: Input, now: Duration) -> [Action] {
        switch (input, state) {
        case (_, .closed): []
        case (.expired, _): expire(now)
        case (.drain, _): drain()
        case (.received(let bytes), .reading): receive(bytes, now)
        case (.received, _): []
        case (.ended, .reading), (.ended, .lingering): close()
        case (.ended, _): end()
        case (.answered(let response), .handling(let keepsAlive, let isHead)):
            answer(response, keepsAlive: keepsAlive, isHead: isHead, now)
        case (.answered, _): []
        case (.progressed, .writing): progress(now)
        case (.flushed, .writing(let next)): flush(next, now)
        case (.progressed, _), (.flushed, _): []
        }
    }

    private mutating func receive(_ bytes: [UInt8], _ now: Duration) -> [Action] {
        parser.feed(bytes)
        return advance(now)
    }

    private mutating func advance(_ now: Duration) -> [Action] {
        let output = parser.next()
        switch output {
        case .request(let request):
            let keepsAlive = request.keepsAlive && !isDraining
            state = .handling(keepsAlive: keepsAlive, isHead: request.method == "HEAD")
            deadline = now + limits.answerTimeMax
            phase = .idle
            return [.handle(request)]
        case .refused(let refusal): return refuse(refusal.response, now)
        case .needsContinue, nil:
            if parser.phase != phase {
                phase = parser.phase
                deadline = now + timeMax(phase)
            }
            return output == nil ? [] : [.write(ResponseWriter.proceed)]
        }
    }

    private func timeMax(_ phase: RequestParser.Phase) -> Duration {
        switch phase {
        case .idle: limits.idleTimeMax
        case .head: limits.headersTimeMax
        case .body: limits.bodyTimeMax
        case .failed: Limits.lingerTimeMax
        }
    }

    private mutating func refuse(_ response: HTTPResponse, _ now: Duration) -> [Action] {
        state = .writing(then: .linger)
        deadline = now + limits.writeTimeMax
        return [.write(ResponseWriter.bytes(response, .init(keepsAlive: false, date: date)))]
    }

    private mutating func answer(
        _ response: HTTPResponse, keepsAlive: Bool, isHead: Bool, _ now: Duration
    ) -> [Action] {
        let keepsAlive = keepsAlive && !hasEnded && !isDraining
        state = .writing(then: keepsAlive ? .read : .close)
        deadline = now + limits.writeTimeMax
        let context = ResponseWriter.Context(isHead: isHead, keepsAlive: keepsAlive, date: date)
        return [.write(ResponseWriter.bytes(response, context))]
    }

    private mutating func progress(_ now: Duration) -> [Action] {
        deadline = now + limits.writeTimeMax
        return []
    }

    private mutating func flush(_ next: Next, _ now: Duration) -> [Action] {
        switch next {
        case .close: return close()
        case .linger:
            state = .lingering
            deadline = now + Limits.lingerTimeMax
            return [.endWriting]
        case .read:
            guard !isDraining, !hasEnded else { return close() }
            state = .reading
            phase = .idle
            deadline = now + limits.idleTimeMax
            return advance(now)
        }
    }

    private mutating func end() -> [Action] {
        hasEnded = true
        return []
    }

    private mutating func drain() -> [Action] {
        isDraining = true
        return isIdle ? close() : []
    }

    private mutating func expire(_ now: Duration) -> [Action] {
        guard now >= deadline else { return [] }
        switch state {
        case .reading where parser.phase == .idle: return close()
        case .reading: return refuse(Refusal.tooSlow.response, now)
        case .handling:
            return refuse(.problem(504, "no answer within \(limits.answerTimeMax)"), now)
        case .writing, .lingering, .closed: return close()
        }
    }

    private mutating func close() -> [Action] {
        state = .closed
        return [.close]
    }
}
