import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let names = Option<String>(
        "repos", "NAME", "A repository to choose from; may be repeated, else the team's",
        presence: .repeated)
    private static let more = Positional<String>(
        "name", "Further repositories to choose from", presence: .repeated)
    private static let report = Option<String>(
        "report-id", "ID", "Choose for this report; else for the text on standard input"
    ) { ReportID($0) == nil ? "must be a report id" : nil }

    static let selectRepo = Command(
        "select-repo", "Choose the repository that a text or a report is about, with all scores",
        details: """
            The text comes from standard input unless a report is named. No report is changed; the
            choice is a run of its own that can be looked at with `signalbox workflow show`.
            """,
        examples: [
            "signalbox signals select-repo --report-id 0190f5a4-0c3e-5c51-8a3c-0f1f1f6f3a01",
            "signalbox signals select-repo --repos acme/app acme/docs < ticket.txt",
        ], common + [names, report, Surroundings.timeout, more]
    ) { call in
        let request = try request(call)
        return try await call.onPlatform(.appending) { platform in
            let run = try await platform.signals.selectRepository(request, team: call.team)
            let timeout = Duration.seconds(call[Surroundings.timeout] ?? 300)
            let result = try await platform.working {
                try await platform.result(
                    of: run.workflowID, run: run.runID, timeout: timeout)
            }
            let selection = try result.decode(as: RepositorySelection.self)
            var members = try JSONValue(encoding: selection).object ?? JSONObject()
            if members["repository"] == nil { members["repository"] = .null }
            members.merge(try JSONValue(encoding: run).object ?? JSONObject())
            try await call.result(platform, members) { show(selection, $0) }
            return .done
        }
    }

    private static func request(_ call: Invocation) throws -> SelectRepository {
        let repositories = call.all(names) + call.all(more)
        if let report = call[report].flatMap(ReportID.init) {
            return SelectRepository(report: report, repositories: repositories)
        }
        let text = String(decoding: try WholeFile.read("-"), as: UTF8.self)
        guard !text.allSatisfy(\.isWhitespace) else {
            throw call.wrong("write the text to standard input, or name a report: --report-id ID")
        }
        return SelectRepository(text: text, repositories: repositories)
    }

    private static func show(_ selection: RepositorySelection, _ console: Console) {
        console.print("\(selection.repository ?? "none"): \(selection.reason)")
        guard !selection.candidates.isEmpty else { return }
        var table = Table([.left("repository"), .right("score")])
        for candidate in selection.candidates {
            table.add([candidate.repository, "\(candidate.score)"])
        }
        console.write(table.text(console.output))
    }
}
