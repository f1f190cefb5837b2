import Events
package import SignalsContracts

/// The status machine of a report: counting is always possible, moving only along a listed step.
package enum ReportDecider: Decider {
    package static let initial = ReportState()

    package static func evolve(_ state: ReportState, _ fact: ReportFact) -> ReportState {
        var next = state
        next.apply(fact)
        return next
    }

    package static func decide(
        _ command: ReportCommand, _ state: ReportState
    ) throws(SignalsError) -> [ReportFact] {
        if case .open(let opened) = command {
            return state.standing.opened == nil ? [.opened(opened)] : []
        }
        guard let opened = state.standing.opened, let id = state.standing.id else {
            throw .unreadable("the report was never opened: match the signal again")
        }
        let report = Known(id: id, team: opened.team, state: state, standing: state.standing)
        switch command {
        case .open, .add, .title, .promote, .record: return try report.collect(command)
        case .startResearch, .complete, .giveBack, .postpone, .interrupt, .fail:
            return try report.research(command)
        case .retry, .snooze, .dismiss, .restore, .resolve: return try report.manage(command)
        case .merge, .absorb, .split, .release, .delete: return try report.regroup(command)
        }
    }

    /// A report that was opened, while a command is decided.
    struct Known {
        let id: ReportID
        let team: TeamID
        let state: ReportState
        let standing: ReportStanding

        /// The facts, when the step is to be taken; none when the report is there already.
        func taking(
            _ step: StatusMachine.Step, _ facts: @autoclosure () -> [ReportFact]
        ) throws(SignalsError) -> [ReportFact] {
            try StatusMachine.takes(step, standing) ? facts() : []
        }
    }
}

extension ReportDecider.Known {
    func collect(_ command: ReportCommand) throws(SignalsError) -> [ReportFact] {
        switch command {
        case .add(let signal, let weight, let source):
            return try add(ReportSignalAdded(signalID: signal, weight: weight, source: source))
        case .title(let title, let summary):
            guard standing.status != .deleted,
                title != standing.title || summary != standing.summary
            else { return [] }
            return [.titled(ReportTitled(title: title, summary: summary))]
        case .promote: return try taking(.promote, [.promoted(promotion(of: standing))])
        case .record(let artefacts):
            guard standing.status != .deleted else { throw .reportGone(id) }
            return artefacts.map(recorded)
        default: return []
        }
    }

    /// A signal is counted once; a report that is gone, or was acted on, takes none.
    private func add(_ added: ReportSignalAdded) throws(SignalsError) -> [ReportFact] {
        guard standing.status != .deleted, standing.status != .resolved else {
            throw .reportGone(id)
        }
        guard state.member(added.signalID) == nil else { return [] }
        var next = standing
        next.apply(.signalAdded(added))
        guard PromotionPolicy.promotes(next) else { return [.signalAdded(added)] }
        return [.signalAdded(added), .promoted(promotion(of: next))]
    }

    func research(_ command: ReportCommand) throws(SignalsError) -> [ReportFact] {
        switch command {
        case .startResearch(let run):
            return try taking(.startResearch, [.researchStarted(ReportResearchStarted(run: run))])
        case .complete(let outcome, let artefacts, let seen):
            return try complete(outcome, artefacts, seen: seen)
        case .giveBack(let reason, let error):
            return try taking(
                .giveBack, [.returned(ReportReturned(reason: reason, error: error))])
        case .postpone(let reason): return try postpone(reason)
        case .interrupt(let run, let error): return interrupt(run, error)
        case .fail(let kind, let reason, let artefacts):
            let failed = ReportFailed(reportID: id, team: team, kind: kind, reason: reason)
            return try taking(.fail, artefacts.map(recorded) + [.failed(failed)])
        default: return []
        }
    }

    /// A candidate says once why it is not researched yet.
    private func postpone(_ reason: ReturnReason) throws(SignalsError) -> [ReportFact] {
        let returned = ReportFact.returned(ReportReturned(reason: reason))
        guard standing.status == .candidate else { return try taking(.giveBack, [returned]) }
        return standing.returned?.reason == reason ? [] : [returned]
    }

    /// Every run counts once; the last one that may be lost lets the report fail.
    private func interrupt(_ run: String, _ error: String) -> [ReportFact] {
        guard standing.isInResearch, !standing.interruptions.contains(run) else { return [] }
        guard standing.interruptions.count + 1 < SignalsLimits.interruptionsMax else {
            return [
                .failed(
                    ReportFailed(
                        reportID: id, team: team, kind: .infrastructure, reason: error))
            ]
        }
        return [.returned(ReportReturned(reason: .interrupted, error: error, run: run))]
    }

