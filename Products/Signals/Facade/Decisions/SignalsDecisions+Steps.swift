import Events
package import SignalsContracts
package import SignalsDomain
import Workflows

/// A step of the pipeline that concerns one signal.
package typealias SignalCommand = SignalDecider.Command

extension SignalsDecisions {
    /// Takes one step with a signal and says where it is then; one that is settled stays there.
    ///
    /// A signal of an epoch that is over counts as dropped, and gets no event.
    @discardableResult
    package func step(
        _ signal: SignalID, of team: TeamID, _ command: SignalCommand
    ) async throws(SignalsError) -> SignalPlace {
        try await steps([signal], of: team, command)[0]
    }

    /// Takes the same step with several signals in one commit.
    @discardableResult
    package func steps(
        _ signals: [SignalID], of team: TeamID, _ command: SignalCommand
    ) async throws(SignalsError) -> [SignalPlace] {
        try await commit(SignalsStreams.team(team)) {
            () async throws(SignalsError) -> (Plan, Position, [SignalPlace]) in
            let (loaded, fence) = try await fencedTeam(team)
            var plan = plan(team, loaded)
            var places: [SignalPlace] = []
            for id in signals {
                let standing = try await signal(id, of: team, loaded)
                let facts = try SignalDecider.decide(command, standing.state)
                try plan.append(facts, to: SignalsStreams.signal(id), after: standing.own)
                if !facts.isEmpty { plan.rest(on: standing) }
                places.append(facts.reduce(into: standing.state) { $0.apply($1) }.place)
            }
            plan.rest(on: fence)
            return (plan, loaded.last, places)
        }.0
    }

    /// Hands a signal that is on its way to the team's buffer, with the run that traces it.
    ///
    /// - Returns: Whether it was handed on; a signal that is settled is not.
    @discardableResult
    package func submit(
        _ signal: SignalID, of team: TeamID
    ) async throws(SignalsError) -> SignalPlace {
        try await commit(SignalsStreams.signal(signal)) {
            () async throws(SignalsError) -> (Plan, Position, SignalPlace) in
            let (loaded, fence) = try await fencedTeam(team)
            let standing = try await self.signal(signal, of: team, loaded)
            var plan = plan(team, loaded)
            if standing.state.place.isInFlight {
                try plan.deliver(standing.state, loaded.state)
                plan.rest(on: fence)
            }
            return (plan, standing.own.last, standing.state.place)
        }.0
    }

    /// The signals in the order given, each as it stands.
    package func standings(
        of signals: [SignalID], team: TeamID
    ) async throws(SignalsError) -> [SignalStanding] {
        let loaded = try await self.team(team)
        var standings: [SignalStanding] = []
        for id in signals { standings.append(try await signal(id, of: team, loaded)) }
        return standings
    }

    /// The signals that a report holds, in the order of their acceptance.
    package func members(
        of report: ReportID, team: TeamID
    ) async throws(SignalsError) -> [SignalStanding] {
        let ids = try await self.report(report).state.members
        let standings = try await standings(of: ids, team: team)
        return standings.sorted { left, right in
            (left.accepted?.position ?? .start) < (right.accepted?.position ?? .start)
        }
    }
}

extension Plan {
    /// Adds a signal's way into the buffer, and the run that marks its delivery.
    mutating func deliver(
        _ signal: SignalState, _ team: TeamState, mailbox limit: Int? = nil
    ) throws(SignalsError) {
        guard let accepted = signal.accepted, let id = signal.id else { return }
        let buffer = SignalFlows.buffer(mailbox: limit)
        let request = "\(id)/\(signal.generation)"
        let letter = SubmittedSignal(
            signal: id, generation: signal.generation, sourceID: accepted.sourceID)
        try ask { () throws(WorkflowError) in
            try .signalWithStart(
                buffer, id: SignalFlows.bufferID(accepted.team),
                TeamInput(team: accepted.team), buffer.submit, letter, requestID: request)
        }
        guard team.settings?.emitterTrace == .on else { return }
        try ask { () throws(WorkflowError) in
            try .start(
                SignalFlows.emitter, id: SignalFlows.emitterID(accepted.team, id),
                SignalInput(team: accepted.team, signal: id),
                options: StartOptions(conflict: .useExisting), requestID: request)
        }
    }

    /// Adds the way of released signals: to the grouping where they were cleared, else to the buffer.
    mutating func deliverAgain(
        _ signals: [SignalState], _ team: TeamState, _ id: TeamID
    ) throws(SignalsError) {
        var cleared: [SubmittedSignal] = []
        for signal in signals {
            guard let accepted = signal.accepted, let id = signal.id else { continue }
            guard signal.isCleared else {
                try deliver(signal, team)
                continue
            }
            cleared.append(
                SubmittedSignal(
                    signal: id, generation: signal.generation, sourceID: accepted.sourceID))
        }
        guard !cleared.isEmpty else { return }
        try regroup(cleared, id, team.pausedUntil)
    }

    /// Adds a batch that is in the log alone: it has no object, its signals are read from their streams.
    mutating func regroup(
        _ signals: [SubmittedSignal], _ team: TeamID, _ pausedUntil: Timestamp?
    ) throws(SignalsError) {
        let batch = SubmittedBatch(
            objectKey: "", signalCount: signals.count, pendingBehind: 0, signals: signals)
        let first = signals.first.map { "\($0.signal)/\($0.generation)/\(signals.count)" }
        try ask { () throws(WorkflowError) in
            try .signalWithStart(
                SignalFlows.grouping, id: SignalFlows.groupingID(team),
                GroupingInput(team: team, pausedUntil: pausedUntil), SignalFlows.submitBatch,
                batch, requestID: first)
        }
    }

    /// Adds the start of a report's research, or the news that the report has grown.
    mutating func research(
        _ report: ReportID, _ team: TeamID, request: String?
    ) throws(SignalsError) {
        try ask { () throws(WorkflowError) in
            try .signalWithStart(
                SignalFlows.summary, id: SignalFlows.summaryID(team, report),
                ReportInput(team: team, report: report), SignalFlows.signalsAdded, NoValue(),
                requestID: request)
        }
    }
}

extension SignalFlows {
    /// The buffer, with another bound of its mailbox where one is given.
    static func buffer(mailbox limit: Int?) -> WorkflowReference<TeamInput, NoValue> {
        guard let limit else { return buffer }
        return WorkflowReference(buffer.name, queue: queue, mailbox: .bounded(limit))
    }
}

extension WorkflowReference where Input == TeamInput, Output == NoValue {
    /// The letter that hands a signal to this buffer.
    fileprivate var submit: SignalReference<SubmittedSignal> {
        signal(SignalFlows.submitSignal.name, of: SubmittedSignal.self)
    }
}
