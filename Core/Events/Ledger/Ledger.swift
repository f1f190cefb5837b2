/// The fold of a log into obligations, in memory; `LedgerProjection` keeps the same in rows.
public struct Ledger<Rules: LedgerRules>: Sendable {
    private var obligations: [String: Obligation<Rules>] = [:]
    private var held: [String: Set<String>] = [:]
    /// What did not fit, oldest first; a sound product has none.
    public private(set) var flaws: [LedgerFlaw] = []

    /// Begins without obligations.
    public init() {}

    /// Folds a whole history.
    ///
    /// - Throws: What the rules throw for an event that cannot be read.
    public init(_ events: some Sequence<RecordedEvent>) throws {
        for event in events { try apply(event) }
    }

    /// Takes one more event in.
    ///
    /// - Throws: What the rules throw for an event that cannot be read.
    public mutating func apply(_ event: RecordedEvent) throws {
        guard Rules.types.contains(event.type) else { return }
        for entry in try Rules.entries(of: event) {
            switch entry.target {
            case .one(let id):
                change(id, entry.change, event)
            case .held(let holder):
                for id in (held[holder] ?? []).sorted() { changeIfFitting(id, entry.change, event) }
            case .labelled(let labels):
                for id in ids(labelled: labels) { changeIfFitting(id, entry.change, event) }
            }
        }
    }

    /// The obligation with this id.
    public subscript(id: String) -> Obligation<Rules>? { obligations[id] }

    /// The account of the obligations that carry these labels; of all without.
    public func account(
        of labels: [String: String] = [:], at now: Timestamp? = nil
    ) -> LedgerAccount<Rules> {
        var account = LedgerAccount<Rules>()
        for id in ids(labelled: labels) {
            if let obligation = obligations[id] { account.add(obligation, at: now) }
        }
        account.sort()
        return account
    }
}

// MARK: - One obligation at a time

extension Ledger {
    private mutating func change(
        _ id: String, _ change: LedgerEntry<Rules>.Change, _ event: RecordedEvent
    ) {
        var misfit: Obligation<Rules>.Misfit?
        if var known = obligations[id] {
            misfit = known.apply(change, event)
            put(known)
        } else if let (new, problem) = Obligation<Rules>.new(id, change, event) {
            misfit = problem
            put(new)
        }
        if let misfit, flaws.count < Limits.ledgerFlawsMax {
            flaws.append(LedgerFlaw(id: id, at: event.position, what: misfit.description))
        }
    }

    /// An entry for many concerns only those that are in the state it needs.
    private mutating func changeIfFitting(
        _ id: String, _ change: LedgerEntry<Rules>.Change, _ event: RecordedEvent
    ) {
        guard let known = obligations[id], known.isOpen(to: change) else { return }
        self.change(id, change, event)
    }

    private mutating func put(_ obligation: Obligation<Rules>) {
        let before = obligations.updateValue(obligation, forKey: obligation.id)?.holder
        guard before != obligation.holder else { return }
        if let before {
            held[before]?.remove(obligation.id)
            if held[before]?.isEmpty == true { held[before] = nil }
        }
        if let holder = obligation.holder { held[holder, default: []].insert(obligation.id) }
    }

    private func ids(labelled labels: [String: String]) -> [String] {
        let matching = obligations.values.filter { $0.carries(labels) }
        return matching.map(\.id).sorted()
    }
}

extension Obligation {
    /// Whether a change meant for many concerns this one.
    package func isOpen(to change: Change) -> Bool {
        switch change {
        case .opened: false
        case .moved, .settled: isInFlight
        case .reopened, .resettled: !isInFlight
        case .passed: true
        }
    }

    /// Whether it carries all of these labels.
    package func carries(_ labels: [String: String]) -> Bool {
        labels.allSatisfy { self.labels[$0.key] == $0.value }
    }
}

/// An event that did not fit the obligation it named; each is a defect of the product.
public struct LedgerFlaw: Hashable, Sendable {
    /// The obligation.
    public let id: String
    /// The event.
    public let position: Position
    /// What did not fit.
    public let what: String

    package init(id: String, at position: Position, what: String) {
        (self.id, self.position, self.what) = (id, position, what)
    }
}