    private func complete(
        _ outcome: ResearchOutcome, _ artefacts: [Artefact], seen: Int?
    ) throws(SignalsError) -> [ReportFact] {
        if let seen, standing.status == .inProgress, standing.signalCount > seen {
            return [.returned(ReportReturned(reason: .lateSignals))]
        }
        let step: StatusMachine.Step
        let fact: ReportFact
        switch outcome {
        case .ready(let title, let summary):
            step = .finish
            fact = .ready(
                ReportReady(reportID: id, team: team, title: title, summary: summary))
        case .inputRequested(let title, let summary, let reason):
            step = .requestInput
            fact = .inputRequested(
                ReportInputRequested(
                    reportID: id, team: team, title: title, summary: summary, reason: reason))
        case .notActionable(let explanation):
            step = .reset
            fact = .reset(ReportReset(reason: explanation))
        }
        return try taking(step, artefacts.map(recorded) + [fact])
    }

    func manage(_ command: ReportCommand) throws(SignalsError) -> [ReportFact] {
        switch command {
        case .retry(let origin, let reviewed, let repository, let answer):
            if standing.status == .failed, standing.failureKind == .judged, !reviewed {
                throw .reviewRequired(id)
            }
            return try taking(
                .retry,
                [.retried(ReportRetried(by: origin, repository: repository, answer: answer))])
        case .snooze(let signals):
            return try taking(.snooze, [.snoozed(ReportSnoozed(signals: signals))])
        case .dismiss(let dismissal): return try dismiss(dismissal)
        case .restore(let note):
            return try taking(.restore, [.restored(ReportRestored(note: note))])
        case .resolve(let origin, let note):
            return try taking(.resolve, [.resolved(ReportResolved(origin: origin, note: note))])
        default: return []
        }
    }

    private func dismiss(_ dismissal: Dismissal) throws(SignalsError) -> [ReportFact] {
        if dismissal.reason == .duplicate, dismissal.duplicateOf == nil {
            throw .invalidArgument("duplicate_of", "a duplicate needs the id of the other report")
        }
        guard dismissal.duplicateOf != id else {
            throw .invalidArgument("duplicate_of", "a report is not a duplicate of itself")
        }
        let suppressed = ReportSuppressed(
            reason: dismissal.reason, origin: dismissal.origin, note: dismissal.note,
            duplicateOf: dismissal.duplicateOf)
        return try taking(.suppress, [.suppressed(suppressed), recorded(.dismissal(dismissal))])
    }

    func regroup(_ command: ReportCommand) throws(SignalsError) -> [ReportFact] {
        switch command {
        case .merge(let target):
            if standing.fate == .merged(into: target) { return [] }
            guard target != id else {
                throw .invalidArgument("into", "a report cannot be merged into itself")
            }
            try refuseIfGone()
            return [.merged(merger(into: target))]
        case .absorb(let merger):
            guard standing.status != .resolved else {
                throw .invalidStatusTransition(id, from: .resolved, to: .potential)
            }
            try refuseIfGone()
            return promoting([.merged(merger)])
        case .split(let signals, let target): return try split(signals, into: target)
        case .release(let why):
            if standing.fate == .released { return [] }
            try refuseIfGone()
            return [.released(ReportReleased(why: why))]
        case .delete(let why):
            return try taking(.remove, [.deleted(ReportDeleted(why: why))])
        default: return []
        }
    }

    private func split(
        _ signals: [SignalID], into target: ReportID
    ) throws(SignalsError) -> [ReportFact] {
        try refuseIfGone()
        var weight = Weight.zero
        for signal in signals {
            guard let member = state.member(signal) else {
                throw .signalElsewhere(signal, is: "elsewhere", needed: "in report \(id)")
            }
            if member.counts { weight = weight + member.weight }
        }
        guard signals.count < standing.signalCount else {
            throw .invalidArgument("signals", "a split leaves at least one signal behind")
        }
        return [.split(ReportSplit(signals: signals, into: target, weight: weight))]
    }

    private func refuseIfGone() throws(SignalsError) {
        guard standing.status != .deleted else {
            throw .invalidStatusTransition(id, from: .deleted, to: .deleted)
        }
    }

    private func merger(into target: ReportID) -> ReportMerged {
        ReportMerged(
            from: id, into: target, signalCount: standing.signalCount,
            totalWeight: standing.totalWeight)
    }

    /// Adds the promotion that the facts lead to.
    private func promoting(_ facts: [ReportFact]) -> [ReportFact] {
        let next = facts.reduce(into: standing) { $0.apply($1) }
        return PromotionPolicy.promotes(next) ? facts + [.promoted(promotion(of: next))] : facts
    }

    private func promotion(of report: ReportStanding) -> ReportPromoted {
        ReportPromoted(signalCount: report.signalCount, totalWeight: report.totalWeight)
    }

    private func recorded(_ artefact: Artefact) -> ReportFact {
        .artefactRecorded(ReportArtefactRecorded(artefact: artefact))
    }
}
