import Events
import SignalsFacade

/// Reads the log of an evaluation, event by event, into what became of each record.
struct EvaluationReading: Sendable {
    /// What became of one record.
    struct Fate: Sendable {
        var accepted: Timestamp?
        var settled: Timestamp?
        var report: String?
        /// The report that the specificity gate kept it out of.
        var keptOutOf: String?
        var outcome: String?
        var reason: String?
        /// The signals that its searches found, best first, each list by itself.
        var candidates: [[SignalID]] = []
        /// The signals that its match names: the parent, or all that were weighed and rejected.
        ///
        /// Among them are those that the round placed after its searches.
        var weighed: [SignalID] = []
    }

    let records: [EvaluationRecord]
    /// The place of each signal among the records.
    private let places: [SignalID: Int]
    private(set) var fates: [Fate]
    /// The places of the records that have a report, in the order of their assignment.
    private(set) var assigned: [Int] = []
    /// Reports that were promoted.
    private(set) var promoted: Set<String> = []

    init(records: [EvaluationRecord], ids: [SignalID]) {
        self.records = records
        places = Dictionary(zip(ids, ids.indices)) { first, _ in first }
        fates = Array(repeating: Fate(), count: records.count)
    }

    mutating func take(_ event: RecordedEvent) throws {
        switch event.type.text {
        case "signals.report-promoted": promoted.insert(event.stream.id)
        case let type where type.hasPrefix("signals.signal-"):
            guard let place = SignalID(event.stream.id).flatMap({ places[$0] }) else { return }
            take(type, try JSONValue(parsing: event.data), event.recorded, place)
        case let type where type.hasPrefix("workflow.run-"):
            takeSearches(try JSONValue(parsing: event.data))
        default: break
        }
    }

    private mutating func take(
        _ type: String, _ data: JSONValue, _ time: Timestamp, _ place: Int
    ) {
        switch type {
        case "signals.signal-accepted": fates[place].accepted = time
        case "signals.signal-assigned":
            fates[place].settled = time
            fates[place].outcome = "assigned"
            fates[place].report = data["report_id"]?.string
            let match = data["match_metadata"]
            let rejected = match?["rejected_signal_ids"]?.array ?? []
            let named = rejected + [match?["parent_signal_id"] ?? .null]
            fates[place].weighed = named.compactMap { $0.string.flatMap(SignalID.init) }
            let rejection = match?["specificity_rejection"]
            fates[place].keptOutOf = rejection?["report_id"]?.string
            assigned.append(place)
        case "signals.signal-filtered", "signals.signal-dropped":
            fates[place].outcome = String(type.dropFirst("signals.signal-".count))
            fates[place].reason = data["reason"]?.string
        case "signals.signal-blocked":
            fates[place].outcome = "blocked"
            fates[place].reason = data["threat_type"]?.string
        default: break
        }
    }

    /// The commands of a run say what the judge of a match was shown.
    private mutating func takeSearches(_ data: JSONValue) {
        for activation in data["activations"]?.array ?? [] {
            for command in activation["commands"]?.array ?? []
            where command["type"]?.string == "match_signal_to_report_activity" {
                let input = command["input"]
                let id = input?["signal"]?["signal_id"]?.string.flatMap(SignalID.init)
                guard let place = id.flatMap({ places[$0] }) else { continue }
                fates[place].candidates = (input?["searches"]?.array ?? []).map { search in
                    (search["hits"]?.array ?? []).compactMap {
                        $0["signal_id"]?.string.flatMap(SignalID.init)
                    }
                }
            }
        }
    }

    /// The share of signals with an earlier member of their group whose candidates contain one.
    var recall: Double {
        var earlier: [String: Set<Int>] = [:]
        var (asked, found) = (0, 0)
        for place in assigned {
            let group = records[place].group
            if let members = earlier[group] {
                asked += 1
                let searched = fates[place].candidates.flatMap { $0.prefix(Limits.recallDepth) }
                let shown = searched + fates[place].weighed
                if shown.contains(where: { places[$0].map(members.contains) ?? false }) {
                    found += 1
                }
            }
            earlier[group, default: []].insert(place)
        }
        return asked > 0 ? Double(found) / Double(asked) : 1
    }
}
