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
        let searches = index.signals.searches(
            [.init(text: text, vector: vector)], excluding: input.signal)
        return SearchHits(
            hits: searches.flatMap(\.candidates).map {
                .init(signal: $0.signalID, distance: $0.distance)
            })
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
    /// The newest live signal of each source, sources in their order.
    fileprivate var examples: [QueriesStep.Example] {
        newest.keys.sorted().compactMap { source in
            newest[source].flatMap { signals.text(of: $0) }.map { .init(source: source, text: $0) }
        }
    }
}
