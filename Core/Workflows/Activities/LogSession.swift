public import Events
private import Synchronization

/// A log for one attempt of an activity: it stages what is appended and reads its own writes.
///
/// What was staged commits together with the activity's completion, or not at all. It is a log and a
/// client, so that a facade can be built over it. Until the commit an event has no position: a staged
/// append is answered with position 0.
public final class LogSession: EventLog {
    /// What a completed attempt wants committed.
    package struct Staged: Sendable {
        package var streams: [StreamAppend] = []
        package var checks: [StreamCheck] = []
        package var intents: [Intent] = []
        package var keys: [String] = []

        package init() {}
        package var isEmpty: Bool { streams.isEmpty && intents.isEmpty }
    }

    fileprivate struct Overlay {
        var staged = Staged()
        /// The head that the log had when a stream's expectation was first tested.
        var pinned: [StreamName: StreamHead] = [:]
        var events: [StreamName: [RecordedEvent]] = [:]
        var eventCount = 0
    }

    /// The workflow id on whose behalf is appended; nil where no workflow is.
    public let workflow: String?
    private let base: any EventLog
    private let moment: Timestamp
    private let overlay: Mutex<Overlay>

    package init(
        over base: any EventLog, at moment: Timestamp, for workflow: String? = nil,
        staged: Staged = Staged()
    ) {
        (self.base, self.moment, self.workflow) = (base, moment, workflow)
        overlay = Mutex(Overlay())
        if !staged.isEmpty { resume(staged) }
    }

    /// What was staged so far.
    package var staged: Staged { overlay.withLock(\.staged) }

    /// Stages an append after testing its expectations against the log and what is staged.
    ///
    /// - Throws: `conflict` as the log would, for the caller to read and decide again.
    public func append(_ append: Append) async throws(AppendError) -> AppendResult {
        for part in append.streams where part.expected != .any {
            try await test(part.expected, of: part.stream)
        }
        for check in append.checks { try await test(check.expected, of: check.stream) }
        return try overlay.withLock { (overlay) throws(AppendError) in
            try overlay.stage(append, at: moment)
        }
    }

    /// Reads a stream with the staged events at its end.
    public func read(
        _ stream: StreamName, from: Revision?, _ direction: Direction, limit: Int
    ) async throws(ReadError) -> Page {
        let staged = overlay.withLock { $0.events[stream] ?? [] }
        guard !staged.isEmpty else {
            return try await base.read(stream, from: from, direction, limit: limit)
        }
        let bottom = try await base.head(of: stream).revision.map { $0.value + 1 } ?? 0
        let own = staged.enumerated().map { index, event in
            event.moved(to: Revision(bottom + Int64(index)))
        }
        switch direction {
        case .forward:
            let page = try await base.read(stream, from: from, .forward, limit: limit)
            guard page.next == nil, page.events.count < limit else { return page }
            let wanted = own.filter { $0.revision.value >= (from?.value ?? 0) }
            return Page(
                events: page.events + wanted.prefix(limit - page.events.count), next: nil,
                head: page.head)
        case .backward:
            let wanted = own.reversed().filter { $0.revision.value <= (from?.value ?? .max) }
            let first = Array(wanted.prefix(limit))
            let rest = limit - first.count
            guard rest > 0 else { return Page(events: first, next: nil, head: .start) }
            let below = from.flatMap { $0.value < bottom ? $0 : nil }
            let page = try await base.read(stream, from: below, .backward, limit: rest)
            return Page(events: first + page.events, next: page.next, head: page.head)
        }
    }

    /// The end of a stream, staged events included.
    public func head(of stream: StreamName) async throws(ReadError) -> StreamHead {
        let head = try await base.head(of: stream)
        let staged = overlay.withLock { $0.events[stream]?.count ?? 0 }
        return head.grown(by: staged)
    }

    func stage(_ intents: [Intent]) {
        overlay.withLock { $0.staged.intents += intents }
    }

