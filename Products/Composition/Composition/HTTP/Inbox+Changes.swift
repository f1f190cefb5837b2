import Events
import HTTPServer
import SignalsFacade

extension Inbox {
    /// What is done to one report.
    var changeRoutes: [Route] {
        [
            Route("POST", "reports/{report}/state", state),
            Route("POST", "reports/{report}/retry") { call in
                let reviewed = try call.body(["reviewed"]).truth("reviewed") ?? false
                return try .encoded(
                    await signals.retry(call.report(), reviewed: reviewed, team: call.team))
            },
            Route("POST", "reports/{report}/answer") { call in
                let body = try call.body(["repository", "text"])
                return try .encoded(
                    await signals.answer(
                        call.report(), repository: body.text("repository"),
                        text: body.text("text"), team: call.team))
            },
            Route("POST", "reports/{report}/merge") { call in
                let target = try call.report(call.body(["into"]).required("into"))
                return try .encoded(
                    await signals.merge(call.report(), into: target, team: call.team))
            },
            Route("POST", "reports/{report}/split") { call in
                let some = try call.body(["signals"]).signals("signals")
                return try .encoded(
                    await signals.split(some, from: call.report(), team: call.team))
            },
            Route("POST", "reports/{report}/reingest") { call in
                _ = try call.body([])
                return try running(await signals.reingest(call.report(), team: call.team))
            },
            Route("DELETE", "reports/{report}") { call in
                try running(await signals.delete(call.report(), team: call.team))
            },
        ]
    }

    /// Work that goes on behind the answer; asked for twice it is done once.
    private func running(_ change: ReportChange) throws -> HTTPResponse {
        var object = try JSONValue(encoding: change).object ?? JSONObject()
        if !change.changed { object["already_running"] = true }
        return .object(.object(object), status: change.changed ? 202 : 200)
    }

    private enum State: String, CaseIterable {
        case suppressed, potential, resolved, restored
    }

    private func state(_ call: InboxCall) async throws -> HTTPResponse {
        let report = try call.report()
        let body = try call.body([
            "state", "snooze_for", "dismissal_reason", "dismissal_note", "duplicate_of",
        ])
        let note = try body.text("dismissal_note")
        guard let state = try body.word("state", State.self) else {
            throw InboxError.arguments("state is missing")
        }
        let change: ReportChange =
            switch state {
            case .suppressed:
                try await signals.dismiss(report, dismissal(body, note, call), team: call.team)
            case .potential:
                try await snooze(report, body, call)
            case .resolved: try await signals.resolve(report, note: note, team: call.team)
            case .restored: try await signals.restore(report, note: note, team: call.team)
            }
        return try .encoded(change)
    }

    private func snooze(
        _ report: ReportID, _ body: InboxBody, _ call: InboxCall
    ) async throws -> ReportChange {
        guard let count = try body.integer("snooze_for") else {
            throw InboxError.arguments(
                "snooze_for is missing: after how many more signals the report comes back")
        }
        return try await signals.snooze(report, signals: count, team: call.team)
    }

    private func dismissal(
        _ body: InboxBody, _ note: String?, _ call: InboxCall
    ) throws -> DismissReport {
        DismissReport(
            reason: try body.word("dismissal_reason", DismissalReason.self) ?? .other,
            note: note ?? "",
            duplicateOf: try body.text("duplicate_of").map { try call.report($0) })
    }
}
