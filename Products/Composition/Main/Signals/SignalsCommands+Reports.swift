import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let statusFilter = Option<String>(
        "status", "STATUS", "Only reports of these statuses: a,b"
    ) { text in
        let unknown = text.split(separator: ",").first { ReportStatus(rawValue: "\($0)") == nil }
        let words = ReportStatus.allCases.map(\.rawValue).joined(separator: ", ")
        return unknown.map { "must be of \(words), not \"\($0)\"" }
    }
    private static let reportID = Option<String>("report-id", "ID", "Only this one, with signals") {
        ReportID($0) == nil ? "must be a report id" : nil
    }
    private static let withSignals = Flag("signals", "Show the signals of each report")
    private static let limit = Option<Int>("limit", "N", "At most so many reports", default: 50) {
        (1...SignalsLimits.pageReportsMax).contains($0)
            ? nil : "must be 1 to \(SignalsLimits.pageReportsMax)"
    }

    static let reports = Command(
        "reports", aliases: ["list-signal-reports"], "List reports, those with most signals first",
        examples: [
            "signalbox signals reports",
            "signalbox signals reports --status ready --signals --json",
        ], common + [statusFilter, reportID, withSignals, limit]
    ) { call in
        try await call.onPlatform(.reading) { platform in
            var found: [ListedReport] = []
            for report in try await matching(call, platform) {
                found.append(try await listed(report, call, platform))
            }
            let members = JSONObject([
                ("reports", .array(try found.map { try $0.value })),
                ("count", JSONValue(found.count)),
            ])
            try await call.result(platform, members) { show(found, $0) }
            return .done
        }
    }

    private static func matching(
        _ call: Invocation, _ platform: Platform
    ) async throws -> [Report] {
        if let id = call[reportID].flatMap(ReportID.init) {
            return [try await platform.signals.report(id, team: call.team)]
        }
        let statuses = (call[statusFilter] ?? "").split(separator: ",").compactMap {
            ReportStatus(rawValue: String($0))
        }
        let query = ReportQuery(
            statuses: statuses, ordering: "-signal_count", limit: call[limit] ?? 50)
        return try await platform.signals.reports(query, team: call.team).results
    }

    private static func listed(
        _ report: Report, _ call: Invocation, _ platform: Platform
    ) async throws -> ListedReport {
        let artefacts = try await platform.signals.artefacts(of: report.id, team: call.team)
        guard call[withSignals] || call[reportID] != nil else {
            return ListedReport(report: report, artefacts: artefacts, signals: nil)
        }
        let signals = try await platform.signals.signals(of: report.id, team: call.team)
        return ListedReport(report: report, artefacts: artefacts, signals: signals)
    }

    private static func show(_ found: [ListedReport], _ console: Console) {
        guard !found.isEmpty else { return console.print("no reports") }
        var table = Table([.right("signals"), .left("status"), .left("id"), .left("title")])
        for one in found {
            let report = one.report
            table.add([
                "\(report.signalCount)", report.status.rawValue, "\(report.id)", report.title,
            ])
            for signal in one.signals ?? [] {
                let source = "\(signal.sourceProduct)/\(signal.sourceType) \(signal.sourceID)"
                table.add(["", "", source, "  " + String(signal.content.prefix(200))])
            }
        }
        console.write(table.text(console.output))
        for one in found {
            if let error = one.report.error { console.print("\(one.report.id): \(error)") }
        }
    }
}

/// A report as the list of the command shows it.
private struct ListedReport {
    let report: Report
    let artefacts: [ReportArtefact]
    let signals: [ReportSignal]?

    var value: JSONValue {
        get throws {
            var object = JSONObject([
                ("id", .string("\(report.id)")), ("title", .string(report.title)),
                ("summary", .string(report.summary)), ("status", .string(report.status.rawValue)),
                ("signal_count", JSONValue(report.signalCount)),
                ("total_weight", .double(report.totalWeight.number)),
                ("created_at", .string("\(report.createdAt)")),
                ("updated_at", .string("\(report.updatedAt)")),
                ("promoted_at", JSONValue(report.promotedAt.map { "\($0)" })),
                ("last_run_at", JSONValue(report.lastRunAt.map { "\($0)" })),
                ("error", JSONValue(report.error)),
                ("artefacts", try JSONValue(encoding: artefacts)),
            ])
            if let signals { object["signals"] = .array(try signals.map { try $0.listed }) }
            return .object(object)
        }
    }
}

extension ReportSignal {
    fileprivate var listed: JSONValue {
        get throws {
            [
                "signal_id": .string("\(signalID)"), "source_product": .string(sourceProduct),
                "source_type": .string(sourceType), "source_id": .string(sourceID),
                "weight": .double(weight.number), "timestamp": .string("\(timestamp)"),
                "content": .string(String(content.prefix(200))),
                "match_metadata": try matchMetadata.map { try JSONValue(encoding: $0) } ?? .null,
            ]
        }
    }
}
