import Events
import SignalsContracts
import SignalsDomain

/// An import while it is taken in: what the records are, and what became of them so far.
struct ImportRun: Sendable {
    let source: SourcePair
    let team: TeamID
    let id: ImportID
    let epoch: Int
    /// The records that can become signals, in their order.
    private(set) var drafts: [SignalAccepted] = []
    /// The answer to each draft, as far as there is one.
    private(set) var receipts: [Receipt] = []
    private(set) var closedAt: Position?
    private var counts = ImportCounts()
    private var malformed: [RecordProblem] = []

    init(source: SourcePair, team: TeamID, id: ImportID, epoch: Int) {
        (self.source, self.team, self.id, self.epoch) = (source, team, id, epoch)
    }

    /// Whether any record became a signal.
    var hasAccepted: Bool { counts.accepted > 0 }

    /// The drafts in pieces of one commit each.
    var pages: [Range<Int>] {
        stride(from: 0, to: drafts.count, by: SignalsLimits.commitSignalsMax).map { start in
            start..<min(start + SignalsLimits.commitSignalsMax, drafts.count)
        }
    }

    /// The event that closes the import.
    var closing: RecordsImported {
        RecordsImported(importID: id, source: source, counts: counts)
    }

    func receipt(at position: Position) -> ImportReceipt {
        ImportReceipt(
            importID: id, counts: counts, receipts: receipts, malformed: malformed,
            position: position)
    }
}

extension ImportRun {
    /// Sorts the records into those that can become signals and all others.
    mutating func read(_ request: ImportRecords, now: Timestamp) {
        counts.read = request.records.count
        let limit = RecordReading.recordsMax(of: source)
        for (index, record) in request.records.enumerated() {
            guard drafts.count < limit else {
                counts.skipped["over_limit", default: 0] += 1
                continue
            }
            switch RecordReading(record, of: source, request.filter, now: now) {
            case .skipped(let reason): counts.skipped[reason, default: 0] += 1
            case .malformed(let reason): note(reason, at: index)
            case .signal(var signal):
                signal.weight = request.weight ?? signal.weight
                do {
                    drafts.append(
                        try SignalDraft.acceptance(
                            of: signal, team: team, epoch: epoch, importID: id))
                } catch {
                    note("\(error)", at: index)
                }
            }
        }
    }

    private mutating func note(_ reason: String, at index: Int) {
        counts.malformed += 1
        malformed.append(RecordProblem(index: index + 1, reason: reason))
    }

    /// Answers the drafts of a page and plans those that are new.
    mutating func admit(
        _ page: Range<Int>, _ loaded: Loaded<TeamState>, _ plan: inout Plan,
        _ decisions: SignalsDecisions
    ) async throws(SignalsError) -> [SignalAccepted] {
        var accepted: [SignalAccepted] = []
        for draft in drafts[page] {
            if let refusal = TeamGates.refusal(of: source, loaded.state) {
                counts.refused[refusal.code, default: 0] += 1
                receipts.append(.refused(refusal))
                continue
            }
            let id = draft.signalID
            let known = try await decisions.ownSignal(id)
            if let first = known.state.accepted, let place = known.first {
                counts.duplicate += 1
                receipts.append(
                    .duplicate(id, at: place.position, differs: draft.differences(from: first)))
            } else if accepted.contains(where: { $0.signalID == id }) {
                counts.duplicate += 1
                receipts.append(.duplicate(id, at: .start, differs: []))
            } else {
                let facts = try SignalDecider.decide(.accept(draft), known.state)
                try plan.append(facts, to: SignalsStreams.signal(id), after: known)
                counts.accepted += 1
                accepted.append(draft)
                receipts.append(.accepted(id, at: .start))
            }
        }
        return accepted
    }

    /// Plans the closing event, which adds up with everything that the same commit accepts.
    mutating func close(
        _ plan: inout Plan, _ loaded: Loaded<TeamState>
    ) throws(SignalsError) {
        let facts = try TeamDecider.decide(.recordImport(closing), loaded.state)
        try plan.append(facts, to: SignalsStreams.team(team), after: loaded)
        closedAt = .start
    }

    /// Takes over where a commit was written.
    mutating func place(_ committed: Committed) {
        receipts = receipts.map { receipt in
            switch receipt {
            case .accepted(let id, .start): .accepted(id, at: committed.place(of: id))
            case .duplicate(let id, .start, let fields):
                .duplicate(id, at: committed.place(of: id), differs: fields)
            default: receipt
            }
        }
        if closedAt != nil { closedAt = committed.position }
    }
}
