package import Events
package import SignalsContracts
package import SignalsDomain
package import Workflows

/// Loads, decides and appends: what the facade does on its own, and activities within their session.
package struct SignalsDecisions: Sendable {
    /// What is committed.
    private let store: any EventLog
    /// What decisions are read from: the store, or a session with its staged events on top.
    private let session: LogSession?
    private let client: any WorkflowClient
    private let cache: StateCache
    /// The workflow on whose behalf is decided.
    private let cause: String?

    /// Decides on the log itself.
    package init(store: any EventLog, client: any WorkflowClient, cache: StateCache = StateCache())
    {
        (self.store, self.client, self.cache) = (store, client, cache)
        (session, cause) = (nil, nil)
    }

    private init(_ other: SignalsDecisions, over session: LogSession) {
        (store, cache) = (other.store, other.cache)
        (self.session, client, cause) = (session, session, session.workflow)
    }

    /// Decides within an activity: everything commits with its completion, or not at all.
    package func over(_ session: LogSession) -> SignalsDecisions {
        SignalsDecisions(self, over: session)
    }

    /// What is read from: the session with its staged events, or what is committed.
    var log: any EventLog { session ?? store }

    func plan(_ team: TeamID, _ loaded: Loaded<TeamState>) -> Plan {
        Plan(team: team, epoch: loaded.state.epoch, cause: cause)
    }
}

// MARK: - Committing

/// Where a decision was written, or what made it a repetition.
package struct Committed: Hashable, Sendable {
    /// The first event appended; the state's own last event when nothing was.
    package var first: Position
    /// The last event appended; the state's own last event when nothing was.
    package var position: Position
    /// Whether anything was appended.
    package var changed: Bool
    /// The places of what was appended.
    private var placed: [Placed] = []

    init(unchanged seen: Position) {
        (first, position, changed) = (seen, seen, false)
    }

    init(_ result: AppendResult) {
        (position, changed, placed) = (result.position, true, result.events)
        first = result.events.first?.position ?? result.position
    }

    /// The place of a signal's acceptance; that of the first event for a signal of another commit.
    func place(of signal: SignalID) -> Position {
        placed.first { $0.id.value == signal.value }?.position ?? first
    }
}

extension SignalsDecisions {
    /// Decides, appends, and decides again on what others have written meanwhile.
    func commit<Answer>(
        _ stream: StreamName,
        _ decide: () async throws(SignalsError) -> (Plan, seen: Position, Answer)
    ) async throws(SignalsError) -> (Answer, Committed) {
        for _ in 0..<SignalsLimits.decisionAttemptsMax {
            let (plan, seen, answer) = try await decide()
            guard !plan.isEmpty else {
                return (answer, Committed(unchanged: seen))
            }
            guard let result = try await submit(plan) else { continue }
            return (answer, Committed(result))
        }
        throw .contended(stream)
    }

    /// Appends a plan; nil when others were faster, even with exactly the same events.
    private func submit(_ plan: Plan) async throws(SignalsError) -> AppendResult? {
        do {
            let result = try await client.submit(plan.request).append
            guard session == nil, !plan.isWritten(by: result) else { return result }
            return nil
        } catch {
            switch error {
            case .log(.conflict), .log(.idReused), .log(.partlyKnown), .busy: return nil
            case .log(let error): throw .log(error)
            case .mailboxFull(_, _, let retryAfter), .closing(_, let retryAfter):
                throw .refused(.busy(retryAfter: retryAfter))
            default: throw .workflow("\(error)")
            }
        }
    }
}

// MARK: - Loading

extension SignalsDecisions {
    /// The state of a team.
    package func team(_ id: TeamID) async throws(SignalsError) -> Loaded<TeamState> {
        try await load(SignalsStreams.team(id))
    }

    /// The state of a team that exists and is not being cleaned up.
    package func openTeam(_ id: TeamID) async throws(SignalsError) -> Loaded<TeamState> {
        let team = try await team(id)
        if let refusal = TeamGates.refusal(team.state) { throw .refused(refusal) }
        return team
    }

    /// The state of a report with all its signals, those of merged reports included.
    package func report(_ id: ReportID) async throws(SignalsError) -> Loaded<ReportState> {
        try await report(id, depth: 0)
    }

    private func report(
        _ id: ReportID, depth: Int
    ) async throws(SignalsError) -> Loaded<ReportState> {
        guard depth < SignalsLimits.mergeChainMax else {
            throw .unreadable("report \(id) was merged more often than can be followed")
        }
        return try await load(SignalsStreams.report(id)) { (fact, state) throws(SignalsError) in
            guard case .merged(let merger) = fact, merger.into == id else { return }
            state.absorb(try await report(merger.from, depth: depth + 1).state)
        }
    }

    /// The state of a signal by its own events.
    func ownSignal(_ id: SignalID) async throws(SignalsError) -> Loaded<SignalState> {
        try await load(SignalsStreams.signal(id))
    }

    private func load<State: StreamState>(
        _ stream: StreamName,
        _ follow: (State.Fact, inout State) async throws(SignalsError) -> Void = {
            (_, _) throws(SignalsError) in
        }
    ) async throws(SignalsError) -> Loaded<State> {
        var loaded = cache.state(of: stream, Loaded<State>.self) ?? Loaded<State>()
        let known = loaded.revision
        try await fold(stream, into: &loaded, from: store, follow)
        if loaded.revision != known { cache.keep(loaded, of: stream) }
        if let session { try await fold(stream, into: &loaded, from: session, follow) }
        return loaded
    }

    private func fold<State: StreamState>(
        _ stream: StreamName, into loaded: inout Loaded<State>, from log: any EventLog,
        _ follow: (State.Fact, inout State) async throws(SignalsError) -> Void
    ) async throws(SignalsError) {
        while true {
            let page = try await page(
                of: stream, from: loaded.revision.map(\.next) ?? .first, log)
            for event in page.events {
                loaded.take(event)
                guard let fact = try fact(event, State.Fact.self) else { continue }
                loaded.state.apply(fact)
                try await follow(fact, &loaded.state)
            }
            if page.isLast { return }
        }
    }

    private func fact<Fact: StreamFact>(
        _ event: RecordedEvent, _ type: Fact.Type
    ) throws(SignalsError) -> Fact? {
        do {
            return try Fact(recorded: event)
        } catch {
            throw .unreadable("\(error)")
        }
    }

    private func page(
        of stream: StreamName, from: Revision, _ log: any EventLog
    ) async throws(SignalsError) -> Page {
        do {
            return try await log.read(
                stream, from: from, .forward, limit: SignalsLimits.streamPageMax)
        } catch {
            throw .unreadable("\(error)")
        }
    }
}

extension Page {
    /// Whether nothing lies behind it: a page may also end early because of its bytes.
    fileprivate var isLast: Bool {
        events.count < SignalsLimits.streamPageMax
            && events.reduce(0) { $0 + $1.data.count } < SignalsLimits.streamPageBytes
    }
}
