import Events
import Foundation
import Testing

@Suite struct `The inbox over HTTP: reading` {
    private static let reportKeys = [
        "id", "title", "summary", "status", "total_weight", "signal_count", "signals_at_run",
        "created_at", "updated_at", "last_signal_at", "artefact_count", "already_addressed",
        "is_suggested_reviewer", "recurring", "related_to",
    ]

    @Test func `S33: a list hides suppressed reports, shows failed ones, and pages by cursor`()
        async throws
    {
        try await Curl.serving(.tickets) { curl in
            let all = try await curl.inbox("GET", "reports/")
            #expect(all.status == 200)
            #expect(all.json.object?.keys == ["results", "count", "next"])
            #expect(all.json["count"] == 7)
            #expect(all.json["next"] == .null)
            let ids = all.json["results"]?.array?.compactMap { $0["id"]?.string } ?? []

            var (seen, cursor): ([String], String?) = ([], "")
            while let next = cursor {
                let page = try await curl.inbox("GET", "reports?limit=3&cursor=\(next)")
                seen += page.json["results"]?.array?.compactMap { $0["id"]?.string } ?? []
                cursor = page.json["next"]?.string
            }
            #expect(seen == ids)

            let state = try await curl.inbox(
                "POST", "reports/\(ids[0])/state/", ["state": "suppressed"])
            let at = try #require(state.json["position"]?.integer)
            let usual = try await curl.inbox("GET", "reports/?at_least=\(at)")
            #expect(usual.json["count"] == 6)
            let hidden = try await curl.inbox("GET", "reports/?status=suppressed,failed")
            #expect(hidden.json["results"]?.array?.map { $0["id"] } == [.string(ids[0])])
        }
    }

