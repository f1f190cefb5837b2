import Events
public import SignalsContracts
import SignalsDomain
import Workflows

extension Signals {
    /// Takes the records of a source in as signals that are still to be found actionable.
    ///
    /// Repeating an import that was cut off accepts what is missing; nothing is accepted twice.
    /// - Throws: A refusal of the team itself; what is wrong with a record is in the receipt.
    public func importRecords(
        _ request: ImportRecords, team: TeamID
    ) async throws(SignalsError) -> ImportReceipt {
        let limit = SignalsLimits.importRecordsMax
        guard request.records.count <= limit else {
            throw .invalidArgument("records", "an import has at most \(limit)")
        }
        guard SourceRule.of(request.source) != nil else { throw .unknownSource(request.source) }
        let loaded = try await decisions.openTeam(team)
        var run = ImportRun(
            source: request.source, team: team, id: request.id(team, loaded.state.epoch),
            epoch: loaded.state.epoch)
        run.read(request, now: time.now())
        for page in run.pages { try await accept(page, &run) }
        let position = try await close(&run)
        return run.receipt(at: position)
    }

    /// Accepts a page of records in one commit, with the letter that hands them to their workflow.
    private func accept(_ page: Range<Int>, _ run: inout ImportRun) async throws(SignalsError) {
        let (before, isLast) = (run, page.upperBound == run.drafts.count)
        let (after, committed) = try await decisions.commit(SignalsStreams.team(run.team)) {
            () async throws(SignalsError) -> (Plan, Position, ImportRun) in
            var next = before
            let loaded = try await decisions.openTeam(before.team)
            var plan = decisions.plan(before.team, loaded)
            let accepted = try await next.admit(page, loaded, &plan, decisions)
            if !accepted.isEmpty || (isLast && next.hasAccepted) {
                try plan.mail(accepted, of: next, isLast: isLast)
            }
            if isLast {
                try next.close(&plan, loaded)
            } else if !plan.isEmpty {
                plan.check(SignalsStreams.team(before.team), loaded)
            }
            return (plan, loaded.last, next)
        }
        run = after
        run.place(committed)
        for case .refused(let refusal) in run.receipts[page] { refused(refusal, run.team) }
    }

    /// Closes an import that has no record to accept.
    private func close(_ run: inout ImportRun) async throws(SignalsError) -> Position {
        if let position = run.closedAt { return position }
        let fact = run.closing
        return try await decisions.step(run.team, .recordImport(fact)).position
    }
}

extension ImportRecords {
    fileprivate func id(_ team: TeamID, _ epoch: Int) -> ImportID {
        importID
            ?? SignalsIdentity.importing(
                team: team, epoch: epoch, source: source,
                records: SHA256.hash(JSONValue.array(records).bytes()))
    }
}

extension Plan {
    /// Adds the letter that hands accepted records to their workflow.
    fileprivate mutating func mail(
        _ accepted: [SignalAccepted], of run: ImportRun, isLast: Bool
    ) throws(SignalsError) {
        let records = accepted.map { accepted in
            SubmittedRecord(
                signal: SubmittedSignal(
                    signal: accepted.signalID, generation: 1, sourceID: accepted.sourceID),
                descriptionCharacters: accepted.description.count)
        }
        let input = ImportInput(team: run.team, source: run.source, importID: run.id)
        try ask { () throws(WorkflowError) in
            try .signalWithStart(
                SignalFlows.importing,
                id: SignalFlows.importingID(run.team, run.source, run.id), input,
                SignalFlows.submitRecords, SubmittedRecords(records: records, isLast: isLast))
        }
    }
}
