import Events
import Foundation
import Testing

@Suite struct `A team's commands` {
    @Test func `setup makes a team and changes it; a second team has its own epoch`() async throws {
        let binary = try Binary()
        let first = try await binary.run(
            "signals", "setup", "--consent", "yes", "--preset", "immediate", "--json")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try first.json["settings"]?["consent"] == "yes")
        #expect(try first.json["settings"]?["preset"] == "immediate")
        let other = try await binary.run("setup", "--team-id", "7", "--json")
        #expect(try other.json["team"] == 7)
        #expect(try other.json["settings"]?["consent"] == "unset")
        let unknown = try await binary.run("status", "--team-id", "8")
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("signals setup"), "\(unknown.errors)")
    }

    @Test func `settings override single values of the preset, and keep the others`() async throws {
        let binary = try await Seed.team.copy()
        let set = try await binary.run(
            "signals", "settings", "set", "--buffer-quiet-seconds", "1.5", "--step-judge",
            "match=recorded:answers", "--match-window-days", "30", "--login", "ada", "--json")
        #expect(set.status == 0, "\(set.errors)")
        let more = try await binary.run(
            "signals", "settings", "set", "--buffer-max-size", "5", "--max-reports-per-day", "3",
            "--emitter-trace", "no", "--step-judge", "summary=offline", "--json")
        let settings = try more.json["settings"]
        #expect(settings?["overrides"]?["buffer_quiet_seconds"] == 1.5)
        #expect(settings?["overrides"]?["buffer_max_size"] == 5)
        #expect(
            settings?["step_judges"] == ["match": "recorded:answers", "summary": "offline"])
        #expect(settings?["match_window_days"] == 30)
        #expect(settings?["max_reports_per_day"] == 3)
        #expect(settings?["emitter_trace"] == "off")
        #expect(settings?["login"] == "ada")
        let shown = try await binary.run("signals", "settings", "list")
        #expect(shown.output.contains("  buffer-quiet-seconds 1.5 *\n"))
        #expect(shown.output.contains("  grouping-collect-max 20\n"))
        #expect(try await binary.run("settings", "--json").json["settings"] == settings)
    }

    @Test(arguments: [
        (["set", "--buffer-max-size", "0"], "buffer_max_size"),
        (["set", "--step-judge", "nothing=offline"], "safety_filter"),
        (["set", "--step-judge", "match"], "STEP=NAME"), (["set"], "name what is to be set"),
        (["list", "--preset", "immediate"], "did you mean set"),
        (["set", "--preset", "slow"], "adaptive"),
        (["set", "--grouping-collect-window-seconds", "-1"], "grouping_collect_window_seconds"),
    ])
    func `settings refuse what no team can have`(words: [String], message: String) async throws {
        let binary = try await Seed.team.copy()
        let head = try await binary.position()
        let outcome = try await binary.run("signals", "settings", words: words)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(try await binary.position() == head)
    }

    @Test func `an environment overrides the pacing for its process, or is refused by name`()
        async throws
    {
        let binary = try await Seed.team.copy()
        let slow = ["BUFFER_QUIET_SECONDS": "60", "BUFFER_FLUSH_TIMEOUT_SECONDS": "60"]
        let held = try await binary.run(
            Ticket.emit("7") + ["--wait", "--timeout", "1"], environment: slow)
        #expect(held.status == 1)
        #expect(held.errors.contains("buffered"))
        let wrong = try await binary.run(
            "signals", "status", environment: ["BUFFER_MAX_SIZE": "many"])
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("BUFFER_MAX_SIZE"))
    }

    @Test func `sources are listed and set, and an unknown one is refused`() async throws {
        let binary = try await Seed.team.copy()
        let set = try await binary.run(
            "signals", "sources", "set", "--product", "conversations", "--type", "ticket",
            "--steering", "Only crashes", "--default-not-actionable", "--json")
        #expect(set.status == 0, "\(set.errors)")
        let off = try await binary.run(
            "sources", "set", "--product", "linear", "--type", "issue", "--enabled", "no", "--json")
        let rows = try off.json["sources"]?.array ?? []
        #expect(try off.json["count"]?.integer == Int64(rows.count))
        #expect(rows.count == 4)
        let words = try await binary.run("signals", "sources", "list")
        #expect(words.output.contains("on   conversations/ticket\n"))
        #expect(words.output.contains("off  linear/issue\n"))
        let unknown = try await binary.run(
            "signals", "sources", "set", "--product", "nowhere", "--type", "ticket")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("nowhere/ticket"))
    }

    @Test func `repositories are added with a path from anywhere, listed and removed`() async throws
    {
        let binary = try await Seed.team.copy()
        let added = try await binary.run(
            "signals", "repos", "add", "acme/app", "--path", "checkout", "--json")
        #expect(added.status == 0, "\(added.errors)")
        let row = try added.json["repositories"]?.array?.first
        #expect(row?["name"] == "acme/app")
        #expect(row?["path"]?.string == binary.path("checkout"))
        let words = try await binary.run("repos", "list")
        #expect(words.output.hasPrefix("acme/app  \(binary.path("checkout"))\n"))
        let removed = try await binary.run("repos", "remove", "acme/app", "--json")
        #expect(try removed.json["count"] == 0)
    }

    @Test func `pause keeps what arrives until resume, and needs a moment to come`() async throws {
        let binary = try await Seed.team.copy()
        let paused = try await binary.run("signals", "pause", "--for", "1h", "--json")
        #expect(paused.status == 0, "\(paused.errors)")
        #expect(try paused.json["changed"] == true)
        let held = try await binary.run(Ticket.emit("7") + ["--wait", "--timeout", "1"])
        #expect(held.status == 1)
        #expect(held.errors.contains("batched"), "\(held.errors)")
        #expect(try await binary.run("signals", "settings").output.contains("paused until"))
        #expect(try await binary.run("resume").output.hasPrefix("resumed\n"))
        let after = try await binary.run("status", "--wait", "--json")
        #expect(try after.json["ledger"]?["outcomes"]?["assigned"] == 1)
        for words in [[], ["--until", "2020-01-01T00:00:00Z"], ["--until", "soon"]] {
            #expect(try await binary.run("signals", "pause", words: words).status == 2)
        }
    }

    @Test func `reingest-team groups everything anew, or drops it with --delete`() async throws {
        let binary = try await Seed.tickets.copy()
        let asked = try await binary.run("signals", "reingest-team")
        #expect(asked.status == 2)
        #expect(asked.errors.contains("repeat with --yes"))
        let before = try await binary.run("ledger", "--json").json
        let again = try await binary.run("reingest_team_signals", "--yes")
        #expect(again.status == 0, "\(again.errors)")
        let lines = again.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "before: 8 signals, 7 of them assigned, 7 reports, epoch 1")
        #expect(lines.contains { $0.hasSuffix("release_report_activity, 7 times") })
        #expect(lines.contains("after: 8 signals, 7 of them assigned, 7 reports, epoch 1"))
        let gone = try await binary.run("reingest-team", "--yes", "--delete", "--json")
        #expect(gone.status == 0, "\(gone.errors)")
        let after = try gone.json["after"]
        #expect(after?["reports"] == 0)
        let assigned = before["outcomes"]?["assigned"]
        #expect(after?["ledger"]?["dropped_reasons"]?["report_deleted"] == assigned)
        #expect(after?["ledger"]?["remainder"] == 0)
    }
}

