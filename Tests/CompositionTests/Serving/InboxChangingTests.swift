import Events
import Foundation
import Testing

@Suite struct `The inbox over HTTP: changing` {
    private static func report(_ curl: Curl, _ index: Int = 0) async throws -> String {
        let list = try await curl.inbox("GET", "reports/?ordering=id")
        return try #require(list.json["results"]?.array?[index]["id"]?.string)
    }

    @Test func `S33: an illegal transition is 409 naming both ends, and appends nothing`()
        async throws
    {
        try await Curl.serving(.tickets) { curl in
            let id = try await Self.report(curl)
            let resolved = try await curl.inbox(
                "POST", "reports/\(id)/state/", ["state": "resolved"])
            #expect(resolved.status == 200)
            let head = try await curl.binary.position()
            let illegal = try await curl.inbox(
                "POST", "reports/\(id)/state/", ["state": "potential", "snooze_for": 3])
            #expect(illegal.status == 409)
            #expect(illegal.json["error"] == "invalid_status_transition")
            let message = illegal.json["message"]?.string ?? ""
            #expect(message.contains("resolved") && message.contains("potential"))
            #expect(try await curl.binary.position() == head)
        }
    }

    @Test(arguments: [
        #"{"state": "suppressed", "total_weight": 2}"#, #"{"state": "open"}"#, "{}", "[]", "{",
        #"{"state": "potential"}"#, #"{"state": "potential", "snooze_for": "x"}"#,
        #"{"state": "potential", "snooze_for": 0}"#,
        #"{"state": "suppressed", "dismissal_reason": "no"}"#,
        #"{"state": "suppressed", "dismissal_reason": "duplicate"}"#,
    ])
    func `S33: a body that is no state is 400`(body: String) async throws {
        try await Curl.serving(.tickets) { curl in
            let id = try await Self.report(curl)
            let path = "/api/projects/1/signals/reports/\(id)/state/"
            let answer = try await curl.ask("POST", path, body)
            #expect(answer.status == 400)
            #expect(answer.json["message"]?.string?.isEmpty == false)
            let report = try await curl.inbox("GET", "reports/\(id)/")
            #expect(report.json["status"] == "pending_input")
        }
    }

