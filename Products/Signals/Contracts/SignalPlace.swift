public import Events

/// Where a signal is: on its way, or at its one end.
public enum SignalPlace: Hashable, Sendable {
    /// On its way.
    case inFlight(FlightStage)
    /// At its end, until somebody releases it.
    case settled(SignalOutcome)
}

/// How far a signal on its way has come.
public enum FlightStage: String, Codable, CaseIterable, Hashable, Sendable {
    /// A record whose description is shortened and judged.
    case preparing
    /// Unread in the mailbox of its team, or at the safety filter.
    case buffered
    /// Cleared, and written or about to be written into a batch.
    case batched
    /// With the grouping of its team.
    case grouping
}

/// Where a signal ended.
public enum SignalOutcome: Hashable, Sendable {
    /// In a report.
    case assigned(ReportID)
    /// Nobody could act on it.
    case filtered(FilterReason)
    /// It would attack those who read it.
    case blocked(threatType: String)
    /// It could not be brought further.
    case dropped(DropReason)
}

extension SignalOutcome {
    /// The stored word.
    public var name: String {
        switch self {
        case .assigned: "assigned"
        case .filtered: "filtered"
        case .blocked: "blocked"
        case .dropped: "dropped"
        }
    }

    /// The reason within the outcome; nil for an assignment.
    public var reason: String? {
        switch self {
        case .assigned: nil
        case .filtered(let reason): reason.rawValue
        case .blocked(let threat): threat
        case .dropped(let reason): reason.rawValue
        }
    }
}

extension SignalPlace: CustomStringConvertible {
    /// The stage, or the outcome with its reason: `grouping`, `dropped(cleared)`.
    public var description: String {
        switch self {
        case .inFlight(let stage): stage.rawValue
        case .settled(let outcome):
            outcome.reason.map { "\(outcome.name)(\($0))" } ?? outcome.name
        }
    }

    /// The report that holds the signal.
    public var report: ReportID? {
        guard case .settled(.assigned(let report)) = self else { return nil }
        return report
    }

    /// Whether the signal is on its way.
    public var isInFlight: Bool {
        guard case .inFlight = self else { return false }
        return true
    }
}
