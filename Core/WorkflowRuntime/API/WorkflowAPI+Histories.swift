import EventStore
import Events
import Workflows

extension WorkflowAPI {
    /// The description of a run.
    func describe(
        _ request: WorkflowAPIRequest, _ workflow: String
    ) async throws(APIError) -> JSONValue {
        let row = try await row(workflow, try request.run("execution.runId"))
        let (records, letters) = try await catalog.records(of: row)
        guard let history = HistoryView(records, letters: letters, form: request.form) else {
            throw .unknown(workflow)
        }
        let (unread, original) = try await catalog.read { table throws(APIError) in
            (table.unreadLetters(of: row), table[row.firstRun]?.started ?? row.executionStarted)
        }
        return RunView(form: request.form).description(
            row, history: history, pending: PendingWork(records), unread: unread,
            originalStart: original)
    }

    /// The events of a run's history, a page at a time.
    func history(
        _ request: WorkflowAPIRequest, _ workflow: String, isReversed: Bool
    ) async throws(APIError) -> JSONValue {
        let asked = try HistoryRequest(request, isReversed: isReversed)
        let row = try await row(workflow, asked.run)
        var known = try await events(of: row.run, workflow, request)
        if asked.waits, !isReversed {
            let end = time.now() + Limits.newEventWait
            while known.row.isOpen, !asked.isAnswered(by: known.events), time.now() < end {
                guard try await waitForChange(after: known.position, until: end) else { break }
                known = try await events(of: row.run, workflow, request)
            }
        }
        return asked.answer(known.events, isOpen: known.row.isOpen, run: row.run)
    }

    private typealias Known = (row: RunRow, events: [HistoryEvent], position: Position)

    private func events(
        of run: UniqueID, _ workflow: String, _ request: WorkflowAPIRequest
    ) async throws(APIError) -> Known {
        // The head comes first: what is appended while the records are read counts as new.
        let position: Position
        do {
            position = try await store.head().position
        } catch {
            throw .unreadable(error)
        }
        let row = try await row(workflow, run)
        let (records, letters) = try await catalog.records(of: row)
        let view = HistoryView(records, letters: letters, root: row.root, form: request.form)
        guard let view else { throw .unknown(workflow) }
        return (row, view.events, position)
    }

    /// Waits until the log grows; false when the time is up.
    private func waitForChange(
        after position: Position, until end: Timestamp
    ) async throws(APIError) -> Bool {
        let (store, time) = (store, time)
        do {
            return try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    _ = try await store.changed(after: position)
                    return true
                }
                group.addTask {
                    try await time.wait(until: end)
                    return false
                }
                defer { group.cancelAll() }
                return try await group.next() ?? false
            }
        } catch is CancellationError {
            return false
        } catch {
            throw .unreadable(error)
        }
    }
}

/// Which events of a history are asked for.
private struct HistoryRequest {
    let run: UniqueID?
    let waits: Bool
    private let isReversed: Bool
    private let size: Int
    /// How many events the pages before this one held, or where a reversed one ends.
    private let start: Int?
    private let wantsCloseOnly: Bool
    private let isSemantic: Bool

    init(_ request: WorkflowAPIRequest, isReversed: Bool) throws(APIError) {
        let named = try request.run("execution.runId")
        size = try request.pageSize(["maximumPageSize"], max: Limits.historyPageMax)
        waits = ["", "true", "1"].contains(request.parameter("waitNewEvent") ?? "false")
        let filter = request.parameter("historyEventFilterType") ?? ""
        wantsCloseOnly = ["2", "HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT", "CloseEvent"].contains(
            filter)
        isSemantic = request.parameter("view") == "semantic"
        self.isReversed = isReversed
        guard let token = request.parameter("nextPageToken"), !token.isEmpty else {
            (run, start) = (named, nil)
            return
        }
        guard let (tokenRun, event) = PageToken.history(token) else {
            throw .invalid("the NextPageToken is not one of a history")
        }
        guard named == nil || named == tokenRun else {
            throw .invalid("RunId in the request does not match the NextPageToken.")
        }
        (run, start) = (tokenRun, event)
    }

    /// Whether there is something to answer with.
    func isAnswered(by events: [HistoryEvent]) -> Bool {
        !wantsCloseOnly && events.count > (start ?? 0)
    }

    func answer(_ events: [HistoryEvent], isOpen: Bool, run: UniqueID) -> JSONValue {
        if wantsCloseOnly { return answerClose(events, isOpen: isOpen, run) }
        let left: [HistoryEvent] =
            isReversed
            ? events.prefix(start ?? events.count).reversed()
            : Array(events.dropFirst(start ?? 0))
        var page = JSONPage(size: size)
        var seen = 0
        for event in left {
            if isSemantic, event.isTask {
                seen += 1
                continue
            }
            guard page.takes(event.json) else { break }
            seen += 1
        }
        var token: String?
        if seen < left.count || (waits && isOpen && !isReversed) {
            let next = isReversed ? left.count - seen : (start ?? 0) + seen
            token = PageToken.history(run, event: next)
        }
        return object(page.elements, token)
    }

    private func answerClose(
        _ events: [HistoryEvent], isOpen: Bool, _ run: UniqueID
    ) -> JSONValue {
        guard isOpen else { return object(events.suffix(1).map(\.json), nil) }
        return object([], waits ? PageToken.history(run, event: events.count) : nil)
    }

    private func object(_ events: [JSONValue], _ token: String?) -> JSONValue {
        var answer = ViewObject()
        answer.add("history", events.isEmpty ? [:] : ["events": .array(events)])
        answer.add("nextPageToken", token ?? "")
        return answer.json
    }
}