    @Test func `S33: an unknown field of an order means the default, and id breaks ties`()
        async throws
    {
        try await Curl.serving(.tickets) { curl in
            func ids(_ query: String) async throws -> [String] {
                let page = try await curl.inbox("GET", "reports/?\(query)")
                #expect(page.status == 200)
                return page.json["results"]?.array?.compactMap { $0["id"]?.string } ?? []
            }
            let usual = try await ids("")
            #expect(try await ids("ordering=beauty") == usual)
            #expect(
                try await ids("ordering=-is_suggested_reviewer,status,-updated_at,id") == usual)
            // All of these have the same count, so that the order is that of the ids.
            #expect(try await ids("ordering=-signal_count") == usual.sorted())
            #expect(try await ids("ordering=-id") == usual.sorted(by: >))
            #expect(try await ids("ordering=priority,-id") == usual.sorted(by: >))
        }
    }

    @Test func `filters by text, product and reviewer, and names what cannot be asked for`()
        async throws
    {
        try await Curl.serving(.tickets) { curl in
            func count(_ query: String) async throws -> JSONValue? {
                try await curl.inbox("GET", "reports/?\(query)").json["count"]
            }
            let title = try await curl.inbox("GET", "reports/?ordering=id&limit=1")
                .json["results"]?.array?.first?["title"]?.string
            let word = try #require(title?.split(separator: " ").first)
            #expect(try await count("search=\(word)")?.integer ?? 0 >= 1)
            #expect(try await count("search=%5F") == 0)
            #expect(try await count("source_product=zendesk,github") == 7)
            #expect(try await count("source_product=linear") == 0)
            #expect(try await count("suggested_reviewers=ada") == 0)
            for query in [
                "limit=0", "limit=201", "limit=x", "status=open", "cursor=zz", "at_least=x",
                "at_least=999999",
            ] {
                let answer = try await curl.inbox("GET", "reports/?\(query)")
                #expect(answer.status == 400, "\(query)")
                let name = query.prefix { $0 != "=" }
                #expect(answer.json["message"]?.string?.contains(name) == true, "\(query)")
            }
        }
    }

    @Test func `answers everything about one report, each route by itself`() async throws {
        try await Curl.serving(.tickets) { curl in
            let list = try await curl.inbox("GET", "reports/")
            let id = try #require(list.json["results"]?.array?.first?["id"]?.string)
            let report = try await curl.inbox("GET", "reports/\(id)/")
            #expect(report.status == 200)
            for key in Self.reportKeys { #expect(report.json[key] != nil, "\(key)") }
            let signals = try await curl.inbox("GET", "reports/\(id)/signals/")
            #expect(signals.json["count"] == report.json["signal_count"])
            #expect(signals.json["results"]?.array?.first?["match_metadata"]?["reason"] != nil)
            let artefacts = try await curl.inbox("GET", "reports/\(id)/artefacts/")
            #expect(artefacts.json["count"] == report.json["artefact_count"])
            let places = artefacts.json["results"]?.array?.compactMap { $0["position"]?.integer }
            #expect(places == places?.sorted(by: >))
            let tasks = try await curl.inbox("GET", "reports/\(id)/tasks/")
            #expect(tasks.status == 200)
            #expect(tasks.json == ["results": [], "count": 0, "next": .null])
            let history = try await curl.inbox("GET", "reports/\(id)/history/")
            #expect(history.json["results"]?.array?.first?["type"] == "signals.report-opened")
        }
    }

    @Test func `answers what happened to signals, the status and the ledger`() async throws {
        try await Curl.serving(.tickets) { curl in
            let traces = try await curl.inbox("GET", "signals/?source_id=00022")
            #expect(traces.json["count"] == 1)
            let trace = try #require(traces.json["results"]?.array?.first)
            let id = try #require(trace["signal_id"]?.string)
            #expect(try await curl.inbox("GET", "signals/\(id)/").json == trace)
            #expect(trace["events"]?.array?.allSatisfy { $0["position"] != nil } == true)
            let status = try await curl.inbox("GET", "status/").json
            let command = try await curl.binary.run("signals", "status", "--json").json
            #expect(status.object?.keys == command.object?.keys)
            #expect(status["ledger"]?["accepted"] == 8)
            let ledger = try await curl.inbox("GET", "ledger/").json
            #expect(
                ledger.object?.keys
                    == (try await curl.binary.run("signals", "ledger", "--json").json).object?.keys)
            #expect(ledger["remainder"] == 0)
        }
    }

    @Test func `answers 404 for what is not there or another team's, 405 for a wrong method`()
        async throws
    {
        try await Curl.serving(.tickets) { curl in
            let unknown = "0190f5a4-0c3e-5c51-8a3c-0f1f1f6f3a01"
            let mine = try await curl.inbox("GET", "reports/?limit=1")
                .json["results"]?.array?.first?["id"]?.string
            let id = try #require(mine)
            try #require(
                try await curl.binary.run("signals", "setup", "--team-id", "2").status == 0)
            for path in [
                "/api/projects/1/signals/reports/\(unknown)/",
                "/api/projects/1/signals/reports/12/",
                "/api/projects/1/signals/reports/\(id)/nothing/",
                "/api/projects/1/signals/signals/\(unknown)/", "/api/projects/1/signals/nothing/",
                "/api/projects/2/signals/reports/\(id)/", "/api/projects/9/signals/reports/",
                "/api/projects/x/signals/reports/",
            ] {
                let answer = try await curl.ask("GET", path)
                #expect(answer.status == 404, "\(path)")
                #expect(answer.json["message"]?.string?.isEmpty == false)
            }
            for (method, path, allowed) in [
                ("POST", "reports/", "GET"), ("PUT", "reports/\(id)/", "GET, DELETE"),
                ("GET", "reports/\(id)/state/", "POST"), ("DELETE", "emit/", "POST"),
                ("POST", "reports/\(id)/signals/", "GET"), ("POST", "status/", "GET"),
                ("POST", "processing/pause/", "GET, PUT, DELETE"),
                ("PATCH", "source_configs/", "GET, POST, PUT"),
            ] {
                let answer = try await curl.inbox(method, path)
                #expect(answer.status == 405, "\(method) \(path)")
                #expect(answer.headers.contains("\r\nAllow: \(allowed)"), "\(answer.headers)")
            }
            // Nothing of this was written.
            #expect(try await curl.inbox("GET", "reports/").json["count"] == 7)
        }
    }
}
