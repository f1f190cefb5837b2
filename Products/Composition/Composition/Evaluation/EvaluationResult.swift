public import Events
public import SignalsFacade

/// Every figure of an evaluation.
public struct EvaluationResult: Sendable {
    /// What was asked for.
    public let request: EvaluationRequest
    /// Records that were handed in.
    public let signals: Int
    /// Signals by outcome.
    public let outcomes: OutcomeCounts
    /// Dropped signals by reason.
    public let droppedReasons: [String: Int]
    /// Texts that were cut.
    public let cut: Int
    /// The scores of the reports that came out.
    public let figures: GroupingFigures
    /// The same as if the specificity gate had kept nothing out.
    public let withoutGate: GroupingFigures
    /// The trivial baselines.
    public let alone: GroupingFigures
    /// The trivial baselines.
    public let one: GroupingFigures
    /// The share of signals whose candidates contain an earlier member of their group.
    public let recall: Double
    /// Reports that reached the threshold.
    public let promoted: Int
    /// Signals per second from the first acceptance to the last assignment.
    public let signalsPerSecond: Double
    /// Half of the signals were assigned within this time.
    public let latencyP50: Duration
    /// 95 of 100 signals were assigned within this time.
    public let latencyP95: Duration
    /// Decisions that were wrong, in words, in their order.
    public let mistakes: [String]

    init(_ request: EvaluationRequest, _ reading: EvaluationReading) {
        self.request = request
        let (records, fates) = (reading.records, reading.fates)
        signals = records.count
        outcomes = OutcomeCounts(
            assigned: reading.assigned.count,
            filtered: fates.count { $0.outcome == "filtered" },
            blocked: fates.count { $0.outcome == "blocked" },
            dropped: fates.count { $0.outcome == "dropped" })
        let reasons = fates.filter { $0.outcome == "dropped" }.map { $0.reason ?? "" }
        droppedReasons = Dictionary(reasons.map { ($0, 1) }, uniquingKeysWith: +)
        cut = records.count(where: \.wasCut)
        let placed = Self.placed(reading, isStrict: request.isStrict)
        figures = GroupingFigures(placed)
        withoutGate = GroupingFigures(Self.ungated(placed, reading))
        let groups = placed.map(\.group)
        (alone, one) = (.alone(groups), .one(groups))
        (recall, promoted) = (reading.recall, reading.promoted.count)
        (signalsPerSecond, latencyP50, latencyP95) = Self.times(reading)
        mistakes = Self.mistakes(reading)
    }

    /// In the order of assignment; strictly, the rest follows, each in a report of its own.
    private static func placed(
        _ reading: EvaluationReading, isStrict: Bool
    ) -> [(group: String, report: String)] {
        var placed = reading.assigned.map { place in
            (group: reading.records[place].group, report: reading.fates[place].report ?? "")
        }
        guard isStrict else { return placed }
        for (place, record) in reading.records.enumerated()
        where reading.fates[place].report == nil {
            placed.append((group: record.group, report: "unplaced \(place)"))
        }
        return placed
    }

    /// A report that was opened because of the gate counts as the one that it was kept out of.
    private static func ungated(
        _ placed: [(group: String, report: String)], _ reading: EvaluationReading
    ) -> [(group: String, report: String)] {
        var other: [String: String] = [:]
        for place in reading.assigned {
            let fate = reading.fates[place]
            guard let report = fate.report, let target = fate.keptOutOf else { continue }
            other[report] = other[target] ?? target
        }
        return placed.map { (group: $0.group, report: other[$0.report] ?? $0.report) }
    }

    private static func times(
        _ reading: EvaluationReading
    ) -> (rate: Double, p50: Duration, p95: Duration) {
        let fates = reading.assigned.map { reading.fates[$0] }
        let waits = fates.compactMap { fate in
            fate.settled.flatMap { end in fate.accepted.map { end - $0 } }
        }.sorted()
        guard let first = reading.fates.compactMap(\.accepted).min(),
            let last = fates.compactMap(\.settled).max(), !waits.isEmpty
        else { return (0, .zero, .zero) }
        let span = (last - first) / .seconds(1)
        return (
            span > 0 ? Double(fates.count) / span : 0, waits[waits.count / 2],
            waits[min(waits.count - 1, waits.count * 95 / 100)]
        )
    }

    /// Joined where most members are of another group, or opened although the group had a report.
    private static func mistakes(_ reading: EvaluationReading) -> [String] {
        var members: [String: [Int]] = [:]
        var known: [String: Int] = [:]
        var found: [String] = []
        for place in reading.assigned {
            let record = reading.records[place]
            let report = reading.fates[place].report ?? ""
            let inside = members[report] ?? []
            let first = record.text.prefix { !$0.isNewline }.prefix(100)
            let like = inside.filter { reading.records[$0].group == record.group }.count
            if let other = inside.first, like * 2 < inside.count || like == 0 {
                let text = reading.records[other].text.prefix { !$0.isNewline }.prefix(100)
                found.append("over   \(record.id) \"\(first)\" joined \"\(text)\"")
            } else if inside.isEmpty, let earlier = known[record.group] {
                let text = reading.records[earlier].text.prefix { !$0.isNewline }.prefix(100)
                found.append("under  \(record.id) \"\(first)\" did not join \"\(text)\"")
            }
            members[report, default: []].append(place)
            if known[record.group] == nil { known[record.group] = place }
        }
        return found
    }
}

extension EvaluationResult {
    /// The object of `--json`; its numeric members are the names that `--min` takes.
    public var object: JSONObject {
        var object = JSONObject([
            ("records", .string(request.data)), ("truth", .string(request.truth)),
            ("weight", .double(request.weight.number)),
            ("order", .string("\(request.order)")), ("signals", JSONValue(signals)),
            ("placed", JSONValue(outcomes.assigned)), ("blocked", JSONValue(outcomes.blocked)),
            ("filtered", JSONValue(outcomes.filtered)),
            ("dropped", JSONValue(outcomes.dropped)),
            ("dropped_reasons", JSONValue(counts: droppedReasons)), ("cut", JSONValue(cut)),
        ])
        for member in figures.scores.members { object[member.key] = member.value }
        object["without_gate"] = [
            "correct": JSONValue(withoutGate.correct), "over": JSONValue(withoutGate.over),
            "under": JSONValue(withoutGate.under),
        ]
        object["recall_at_10"] = .double(recall)
        object["reports"] = JSONValue(figures.reports)
        object["promoted"] = JSONValue(promoted)
        object["signals_per_second"] = .double(signalsPerSecond)
        object["latency_p50_ms"] = .double(latencyP50 / .milliseconds(1))
        object["latency_p95_ms"] = .double(latencyP95 / .milliseconds(1))
        object["baselines"] = [
            "alone": .object(alone.scores), "one": .object(one.scores),
        ]
        return object
    }

    /// A figure by its name; nil for a name that no figure has.
    public func figure(_ name: String) -> Double? { object[name]?.double }
}

extension GroupingFigures {
    fileprivate var scores: JSONObject {
        JSONObject([
            ("ari", .double(ari)), ("homogeneity", .double(homogeneity)),
            ("completeness", .double(completeness)),
            ("bcubed_precision", .double(bcubedPrecision)),
            ("bcubed_recall", .double(bcubedRecall)), ("bcubed_f1", .double(bcubedF1)),
            ("pairwise_precision", .double(pairwisePrecision)),
            ("pairwise_recall", .double(pairwiseRecall)), ("correct", JSONValue(correct)),
            ("over", JSONValue(over)), ("under", JSONValue(under)),
            ("correct_share", .double(correctShare)),
        ])
    }
}
