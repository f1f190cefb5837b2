import Events
import Projections
import SignalsContracts
import SignalsDomain

/// What is said about a settled signal, beside its outcome and reason.
struct SettlementDetail: Codable {
    var fragment: String?
    var explanation: String?
    var error: String?
    var attempts: Int?
}

extension InboxProjection {
    func apply(
        _ fact: SignalFact, _ event: RecordedEvent, to view: any ViewTransaction
    ) throws {
        switch fact {
        case .accepted(let fact): try insert(fact, event, into: view)
        case .summarized: break
        case .cleared: try move(to: .batched, event, in: view)
        case .released(let fact):
            try move(to: fact.stage, generation: fact.generation, event, in: view)
        case .assigned(let fact): try assign(fact, event, in: view)
        case .filtered(let fact):
            try settle(
                .filtered(fact.reason), SettlementDetail(explanation: fact.explanation), event,
                in: view)
        case .blocked(let fact):
            try settle(
                .blocked(threatType: fact.threatType),
                SettlementDetail(fragment: fact.fragment, explanation: fact.explanation), event,
                in: view)
        case .dropped(let fact):
            try settle(
                .dropped(fact.reason),
                SettlementDetail(error: fact.error, attempts: fact.attempts), event, in: view)
        }
    }

    private func insert(
        _ fact: SignalAccepted, _ event: RecordedEvent, into view: any ViewTransaction
    ) throws {
        let stage = fact.importID == nil ? FlightStage.buffered : .preparing
        try view.execute(
            """
            INSERT INTO {signals} (id, team, epoch, product, type, source_id, weight, description,
                accepted, accepted_at, occurred_at, import, stage, changed, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(event.stream.id), ViewValue(fact.team.number), ViewValue(fact.epoch),
                .text(fact.source.product), .text(fact.source.type), .text(fact.sourceID),
                ViewValue(fact.weight.thousandths), .text(fact.description),
                ViewValue(event.position), ViewValue(event.recorded), ViewValue(fact.occurredAt),
                ViewValue(fact.importID), .text(stage.rawValue), ViewValue(event.position),
                ViewValue(event.recorded),
            ])
    }

    private func move(
        to stage: FlightStage, generation: Int? = nil, _ event: RecordedEvent,
        in view: any ViewTransaction
    ) throws {
        try view.execute(
            """
            UPDATE {signals} SET stage = ?, outcome = NULL, reason = NULL, report = NULL,
                match = NULL, detail = NULL, generation = coalesce(?, generation), changed = ?,
                changed_at = ?
            WHERE id = ?
            """,
            [
                .text(stage.rawValue), ViewValue(generation), ViewValue(event.position),
                ViewValue(event.recorded), .text(event.stream.id),
            ])
    }

    private func settle(
        _ outcome: SignalOutcome, _ detail: SettlementDetail, _ event: RecordedEvent,
        in view: any ViewTransaction
    ) throws {
        try view.execute(
            """
            UPDATE {signals} SET stage = NULL, outcome = ?, reason = ?, report = NULL,
                detail = ?, changed = ?, changed_at = ?
            WHERE id = ?
            """,
            [
                .text(outcome.name), ViewValue(outcome.reason), try .json(detail),
                ViewValue(event.position), ViewValue(event.recorded), .text(event.stream.id),
            ])
    }

    private func assign(
        _ fact: SignalAssigned, _ event: RecordedEvent, in view: any ViewTransaction
    ) throws {
        try view.execute(
            """
            UPDATE {signals} SET stage = NULL, outcome = 'assigned', reason = NULL, report = ?,
                match = ?, generation = ?, changed = ?, changed_at = ?
            WHERE id = ?
            """,
            [
                ViewValue(fact.reportID), try .json(fact.matchMetadata),
                ViewValue(fact.generation), ViewValue(event.position),
                ViewValue(event.recorded), .text(event.stream.id),
            ])
    }
}
