import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private enum Kind: String, CaseIterable, ArgumentValue {
        case github, linear, zendesk

        var source: SourcePair {
            switch self {
            case .github: .githubIssue
            case .linear: .linearIssue
            case .zendesk: .zendeskTicket
            }
        }
    }

    private static let kind = Option<Kind>(
        "type", "SOURCE", "Whose records they are", presence: .required)
    private static let fixture = Option<String>(
        "fixture", "FILE", "A file with a JSON list of records; else the ones built in")
    private static let offset = Option<Int>(
        "offset", "N", "Leave out so many records first", default: 0
    ) { $0 >= 0 ? nil : "must not be negative" }
    private static let limit = Option<Int>("limit", "N", "Take at most so many records") {
        $0 > 0 ? nil : "must be at least 1"
    }

    static let emitFixture = Command(
        "emit-fixture", aliases: ["emit-signals-from-fixture"],
        "Take in the records of a fixture, as an import of their source would",
        details: "Closed and finished records are taken in as well.",
        examples: [
            "signalbox signals emit-fixture --type zendesk --offset 26 --limit 1 --wait",
            "signalbox emit_signals_from_fixture --type github",
        ], common + [kind, fixture, offset, limit, Surroundings.wait, Surroundings.timeout]
    ) { call in
        try await call.attempt {
            let source = try call.require(kind).source
            let fixture = try Fixture.read(call[fixture], of: source)
            let rest = fixture.records.dropFirst(call[offset] ?? 0)
            let records = Array(call[limit].map { rest.prefix($0) } ?? rest)
            call.console.report("\(records.count) records loaded from \(fixture.origin)")
            return try await call.onPlatform(.creating) { platform in
                try await take(records, source, call, platform)
            }
        }
    }

    private static func take(
        _ records: [JSONValue], _ source: SourcePair, _ call: Invocation, _ platform: Platform
    ) async throws -> ExitCode {
        let receipt: ImportReceipt
        do {
            receipt = try await platform.signals.importRecords(
                ImportRecords(source: source, records: records, filter: .ignored),
                team: call.team)
        } catch SignalsError.refused(let refusal) {
            try await call.result(
                platform,
                JSONObject([
                    ("status", .string("refused")), ("reason", .string(refusal.code)),
                    ("signals_emitted", JSONValue(0)), ("receipts", .array([])),
                ])
            ) { $0.print("refused (\(refusal.code)): \(refusal)") }
            return .problem
        }
        try await call.result(platform, object(receipt)) { console in
            console.print(receipt.counts.line)
            for problem in receipt.malformed {
                console.print("record \(problem.index): \(problem.reason)")
            }
        }
        let code = try await settleIfAsked(call, platform)
        return receipt.counts.refusedInAll > 0 ? .problem : code
    }

    private static func object(_ receipt: ImportReceipt) -> JSONObject {
        let counts = receipt.counts
        let isEmpty = counts.accepted + counts.duplicate == 0
        var object = JSONObject([
            ("status", .string(counts.accepted > 0 ? "emitted" : "nothing")),
            (
                "reason",
                isEmpty ? "no_actionable_records" : counts.accepted > 0 ? .null : "no_new_records"
            ),
            ("signals_emitted", JSONValue(counts.accepted)),
            ("import_id", .string("\(receipt.importID)")),
        ])
        for member in counts.object.members { object[member.key] = member.value }
        object["receipts"] = .array(receipt.receipts.map(\.value))
        object["problems"] = .array(receipt.malformed.map(\.value))
        return object
    }
}

extension ImportCounts {
    /// The counts in one line.
    var line: String {
        "read \(read): accepted \(accepted), duplicate \(duplicate), skipped \(skippedInAll), "
            + "malformed \(malformed), refused \(refusedInAll)"
    }
}
