import Events
import HTTPServer
import SignalsFacade

extension Inbox {
    /// Lists of reports, and everything about one.
    var reportRoutes: [Route] {
        [
            Route("GET", "reports", list),
            Route("GET", "reports/{report}") { call in
                try .encoded(
                    await signals.report(
                        call.report(), login: call.parameter("login"), atLeast: call.atLeast(),
                        team: call.team))
            },
            Route("GET", "reports/{report}/signals") { call in
                try .list(
                    await signals.signals(
                        of: call.report(), atLeast: call.atLeast(), team: call.team))
            },
            Route("GET", "reports/{report}/artefacts") { call in
                try .list(await artefacts(call))
            },
            Route("GET", "reports/{report}/tasks") { call in
                try .list(await artefacts(call).compactMap { try $0.taskRun })
            },
            Route("GET", "reports/{report}/history") { call in
                try .list(await signals.history(of: call.report(), team: call.team))
            },
        ]
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
            limit: try call.limit(), cursor: call.parameter("cursor"),
            atLeast: try call.atLeast())
        let page = try await signals.reports(query, team: call.team)
        return .object([
            "results": try JSONValue(encoding: page.results), "count": JSONValue(page.count),
            "next": JSONValue(page.next),
        ])
    }

    private func artefacts(_ call: InboxCall) async throws -> [ReportArtefact] {
        try await signals.artefacts(of: call.report(), atLeast: call.atLeast(), team: call.team)
    }
}

extension ReportArtefact {
    /// The run of a task that worked on the report; nil for every other document.
    fileprivate var taskRun: JSONValue? {
        get throws {
            guard case .taskRun(let run) = artefact else { return nil }
            var object = try JSONValue(encoding: run).object ?? JSONObject()
            object["position"] = JSONValue(position)
            object["recorded_at"] = .string("\(recordedAt)")
            return .object(object)
        }
    }
}