    @Test func `takes a report through its states and back`() async throws {
        try await Curl.serving(.tickets) { curl in
            let (one, two) = (try await Self.report(curl), try await Self.report(curl, 1))
            func state(_ body: JSONValue) async throws -> JSONValue? {
                let answer = try await curl.inbox("POST", "reports/\(one)/state/", body)
                #expect(answer.status == 200, "\(answer.json)")
                return answer.json["status"]
            }
            #expect(
                try await state([
                    "state": "suppressed", "dismissal_reason": "duplicate",
                    "dismissal_note": "the same", "duplicate_of": .string(two),
                ]) == "suppressed")
            let dismissed = try await curl.inbox("GET", "reports/\(one)/")
            #expect(dismissed.json["dismissal"]?["reason"] == "duplicate")
            #expect(try await state(["state": "restored"]) == "pending_input")
            #expect(try await state(["state": "potential", "snooze_for": 3]) == "potential")
            let snoozed = try await curl.inbox("GET", "reports/\(one)/")
            #expect(snoozed.json["signals_at_run"] == 4)
        }
    }

    @Test func `retries, answers, merges and splits`() async throws {
        try await Curl.serving(.tickets) { curl in
            let ids =
                try await curl.inbox("GET", "reports/?ordering=id").json["results"]?.array?
                .compactMap { $0["id"]?.string } ?? []
            let retried = try await curl.inbox("POST", "reports/\(ids[0])/retry/", [:])
            #expect(retried.status == 200)
            #expect(retried.json["status"] == "candidate")
            let answered = try await curl.inbox(
                "POST", "reports/\(ids[1])/answer/", ["text": "the web app"])
            #expect(answered.json["status"] == "candidate")
            #expect(try await curl.inbox("POST", "reports/\(ids[1])/answer/", [:]).status == 400)
            let signals = try await curl.inbox("GET", "reports/\(ids[2])/signals/")
            let signal = try #require(signals.json["results"]?.array?.first?["signal_id"])
            let into: JSONValue = ["into": .string(ids[3])]
            #expect(try await curl.inbox("POST", "reports/\(ids[2])/merge/", into).status == 200)
            #expect(
                try await curl.inbox("GET", "reports/\(ids[3])/").json["signal_count"] == 2)
            let split = try await curl.inbox(
                "POST", "reports/\(ids[3])/split/", ["signals": [signal]])
            #expect(split.status == 200, "\(split.json)")
            #expect(
                try await curl.inbox("GET", "reports/\(ids[3])/").json["signal_count"] == 1)
            for (verb, body) in [
                ("merge", [:]), ("merge", ["into": "x"]), ("split", ["signals": []]),
                ("retry", ["now": true]),
            ] as [(String, JSONValue)] {
                let wrong = try await curl.inbox("POST", "reports/\(ids[4])/\(verb)/", body)
                #expect(wrong.status == 400 || wrong.status == 404, "\(verb) \(body)")
            }
        }
    }

    @Test func `reingests and deletes with 202, and a second time with 200`() async throws {
        try await Curl.serving(.tickets) { curl in
            let (one, two) = (try await Self.report(curl), try await Self.report(curl, 1))
            let deleted = try await curl.inbox("DELETE", "reports/\(one)/")
            #expect(deleted.status == 202)
            let again = try await curl.inbox("DELETE", "reports/\(one)/")
            #expect(again.status == 200)
            #expect(again.json["already_running"] == true)
            #expect(try await curl.inbox("GET", "reports/\(one)/").status == 404)
            #expect(try await curl.inbox("POST", "reports/\(two)/reingest/").status == 202)
            let second = try await curl.inbox("POST", "reports/\(two)/reingest/")
            #expect(second.status == 200)
            #expect(second.json["already_running"] == true)
        }
    }

    @Test func `S33: what was emitted is there with at_least, without sleeping`() async throws {
        try await Curl.serving(.team) { curl in
            let body: JSONValue = [
                "source_product": "zendesk", "source_type": "ticket", "source_id": "77",
                "description": "The export drops the last row", "weight": 0.25,
                "extra": .parsed(Ticket.extra), "occurred_at": "2026-06-01T10:15:00Z",
            ]
            let emitted = try await curl.inbox("POST", "emit/", body)
            #expect(emitted.status == 202)
            #expect(emitted.json["status"] == "accepted")
            let at = try #require(emitted.json["position"]?.integer)
            let found = try await curl.inbox("GET", "signals/?source_id=77&at_least=\(at)")
            #expect(found.json["count"] == 1)
            #expect(
                found.json["results"]?.array?.first?["signal_id"] == emitted.json["signal_id"])
            let again = try await curl.inbox("POST", "emit/", body)
            #expect(again.json["status"] == "duplicate")
        }
    }

    @Test func `a refusal is 200 with its reason, an invalid signal 400`() async throws {
        try await Curl.serving(.team) { curl in
            func emit(_ change: JSONValue) async throws -> Curl.Answer {
                let whole: JSONValue = [
                    "source_product": "zendesk", "source_type": "ticket", "source_id": "7",
                    "description": "It is slow", "extra": .parsed(Ticket.extra),
                ]
                var body = whole.object ?? JSONObject()
                body.merge(change.object ?? JSONObject())
                return try await curl.inbox("POST", "emit/", .object(body))
            }
            let head = try await curl.binary.position()
            let refused = try await emit(["source_product": "conversations"])
            #expect(refused.status == 200)
            #expect(refused.json["refused"] == "source_disabled")
            for change: JSONValue in [
                ["source_type": "nothing"], ["description": " "], ["weight": 2],
                ["weight": 0.1234], ["extra": [:]], ["unknown": 1], ["occurred_at": "soon"],
                ["source_id": .null], ["description": 7],
            ] {
                let answer = try await emit(change)
                #expect(answer.status == 400, "\(change): \(answer.json)")
            }
            #expect(try await curl.binary.position() == head)
        }
    }

    @Test func `pauses and resumes, and has one row a source and repositories`() async throws {
        try await Curl.serving(.team) { curl in
            let pause = try await curl.inbox(
                "PUT", "processing/pause/", ["until": "2999-01-01T00:00:00Z"])
            #expect(pause.status == 200)
            let paused = try await curl.inbox("GET", "processing/pause/")
            #expect(paused.json["paused_until"]?.string?.hasPrefix("2999-01-01T00:00:00") == true)
            #expect(try await curl.inbox("DELETE", "processing/pause/").status == 200)
            let open = try await curl.inbox("GET", "processing/pause/")
            #expect(open.json["paused_until"]?.string == nil)
            #expect(try await curl.inbox("PUT", "processing/pause/", [:]).status == 400)

            let row: JSONValue = ["source_product": "conversations", "source_type": "ticket"]
            #expect(try await curl.inbox("POST", "source_configs/", row).status == 201)
            let double = try await curl.inbox("POST", "source_configs/", row)
            #expect(double.status == 400)
            #expect(double.json["message"]?.string?.contains("conversations/ticket") == true)
            #expect(try await curl.inbox("PUT", "source_configs/", row).status == 200)
            #expect(try await curl.inbox("GET", "source_configs/").json["count"] == 4)

            let added = try await curl.inbox("POST", "repositories/", ["name": "acme/app"])
            #expect(added.status == 201)
            let list = try await curl.inbox("GET", "repositories/")
            #expect(list.json["results"]?.array?.first?["name"] == "acme/app")
            #expect(try await curl.inbox("DELETE", "repositories/acme/app/").status == 200)
            #expect(try await curl.inbox("GET", "repositories/").json["count"] == 0)
        }
    }

    @Test func `asks for the token where one is set, and for a name of this machine`() async throws
    {
        try await Curl.serving(.team, environment: ["SIGNALBOX_TOKEN": "secret"]) {
            (curl: Curl) async throws in
            let path = "/api/projects/1/signals/status/"
            #expect(try await curl.ask("GET", path).status == 401)
            #expect(
                try await curl.ask("GET", path, headers: ["Authorization: Bearer no"]).status
                    == 401)
            let header = ["Authorization: Bearer secret"]
            #expect(try await curl.ask("GET", path, headers: header).status == 200)
            #expect(try await curl.ask("GET", "/healthz").json["status"] == "ok")
            let foreign = header + ["Host: attacker.example"]
            #expect(try await curl.ask("GET", path, headers: foreign).status == 403)
        }
    }
}
