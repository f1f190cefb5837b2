import Events
package import SignalsContracts

/// What the events of a signal amount to.
package struct SignalState: StreamState {
    /// What came through the door; nil for a signal that never did.
    package private(set) var accepted: SignalAccepted?
    /// The text that replaces a long description for judging.
    package private(set) var summary: String?
    /// Rises each time the signal is released.
    package private(set) var generation = 1
    /// Where it is.
    package private(set) var place = SignalPlace.inFlight(.buffered)
    /// Whether the safety filter or a person let it pass.
    package private(set) var isCleared = false
    /// How it came to its report.
    package private(set) var match: MatchMetadata?

    package init() {}

    /// What is judged and embedded.
    package var text: String { summary ?? accepted?.description ?? "" }

    /// The id; nil for a signal that never came through the door.
    package var id: SignalID? { accepted?.signalID }

    package mutating func apply(_ fact: SignalFact) {
        switch fact {
        case .accepted(let accepted):
            self.accepted = accepted
            place = .inFlight(accepted.importID == nil ? .buffered : .preparing)
        case .summarized(let fact): summary = fact.summary
        case .filtered(let fact): place = .settled(.filtered(fact.reason))
        case .cleared:
            isCleared = true
            place = .inFlight(.batched)
        case .blocked(let fact): place = .settled(.blocked(threatType: fact.threatType))
        case .assigned(let fact):
            place = .settled(.assigned(fact.reportID))
            (generation, match) = (fact.generation, fact.matchMetadata)
        case .released(let fact):
            release(fact.why, to: fact.generation)
            place = .inFlight(fact.stage)
        case .dropped(let fact): place = .settled(.dropped(fact.reason))
        }
    }

    /// Where the signal goes on when it is released: a blocked one that was reviewed needs grouping,
    /// not the same filter again.
    package func stageAfterRelease(_ why: ReleaseReason) -> FlightStage {
        if why == .reviewed, case .settled(.blocked) = place { return .grouping }
        return isCleared ? .grouping : .buffered
    }

    private mutating func release(_ why: ReleaseReason, to generation: Int) {
        let stage = stageAfterRelease(why)
        isCleared = stage == .grouping
        place = .inFlight(stage)
        self.generation = generation
        match = nil
    }
}

extension SignalState {
    /// Applies what happened to the report that holds the signal, which is one event of that report.
    package mutating func follow(_ fate: ReportFate, of report: ReportID) {
        guard place.report == report else { return }
        switch fate {
        case .live: break
        case .merged(let into): place = .settled(.assigned(into))
        case .deleted: place = .settled(.dropped(.reportDeleted))
        case .released: release(.reingested, to: generation + 1)
        }
    }

    /// Applies a split of the report that holds the signal.
    package mutating func move(from report: ReportID, to other: ReportID) {
        guard place.report == report else { return }
        place = .settled(.assigned(other))
    }

    /// Applies the end of the signal's epoch: what was still on its way is dropped.
    package mutating func closeEpoch() {
        if place.isInFlight { place = .settled(.dropped(.cleared)) }
    }
}

extension SignalAccepted {
    /// The id of the signal, which follows from what was accepted.
    package var signalID: SignalID {
        guard let key = idempotencyKey else {
            return SignalsIdentity.signal(
                team: team, epoch: epoch, source: source, sourceID: sourceID,
                description: description)
        }
        return SignalsIdentity.signal(team: team, epoch: epoch, key: key)
    }

    /// The fields in which a repetition differs from what was accepted first.
    package func differences(from first: SignalAccepted) -> [String] {
        var fields: [String] = []
        if source.product != first.source.product { fields.append("source_product") }
        if source.type != first.source.type { fields.append("source_type") }
        if sourceID != first.sourceID { fields.append("source_id") }
        if description != first.description { fields.append("description") }
        if weight != first.weight { fields.append("weight") }
        if !extra.says(first.extra) { fields.append("extra") }
        if remediation != first.remediation { fields.append("remediation") }
        if idempotencyKey != first.idempotencyKey { fields.append("idempotency_key") }
        if occurredAt != first.occurredAt { fields.append("occurred_at") }
        return fields
    }
}

extension JSONValue {
    /// Whether both would be stored as the same text: neither order of keys nor `1.0` for `1` counts.
    fileprivate func says(_ other: JSONValue) -> Bool {
        // What cannot be encoded was refused at the door; then the values themselves decide.
        guard let own = try? JSONCoding.encode(self), let others = try? JSONCoding.encode(other)
        else { return self == other }
        return own == others
    }
}
