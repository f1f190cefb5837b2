import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let records = Option<String>(
        "data", "FILE", "The records, JSON lines of {id, title, body, created_at}",
        presence: .required)
    private static let truth = Option<String>(
        "truth", "FILE", "The groups, JSON lines of {id, group}", presence: .required)
    private static let weight = Option<Double>("weight", "W", "What each weighs", default: 0.5) {
        Weight($0).map(\.fitsASignal) == true ? nil : "must be 0 to 1 with at most three decimals"
    }
    private static let order = Option<EvaluationOrder>(
        "order", "ORDER", "created, file or shuffle:SEED", default: .created)
    private static let limit = Option<Int>("limit", "N", "Take at most so many records") {
        $0 > 0 ? nil : "must be at least 1"
    }
    private static let judge = Option<JudgeChoice>("judge", "NAME", "Who judges")
    private static let filter = Flag(
        "filter", "Ask of each record first whether somebody can act on it")
    private static let strict = Flag("strict", "A signal without a report is one of its own")
    private static let errors = Option<Int>("errors", "N", "Print so many wrong decisions") {
        $0 >= 0 ? nil : "must not be negative"
    }
    private static let min = Option<String>(
        "min", "METRIC=VALUE", "End with 1 where a figure is below", presence: .repeated)

    static let evaluate = Command(
        "evaluate", "Run the pipeline over records whose groups are known, and score it",
        details: """
            It works on a temporary log of its own and never opens the data directory; --data
            names the records here.
            """,
        examples: [
            "signalbox signals evaluate --data records.jsonl --truth truth.jsonl",
            "signalbox signals evaluate --data r.jsonl --truth t.jsonl --min bcubed_f1=0.45",
        ], [records, truth, weight, order, limit, judge, filter, strict, errors, min, Flag.json]
    ) { call in
        try await call.attempt {
            let minima = try minima(call)
            let settings = try PlatformSettings(environment: Surroundings.environment)
            let bar = call.progress("evaluating")
            let result: EvaluationResult
            do {
                result = try await Evaluation.run(try request(call), settings) {
                    bar.update($0, of: $1)
                }
            } catch let error as EvaluationProblem {
                throw call.wrong("\(error)")
            }
            bar.finish()
            return try report(result, minima, call)
        }
    }

    private static func request(_ call: Invocation) throws -> EvaluationRequest {
        EvaluationRequest(
            data: try call.require(records), truth: try call.require(truth),
            weight: call[weight].flatMap(Weight.init) ?? .standard, order: call[order] ?? .created,
            limit: call[limit], judge: call[judge], filtersRecords: call[filter],
            isStrict: call[strict])
    }

    private static func minima(_ call: Invocation) throws -> [(name: String, value: Double)] {
        try call.all(min).map { text in
            let parts = text.split(separator: "=")
            guard parts.count == 2, let value = Double(parts[1]) else {
                throw call.wrong("--min takes METRIC=VALUE, not \"\(text)\"")
            }
            return (String(parts[0]), value)
        }
    }

    private static func report(
        _ result: EvaluationResult, _ minima: [(name: String, value: Double)], _ call: Invocation
    ) throws -> ExitCode {
        if call[Flag.json] {
            call.print(.object(result.object))
        } else {
            show(result, call.console)
        }
        for line in result.mistakes.prefix(call[errors] ?? 0) { call.console.report(line) }
        var code = ExitCode.done
        for (name, value) in minima {
            guard let figure = result.figure(name) else {
                throw call.wrong("--min: there is no figure \"\(name)\"")
            }
            guard figure < value else { continue }
            call.console.report("\(name) is \(figure.rounded4), below \(value)")
            code = .problem
        }
        return code
    }

    private static func show(_ result: EvaluationResult, _ console: Console) {
        let (one, alone) = (result.one, result.alone)
        console.print(
            "\(result.signals) signals, weight \(result.request.weight), order "
                + "\(result.request.order): \(result.outcomes.assigned) placed, "
                + "\(result.outcomes.blocked) blocked, \(result.outcomes.filtered) filtered, "
                + "\(result.outcomes.dropped) dropped, \(result.cut) cut")
        var table = Table([.left("figure"), .right("ours"), .right("alone"), .right("all in one")])
        let rows: [(String, KeyPath<GroupingFigures, Double>)] = [
            ("ARI", \.ari), ("homogeneity", \.homogeneity), ("completeness", \.completeness),
            ("B-cubed precision", \.bcubedPrecision), ("B-cubed recall", \.bcubedRecall),
            ("B-cubed F1", \.bcubedF1), ("pairwise precision", \.pairwisePrecision),
            ("pairwise recall", \.pairwiseRecall), ("correct share", \.correctShare),
        ]
        for (name, path) in rows {
            table.add(
                [name] + [result.figures, alone, one].map { $0[keyPath: path].rounded4 })
        }
        console.write(table.text(console.output))
        let (own, open) = (result.figures, result.withoutGate)
        console.print("correct \(own.correct), over \(own.over), under \(own.under)")
        console.print(
            "without the gate: correct \(open.correct), over \(open.over), under \(open.under)")
        console.print("recall@10 \(result.recall.rounded4)")
        console.print("\(own.reports) reports, \(result.promoted) promoted")
        let milliseconds = [result.latencyP50, result.latencyP95].map {
            "\(Int($0 / .milliseconds(1))) ms"
        }
        console.print(
            "\(Int(result.signalsPerSecond)) signals per second; latency "
                + milliseconds.joined(separator: " at half, ") + " at 95 of 100")
    }
}

extension Double {
    /// The number with four decimals.
    fileprivate var rounded4: String {
        let whole = Int((abs(self) * 10_000).rounded())
        let digits = String(whole % 10_000)
        let padding = String(repeating: "0", count: 4 - digits.count)
        return "\(self < 0 ? "-" : "")\(whole / 10_000).\(padding)\(digits)"
    }
}
