internal import Events
internal import Workflows

/// Lists and descriptions, as of the log's head.
extension EngineCore {
    func list(
        _ query: String, limit: Int, after token: String?
    ) async throws(WorkflowError) -> WorkflowPage {
        try await atHead()
        let rows = try kept(query)
        let size = max(1, min(limit, Limits.listPageMax))
        let first = try token.map(EngineCore.start) ?? 0
        let page = rows.dropFirst(first).prefix(size)
        let next = first + page.count
        return WorkflowPage(
            runs: page.map(describe), next: next < rows.count ? String(next) : nil)
    }

    func count(_ query: String) async throws(WorkflowError) -> Int {
        try await atHead()
        return try kept(query).count
    }

    private func kept(_ query: String) throws(WorkflowError) -> [RunRow] {
        do {
            let query = try VisibilityQuery(query, types: table.attributeTypes).listed()
            return RunOrder(query).sorted(table.all.filter(query.keeps))
        } catch {
            throw .invalidQuery(error.description)
        }
    }

    private static func start(_ token: String) throws(WorkflowError) -> Int {
        guard let start = Int(token), start >= 0 else {
            throw .invalid("the page token is not one of this list: begin at its first page")
        }
        return start
    }

    func description(
        _ workflow: String, _ run: UniqueID?
    ) async throws(WorkflowError) -> WorkflowDescription {
        try await atHead()
        guard let run = run ?? state.chains[workflow]?.runs.last, let row = table[run],
            row.workflow == workflow
        else { throw .notFound(workflow: workflow) }
        return describe(row)
    }

    private func describe(_ row: RunRow) -> WorkflowDescription {
        let open = state.chains[row.workflow]?.open.flatMap { $0.run == row.run ? $0 : nil }
        let pending = (open?.activities.values).map(Array.init) ?? []
        return WorkflowDescription(
            workflow: row.workflow, run: row.run, firstRun: row.firstRun, type: row.type,
            queue: row.queue, status: row.status, started: row.started, closed: row.closed,
            historyLength: row.historyLength, unread: table.unreadLetters(of: row),
            pendingActivities: pending.sorted { $0.order < $1.order }.map(\.command.key),
            problem: (row.problem ?? unbound[row.run])?.description)
    }
}