@Suite struct `S23: Cleaning a team up` {
    @Test(arguments: ["cleanup", "cleanup_signals"])
    func `prints every step with the counts before and after, and nothing is left`(
        name: String
    ) async throws {
        let binary = try await Seed.tickets.copy()
        let asked = try await binary.run(name)
        #expect(asked.status == 2)
        #expect(asked.errors.contains("8 signals and 7 reports of log"))
        let done = try await binary.run("signals", name, "--yes")
        #expect(done.status == 0, "\(done.errors)")
        let lines = done.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "before: 8 signals, 7 of them assigned, 7 reports, epoch 1")
        #expect(lines.contains("step 1  begin_clearing_activity"))
        #expect(lines.contains("step 3  finish_clearing_activity"))
        #expect(lines.contains("after: 0 signals, 0 of them assigned, 0 reports, epoch 2"))
        let again = try await binary.run(
            "emit-fixture", "--type", "zendesk", "--limit", "8", "--json")
        #expect(try again.json["accepted"] == 8)
    }

    @Test func `of a directory without a log ends with 2 and creates nothing`() async throws {
        let binary = try Binary()
        let outcome = try await binary.run("signals", "cleanup", "--yes", "--data", "empty")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(binary.path("empty")))
        #expect(!FileManager.default.fileExists(atPath: binary.path("empty")))
        #expect(!FileManager.default.fileExists(atPath: binary.path("data")))
    }

    @Test func `of another log prints that log with 0 signals, and ends with 1`() async throws {
        let binary = try await Seed.tickets.copy()
        let other = binary.path("other")
        _ = try await binary.run("signals", "setup", "--data", other)
        let id = try await binary.run("events", "stats", "--data", other, "--json").json["log_id"]
        let outcome = try await binary.run("signals", "cleanup", "--yes", "--data", other)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("log \(id?.string ?? "?") in \(other)"))
        #expect(outcome.output.contains("before: 0 signals"))
        #expect(outcome.errors.contains("--data wins over SIGNALBOX_DATA (\(binary.path("data")))"))
        let mine = try await binary.run("ledger", "--json").json
        #expect(mine["accepted"] == 8)
    }
}
