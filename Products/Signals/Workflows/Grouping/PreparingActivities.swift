import BlobStore
import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Reads the signals of a batch; a batch without an object is in its letter alone.
struct ReadBatch: Activity {
    let desk: SignalsDesk

    func run(_ input: BatchStep, _ context: ActivityContext) async throws -> [SubmittedSignal] {
        let key = input.batch.objectKey
        guard !key.isEmpty else { return input.batch.signals }
        guard key.hasPrefix(BatchObjects.prefix),
            let bytes = [UInt8](hexadecimal: key.utf8.dropFirst(BatchObjects.prefix.utf8.count)),
            let digest = SHA256Digest(bytes: bytes)
        else {
            throw ApplicationFailure("'\(key)' names no batch", type: "BatchUnreadable")
        }
        let batch = try await desk.blobs.get(digest)
        return try JSONCoding.decode([SubmittedSignal].self, from: batch)
    }
}

/// Fixes the place of the log at which a round looks at the team's other signals.
struct BeginRound: Activity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ context: ActivityContext) async throws -> RoundStart {
        RoundStart(position: try await desk.store.head().position)
    }
}

/// Embeds a signal; the vector is kept by content and named, not stored in the history.
struct EmbedSignal: Activity {
    let desk: SignalsDesk

    func run(_ input: SignalStep, _ context: ActivityContext) async throws -> EmbeddedText {
        let standing = try await desk.waiting(input)
        let text = standing?.state.text ?? ""
        let vector = try await desk.vectors.vector(of: text)
        return EmbeddedText(
            dimensions: vector.count, content: SHA256.hash(text).description)
    }
}

/// Turns a signal into the queries that its round searches with.
struct GenerateQueries: Activity {
    let desk: SignalsDesk

    func run(_ input: RoundStep, _ context: ActivityContext) async throws -> [String] {
        let step = SignalStep(team: input.team, signal: input.signal)
        guard let standing = try await desk.waiting(step) else { return [] }
        let text = standing.state.text
        let index = try await desk.indexes.index(of: input.team, at: input.position)
        let question = QueriesStep.Question(
            description: text, examples: index.examples,
            frequencies: index.signals.frequencies(of: text))
        return try await desk.judges.answer(question, as: QueriesStep.self).answer.queries
    }
}

/// Searches the team's live signals as of the round's beginning.
struct SearchSignals: Activity {
    let desk: SignalsDesk

    func run(_ input: SearchInput, _ context: ActivityContext) async throws -> SearchHits {
        var text = input.query ?? ""
        if input.query == nil {
            let standings = try await desk.decisions.standings(
                of: [input.signal], team: input.team)
            text = standings.first?.state.text ?? ""
        }
        let vector = try await desk.vectors.vector(of: text)
        let index = try await desk.indexes.index(of: input.team, at: input.position)
        return index.hits(
            .init(text: text, vector: vector), excluding: input.signal,
            since: try await windowStart(input))
    }

    /// From when on signals are found; nil where the team has set no window.
    ///
    /// It is counted from the arrival of the signal that is placed, so that a retry finds the same.
    private func windowStart(_ input: SearchInput) async throws -> Timestamp? {
        let team = try await desk.decisions.team(input.team).state
        guard let days = team.settings?.matchWindowDays, days > 0 else { return nil }
        let standings = try await desk.decisions.standings(of: [input.signal], team: input.team)
        return standings.first?.accepted.map { $0.recorded - .seconds(86_400 * days) }
    }
}

/// Confirms that searches see what the round has assigned.
struct WaitUntilVisible: Activity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ context: ActivityContext) async throws -> Visibility {
        let began = context.now
        let head = try await desk.store.head().position
        _ = try await desk.indexes.index(of: input.team, at: head)
        let waited = context.now - began
        return Visibility(
            visible: true, waitedMilliseconds: Int(waited.microseconds / 1_000))
    }
}

extension TeamIndex {
    /// The list of one search; what came before `start` is not in it.
    fileprivate func hits(
        _ query: SignalIndex.Query, excluding excluded: SignalID, since start: Timestamp?
    ) -> SearchHits {
        let depth = start == nil ? JudgeLimits.candidatesMax : signals.count
        let found = signals.searches([query], excluding: excluded, limit: max(depth, 1))
            .flatMap(\.candidates)
        let recent = found.filter { candidate in
            guard let start, let time = accepted[candidate.signalID] else { return true }
            return time >= start
        }
        return SearchHits(
            hits: recent.prefix(JudgeLimits.candidatesMax).map {
                .init(signal: $0.signalID, distance: $0.distance)
            })
    }

    /// The newest live signal of each source, sources in their order.
    fileprivate var examples: [QueriesStep.Example] {
        newest.keys.sorted().compactMap { source in
            newest[source].flatMap { signals.text(of: $0) }.map { .init(source: source, text: $0) }
        }
    }
}
