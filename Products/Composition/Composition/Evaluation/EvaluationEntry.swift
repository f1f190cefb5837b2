import Events
import SignalsFacade

/// How the records of an evaluation come into its log.
enum EvaluationEntry {
    /// Hands the records in one after the other, so that their order is that of the log.
    static func emit(
        _ records: [EvaluationRecord], _ request: EvaluationRequest, _ platform: Platform
    ) async throws -> [SignalID] {
        var ids: [SignalID] = []
        for record in records {
            let signal = EmitSignal(
                source: .githubIssue, sourceID: record.id, description: record.text,
                weight: request.weight, extra: .object(extra(of: record)),
                idempotencyKey: record.id)
            var receipt = try await platform.signals.emit(signal, team: .first)
            while case .refused(.busy(let pause)) = receipt {
                try await platform.time.wait(until: platform.time.now() + pause)
                receipt = try await platform.signals.emit(signal, team: .first)
            }
            guard let id = receipt.signalID else {
                throw EvaluationProblem(
                    path: request.data, line: 0, reason: "\(record.id) was refused")
            }
            ids.append(id)
        }
        return ids
    }

    /// Imports the records, so that each is first asked whether somebody can act on it.
    static func take(
        _ records: [EvaluationRecord], _ request: EvaluationRequest, _ platform: Platform
    ) async throws -> [SignalID] {
        var ids: [SignalID] = []
        for start in stride(from: 0, to: records.count, by: SignalsLimits.importRecordsMax) {
            let end = min(start + SignalsLimits.importRecordsMax, records.count)
            let page = records[start..<end].map(issue)
            let receipt = try await platform.signals.importRecords(
                ImportRecords(
                    source: .githubIssue, records: page, filter: .nothing,
                    weight: request.weight), team: .first)
            if let problem = receipt.malformed.first {
                let record = records[start + problem.index - 1]
                throw EvaluationProblem(
                    path: request.data, line: 0, reason: "\(record.id): \(problem.reason)")
            }
            ids += receipt.receipts.compactMap(\.signalID)
        }
        guard ids.count == records.count else {
            throw EvaluationProblem(path: request.data, line: 0, reason: "records were refused")
        }
        return ids
    }

    /// The record as its source would shape it.
    private static func issue(_ record: EvaluationRecord) -> JSONValue {
        let parts = record.text.split(separator: "\n", maxSplits: 1)
        var object = extra(of: record)
        object["id"] = .string(record.id)
        object["title"] = .string(parts.first.map(String.init) ?? record.text)
        object["body"] = .string(parts.count > 1 ? String(parts[1]) : "")
        object["labels"] = "[]"
        return .object(object)
    }

    /// What an issue carries beside its text; made up, since the set has none of it.
    private static func extra(of record: EvaluationRecord) -> JSONObject {
        let extra: JSONValue = [
            "html_url": .string("https://example.invalid/issues/\(record.id)"), "number": 1,
            "labels": [], "created_at": "2026-01-01T00:00:00Z",
            "updated_at": "2026-01-01T00:00:00Z", "locked": false, "state": "open",
        ]
        return extra.object ?? JSONObject()
    }
}
