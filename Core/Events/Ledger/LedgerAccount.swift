/// Accepted = settled by each outcome + in flight; `remainder` is what is missing on either side.
public struct LedgerAccount<Rules: LedgerRules>: Sendable {
    /// How many were settled in one way.
    public struct Settled: Hashable, Sendable {
        /// The outcome.
        public let outcome: Rules.Outcome
        /// The reason, where the outcome has one.
        public let reason: String?
        /// How many.
        public var count: Int
    }

    /// How many wait at one stage.
    public struct Waiting: Hashable, Sendable {
        /// The stage.
        public let stage: Rules.Stage
        /// How many.
        public var count: Int
    }

    /// An obligation past its deadline.
    public struct Late: Hashable, Sendable {
        /// Its id.
        public let id: String
        /// Where it waits.
        public let stage: Rules.Stage
        /// Since when it is in flight.
        public let since: Timestamp
        /// When it became late.
        public let due: Timestamp
    }

    /// How many were opened.
    public private(set) var accepted = 0
    /// By outcome and reason, outcomes in the order of their declaration; only what occurs.
    public private(set) var settled: [Settled] = []
    /// By stage, in the order of their declaration; only what occurs.
    public private(set) var waiting: [Waiting] = []
    /// Those past their deadline, the longest overdue first; at most a thousand.
    public private(set) var late: [Late] = []

    package init() {}

    /// How many wait for their outcome.
    public var inFlight: Int { waiting.reduce(0) { $0 + $1.count } }

    /// What is accepted and neither settled nor in flight, or negative the other way round: always 0.
    public var remainder: Int { accepted - settled.reduce(0) { $0 + $1.count } - inFlight }

    /// How many were settled this way, for whatever reason.
    public func count(_ outcome: Rules.Outcome) -> Int {
        settled.reduce(0) { $0 + ($1.outcome == outcome ? $1.count : 0) }
    }

    /// How many were settled this way for this reason.
    public func count(_ outcome: Rules.Outcome, because reason: String?) -> Int {
        settled.first { $0.outcome == outcome && $0.reason == reason }?.count ?? 0
    }

    /// How many wait at this stage.
    public func count(in stage: Rules.Stage) -> Int {
        waiting.first { $0.stage == stage }?.count ?? 0
    }
}

// MARK: - Adding up

extension LedgerAccount {
    package mutating func add(_ obligation: Obligation<Rules>, at now: Timestamp?) {
        accepted += obligation.openings
        switch obligation.state {
        case .settled(let outcome, let reason): add(1, outcome, because: reason)
        case .inFlight(let stage): add(1, in: stage)
        }
        if let now { addIfLate(obligation, at: now) }
    }

    package mutating func addAccepted(_ count: Int) { accepted += count }

    package mutating func add(_ count: Int, _ outcome: Rules.Outcome, because reason: String?) {
        let known = settled.firstIndex { $0.outcome == outcome && $0.reason == reason }
        if let known {
            settled[known].count += count
        } else {
            settled.append(Settled(outcome: outcome, reason: reason, count: count))
        }
    }

    package mutating func add(_ count: Int, in stage: Rules.Stage) {
        if let known = waiting.firstIndex(where: { $0.stage == stage }) {
            waiting[known].count += count
        } else {
            waiting.append(Waiting(stage: stage, count: count))
        }
    }

    package mutating func addIfLate(_ obligation: Obligation<Rules>, at now: Timestamp) {
        guard case .inFlight(let stage) = obligation.state, let due = obligation.due, due < now
        else { return }
        late.append(Late(id: obligation.id, stage: stage, since: obligation.since, due: due))
    }

    /// Puts everything in its one order, so that equal ledgers give equal accounts.
    package mutating func sort() {
        let outcomes = Array(Rules.Outcome.allCases)
        let stages = Array(Rules.Stage.allCases)
        settled.sort { left, right in
            let places = [left, right].map { outcomes.firstIndex(of: $0.outcome) ?? 0 }
            guard places[0] == places[1] else { return places[0] < places[1] }
            return (left.reason ?? "") < (right.reason ?? "")
        }
        waiting.sort { left, right in
            (stages.firstIndex(of: left.stage) ?? 0) < (stages.firstIndex(of: right.stage) ?? 0)
        }
        late.sort { ($0.due, $0.id) < ($1.due, $1.id) }
        late = Array(late.prefix(Limits.ledgerLateMax))
    }
}
