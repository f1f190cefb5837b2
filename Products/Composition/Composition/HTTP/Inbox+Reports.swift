import Events
import HTTPServer
import SignalsFacade

extension Inbox {
    /// Lists of reports, and everything about one; nil for a path that does not exist.
    func reports(_ call: InboxCall, _ path: [String]) async throws -> HTTPResponse? {
        guard let name = path.first else {
            return call.method == "GET" ? try await list(call) : nil
        }
        let id = try call.report(name)
        switch (call.method, path.count) {
        case ("GET", 1):
            return try .encoded(
                await signals.report(
                    id, login: call.parameter("login"), atLeast: call.atLeast(),
                    team: call.team))
        case ("DELETE", 1): return try await delete(call, id)
        case ("GET", 2): return try await part(call, id, path[1])
        case ("POST", 2): return try await change(call, id, path[1])
        default: return nil
        }
    }

    private func list(_ call: InboxCall) async throws -> HTTPResponse {
        let statuses = try call.list("status").map { word in
            guard let status = ReportStatus(rawValue: word) else {
                let words = ReportStatus.allCases.map(\.rawValue).joined(separator: ", ")
                throw InboxError.arguments("status: '\(word.prefix(40))' is none of \(words)")
            }
            return status
        }
        let query = ReportQuery(
            statuses: statuses, search: call.parameter("search"),
            sourceProducts: call.list("source_product"),
            suggestedReviewers: call.list("suggested_reviewers"),
            ordering: call.parameter("ordering"), login: call.parameter("login"),
            limit: try limit(call), cursor: call.parameter("cursor"),
            atLeast: try call.atLeast())
        return try .encoded(await signals.reports(query, team: call.team))
    }

    private func limit(_ call: InboxCall) throws -> Int {
        guard let text = call.parameter("limit") else { return SignalsLimits.pageReportsStandard }
        guard let limit = Int(text), (1...SignalsLimits.pageReportsMax).contains(limit) else {
            throw InboxError.arguments("limit has to be 1 to \(SignalsLimits.pageReportsMax)")
        }
        return limit
    }

    private func part(
        _ call: InboxCall, _ id: ReportID, _ part: String
    ) async throws -> HTTPResponse? {
        switch part {
        case "signals": return try .list(await signals.signals(of: id, team: call.team))
        case "artefacts": return try .list(await signals.artefacts(of: id, team: call.team))
        case "history": return try .list(await signals.history(of: id, team: call.team))
        case "tasks":
            // Runs in sandboxes belong to a product that is not there yet: a report has none.
            _ = try await signals.report(id, team: call.team)
            return try .list([String]())
        default: return nil
        }
    }

    /// What happened to signals; nil for a path that does not exist.
    func traces(_ call: InboxCall, _ path: [String]) async throws -> HTTPResponse? {
        guard call.method == "GET", path.count <= 1 else { return nil }
        guard let name = path.first else {
            guard let source = call.parameter("source_id") else {
                throw InboxError.arguments("source_id is missing")
            }
            return try .list(
                await signals.traces(
                    ofSource: source, atLeast: call.atLeast(), team: call.team))
        }
        guard let id = SignalID(name) else {
            throw InboxError.unknown("there is no signal '\(name.prefix(80))'")
        }
        return try .encoded(
            await signals.trace(id, team: call.team))
    }
}
