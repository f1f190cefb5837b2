import EventStore
import Events
private import Foundation
public import SignalsFacade

/// What an evaluation is asked to do.
public struct EvaluationRequest: Sendable {
    /// The file of records.
    public var data: String
    /// The file that says which group each is of.
    public var truth: String
    /// What each signal weighs.
    public var weight: Weight
    /// In which order they come.
    public var order: EvaluationOrder
    /// How many of them are taken; nil for all.
    public var limit: Int?
    /// Who judges.
    public var judge: JudgeChoice?
    /// Whether records are first asked whether somebody can act on them.
    public var filtersRecords: Bool
    /// Whether a signal without a report counts as one of its own.
    public var isStrict: Bool

    /// Puts the value together.
    public init(
        data: String, truth: String, weight: Weight, order: EvaluationOrder = .created,
        limit: Int? = nil, judge: JudgeChoice? = nil, filtersRecords: Bool = false,
        isStrict: Bool = false
    ) {
        (self.data, self.truth, self.weight, self.order) = (data, truth, weight, order)
        (self.limit, self.judge, self.filtersRecords) = (limit, judge, filtersRecords)
        self.isStrict = isStrict
    }
}

/// An evaluation: the production pipeline on a log of its own, held against the truth.
public enum Evaluation {
    /// Runs it; the operator's data directory is never opened, and the log is deleted afterwards.
    ///
    /// - Parameters:
    ///   - request: What to evaluate.
    ///   - settings: The environment of the process.
    ///   - progress: Told how many signals are at their end, and how many there are.
    /// - Returns: Every figure of the evaluation.
    /// - Throws: `EvaluationProblem` and `FileProblem` for files that cannot be used.
    public static func run(
        _ request: EvaluationRequest, _ settings: PlatformSettings,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> EvaluationResult {
        var records = try EvaluationRecords(data: request.data, truth: request.truth)
        records.arrange(request.order, limit: request.limit)
        let folder =
            FileManager.default.temporaryDirectory.path
            + "/signalbox-evaluation-\(ProcessInfo.processInfo.processIdentifier)"
        defer {
            // It lies in the system's place for temporary files, which clears what stays.
            try? FileManager.default.removeItem(atPath: folder)
        }
        let judged = request.judge.map(settings.judged) ?? settings
        let platform = try await Platform.open(
            DataDirectory(temporary: folder), .creating, judged)
        do {
            let result = try await run(request, records.records, platform, progress)
            await platform.close()
            return result
        } catch {
            await platform.close()
            throw error
        }
    }

    private static func run(
        _ request: EvaluationRequest, _ records: [EvaluationRecord], _ platform: Platform,
        _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> EvaluationResult {
        _ = try await platform.signals.setUp(
            ConfigureTeam(preset: .immediate, judge: request.judge), team: .first)
        let ids = try await platform.working {
            let ids =
                request.filtersRecords
                ? try await EvaluationEntry.take(records, request, platform)
                : try await EvaluationEntry.emit(records, request, platform)
            _ = try await platform.settle(.first, timeout: Limits.evaluationTime) { status in
                progress(records.count - status.ledger.total.inFlight, records.count)
            }
            return ids
        }
        var reading = EvaluationReading(records: records, ids: ids)
        var next: Position? = .start
        while let after = next {
            let page = try await platform.log.read(
                after: after, through: nil, .everything, .forward, limit: Limits.pageEvents)
            for event in page.events { try reading.take(event) }
            next = page.next
        }
        return EvaluationResult(request, reading)
    }
}