    /// Tests an expectation now and pins what it rests on until the commit.
    private func test(
        _ expected: ExpectedRevision, of stream: StreamName
    ) async throws(AppendError) {
        let known = overlay.withLock { $0.pinned[stream] }
        let head: StreamHead
        if let known {
            head = known
        } else {
            do { head = try await base.head(of: stream) } catch { throw .readFailed(error) }
        }
        let staged = overlay.withLock { overlay -> Int in
            overlay.pinned[stream] = head
            return overlay.events[stream]?.count ?? 0
        }
        let actual = head.grown(by: staged)
        guard expected.meets(actual) else {
            throw .conflict(stream, expected: expected, actual: actual)
        }
    }

    private func resume(_ staged: Staged) {
        overlay.withLock { overlay in
            overlay.staged = staged
            for part in staged.streams {
                overlay.keep(part.events, in: part.stream, at: moment)
            }
        }
    }
}

extension LogSession.Overlay {
    mutating func stage(
        _ append: Append, at moment: Timestamp
    ) throws(AppendError) -> AppendResult {
        if let key = append.key {
            guard !staged.keys.contains(key.text) else { return .staged([], duplicate: true) }
            staged.keys.append(key.text)
        }
        eventCount += append.streams.reduce(0) { $0 + $1.events.count }
        guard eventCount <= Limits.stagedEventsMax else {
            throw .invalid(
                "an activity stages at most \(Limits.stagedEventsMax) events: split its input")
        }
        var placed: [Placed] = []
        for part in append.streams {
            placed += keep(part.events, in: part.stream, at: moment)
            join(part)
        }
        for check in append.checks where !isWritten(check.stream) && !isChecked(check.stream) {
            staged.checks.append(check)
        }
        return .staged(placed, duplicate: false)
    }

    /// Adds to a stream's part; the first expectation is the one that the log can test.
    private mutating func join(_ part: StreamAppend) {
        let pinned = pinned[part.stream]?.expectation
        staged.checks.removeAll { $0.stream == part.stream }
        guard let index = staged.streams.firstIndex(where: { $0.stream == part.stream }) else {
            staged.streams.append(
                StreamAppend(part.stream, expected: pinned ?? part.expected, part.events))
            return
        }
        staged.streams[index].events += part.events
        if staged.streams[index].expected == .any, let pinned {
            staged.streams[index].expected = pinned
        }
    }

    private func isWritten(_ stream: StreamName) -> Bool {
        staged.streams.contains { $0.stream == stream }
    }

    private func isChecked(_ stream: StreamName) -> Bool {
        staged.checks.contains { $0.stream == stream }
    }

    @discardableResult
    mutating func keep(
        _ added: [Event], in stream: StreamName, at moment: Timestamp
    ) -> [Placed] {
        let bottom = pinned[stream]?.revision.map { $0.value + 1 } ?? 0
        let before = Int64(events[stream]?.count ?? 0)
        let recorded = added.enumerated().map { index, event in
            RecordedEvent(
                event: event, stream: stream, revision: Revision(bottom + before + Int64(index)),
                position: .start, recorded: moment,
                hash: SHA256Digest(trusted: [UInt8](repeating: 0, count: 32)))
        }
        events[stream, default: []] += recorded
        return recorded.map { Placed(id: $0.id, position: .start, revision: $0.revision) }
    }
}

extension AppendResult {
    fileprivate static func staged(_ placed: [Placed], duplicate: Bool) -> AppendResult {
        AppendResult(
            events: placed,
            token: ConsistencyToken(
                log: UniqueID(high: 0, low: 0), generation: 0, position: .start),
            wasDuplicate: duplicate)
    }
}

extension AppendError {
    fileprivate static func readFailed(_ error: ReadError) -> AppendError {
        switch error {
        case .closed: .closed
        case .busy: .busy(retryAfter: .milliseconds(100))
        case .invalid(let reason): .invalid(reason)
        case .corrupt: .invalid(error.description)
        }
    }
}

extension StreamHead {
    fileprivate func grown(by count: Int) -> StreamHead {
        guard count > 0 else { return self }
        let bottom = revision.map { $0.value + 1 } ?? 0
        return .live(Revision(bottom + Int64(count) - 1), .start)
    }
}

extension RecordedEvent {
    fileprivate func moved(to revision: Revision) -> RecordedEvent {
        RecordedEvent(
            event: event, stream: stream, revision: revision, position: position,
            recorded: recorded, hash: hash)
    }
}
