import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let file = Positional<String>("file", "The file, or - for a pipe")

    static let ingest = Command(
        "ingest", aliases: ["ingest-signals-json"], "Take in signals from lines of JSON",
        details: """
            Each line is a list of seven: product, document_type, document_id, timestamp,
            inserted_at, description, and metadata as JSON text. Exit code 1 if any line failed.
            """,
        examples: ["signalbox signals ingest signals.jsonl"],
        common + [file, Surroundings.wait, Surroundings.timeout]
    ) { call in
        try await call.attempt {
            let bytes = try WholeFile.read(try call.require(file))
            return try await call.onPlatform(.creating) { platform in
                let receipt = try await platform.signals.ingestSignals(
                    String(decoding: bytes, as: UTF8.self).split(
                        separator: "\n", omittingEmptySubsequences: false
                    ).map(String.init),
                    team: call.team)
                try await call.result(platform, object(receipt)) { console in
                    console.print(line(receipt))
                    for problem in receipt.malformed {
                        console.print("line \(problem.index): \(problem.reason)")
                    }
                }
                let hasFailed = !receipt.malformed.isEmpty || receipt.count(of: "refused") > 0
                let code = try await settleIfAsked(call, platform)
                return hasFailed ? .problem : code
            }
        }
    }

    private static func object(_ receipt: IngestReceipt) -> JSONObject {
        JSONObject([
            ("lines", JSONValue(receipt.lines)),
            ("accepted", JSONValue(receipt.count(of: "accepted"))),
            ("duplicate", JSONValue(receipt.count(of: "duplicate"))),
            ("refused", JSONValue(receipt.count(of: "refused"))),
            ("malformed", JSONValue(receipt.malformed.count)),
            ("receipts", .array(receipt.receipts.map(\.value))),
            ("problems", .array(receipt.malformed.map(\.value))),
        ])
    }

    private static func line(_ receipt: IngestReceipt) -> String {
        "read \(receipt.lines) lines: accepted \(receipt.count(of: "accepted")), duplicate "
            + "\(receipt.count(of: "duplicate")), refused \(receipt.count(of: "refused")), "
            + "malformed \(receipt.malformed.count)"
    }

    static let ingestReport = Command(
        "ingest-report", aliases: ["ingest-report-json"],
        "Take in a report that was researched elsewhere",
        examples: ["signalbox signals ingest-report report.json"], common + [file]
    ) { call in
        try await call.attempt {
            let bytes = try WholeFile.read(try call.require(file))
            let document: JSONValue
            do {
                document = try JSONValue(parsing: bytes)
            } catch {
                throw call.wrong("\(try call.require(file)): \(error)")
            }
            return try await call.onPlatform(.appending) { platform in
                let report = try await platform.signals.ingestReport(document, team: call.team)
                let members = JSONObject([
                    ("report_id", .string("\(report.reportID)")),
                    ("status", .string(report.status.rawValue)),
                    ("priority", .string(report.priority.rawValue)),
                    ("position", JSONValue(report.position)),
                ])
                try await call.result(platform, members) {
                    $0.print(
                        "report \(report.reportID) is \(report.status), \(report.priority.rawValue)"
                    )
                }
                return .done
            }
        }
    }
}

extension IngestReceipt {
    /// Answers of the door of one kind.
    func count(of kind: String) -> Int {
        receipts.count { $0.value["status"]?.string == kind }
    }
}
