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
        /// The signals that the judge of its match was shown, those of its own round included.
        var candidates: [SignalID] = []
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
            fates[place].candidates = ["candidate_signal_ids", "rejected_signal_ids"].flatMap {
                match?[$0]?.array ?? []
            }.compactMap { $0.string.flatMap(SignalID.init) }
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

    /// The share of signals with an earlier member of their group whose candidates contain one.
    var recall: Double {
        var earlier: [String: Set<Int>] = [:]
        var (asked, found) = (0, 0)
        for place in assigned {
            let group = records[place].group
            if let members = earlier[group] {
                asked += 1
                if fates[place].candidates.contains(where: {
                    places[$0].map(members.contains) ?? false
                }) {
                    found += 1
                }
            }
            earlier[group, default: []].insert(place)
        }
        return asked > 0 ? Double(found) / Double(asked) : 1
    }
}
