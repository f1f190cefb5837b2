/// One accepted input and where it stands.
public struct Obligation<Rules: LedgerRules>: Hashable, Sendable {
    /// In flight or settled.
    public enum State: Hashable, Sendable {
        /// It waits for its outcome at a stage.
        case inFlight(Rules.Stage)
        /// It has its outcome.
        case settled(Rules.Outcome, because: String?)
    }

    /// Its id, unique in the ledger.
    public let id: String
    /// How often it was opened: 1, anything else is a flaw that shows as a remainder.
    public private(set) var openings: Int
    /// What accounts are divided by.
    public private(set) var labels: [String: String]
    /// Who has it.
    public private(set) var holder: String?
    /// In flight or settled.
    public private(set) var state: State
    /// Since when it is in flight or settled; a move to another stage does not start it anew.
    public private(set) var since: Timestamp
    /// The event that changed it last.
    public private(set) var changed: Position

    /// Whether it waits for its outcome.
    public var isInFlight: Bool {
        if case .inFlight = state { true } else { false }
    }

    /// When it becomes late by the rules; nil when it is settled or may wait for ever.
    public var due: Timestamp? {
        guard case .inFlight(let stage) = state else { return nil }
        return Rules.deadline(in: stage).map { since + $0 }
    }

    /// Reads an obligation back from where a projection keeps it.
    package init(
        id: String, openings: Int, labels: [String: String], holder: String?, state: State,
        since: Timestamp, changed: Position
    ) {
        (self.id, self.openings, self.labels, self.holder) = (id, openings, labels, holder)
        (self.state, self.since, self.changed) = (state, since, changed)
    }
}

// MARK: - Transitions

extension Obligation {
    package typealias Change = LedgerEntry<Rules>.Change

    /// Why a change does not fit the obligation it names.
    package enum Misfit: Error, Hashable {
        case openedTwice, neverOpened, alreadySettled, notSettled
        case reasonRefused(String?)
    }

    /// The obligation after a change to an id that has none yet, and what is wrong with that.
    package static func new(
        _ id: String, _ change: Change, _ event: RecordedEvent
    ) -> (Obligation, Misfit?)? {
        func obligation(_ openings: Int, _ state: State, _ holder: String?) -> Obligation {
            Obligation(
                id: id, openings: openings, labels: [:], holder: holder, state: state,
                since: event.recorded, changed: event.position)
        }
        switch change {
        case .opened(let stage, let labels, let holder):
            var opened = obligation(1, .inFlight(stage), holder)
            opened.labels = labels
            return (opened, nil)
        case .settled(let outcome, let reason, let holder):
            return (obligation(0, .settled(outcome, because: reason), holder), .neverOpened)
        case .moved(let stage), .reopened(let stage):
            return (obligation(0, .inFlight(stage), nil), .neverOpened)
        case .resettled(let outcome, let reason):
            return (obligation(0, .settled(outcome, because: reason), nil), .neverOpened)
        case .passed:
            return nil
        }
    }

    /// Changes the obligation, or leaves it and answers why the change does not fit.
    ///
    /// A second opening is counted all the same: the remainder must show it.
    package mutating func apply(_ change: Change, _ event: RecordedEvent) -> Misfit? {
        switch (change, state) {
        case (.opened, _):
            openings += 1
            changed = event.position
            return .openedTwice
        case (.moved(let stage), .inFlight):
            state = .inFlight(stage)
        case (.settled(let outcome, let reason, let holder), .inFlight):
            settle(outcome, reason, event)
            self.holder = holder ?? self.holder
        case (.reopened(let stage), .settled):
            (state, since, holder) = (.inFlight(stage), event.recorded, nil)
        case (.resettled(let outcome, let reason), .settled):
            settle(outcome, reason, event)
        case (.passed(let holder), _):
            self.holder = holder
        case (.moved, .settled), (.settled, .settled):
            return .alreadySettled
        case (.reopened, .inFlight), (.resettled, .inFlight):
            return .notSettled
        }
        changed = event.position
        return refusedReason
    }

    private mutating func settle(
        _ outcome: Rules.Outcome, _ reason: String?, _ event: RecordedEvent
    ) {
        (state, since) = (.settled(outcome, because: reason), event.recorded)
    }

    private var refusedReason: Misfit? {
        guard case .settled(let outcome, let reason) = state else { return nil }
        return Rules.permits(outcome, because: reason) ? nil : .reasonRefused(reason)
    }
}

extension Obligation.Misfit: CustomStringConvertible {
    package var description: String {
        switch self {
        case .openedTwice: "was opened a second time"
        case .neverOpened: "was changed but never opened"
        case .alreadySettled: "was changed after it was settled"
        case .notSettled: "was to be opened again although it is in flight"
        case .reasonRefused(let reason):
            "was settled for a reason that does not exist: \(reason ?? "none")"
        }
    }
}
