import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing

@testable import SignalsWorkflows

@Suite(.timeLimit(.minutes(10))) struct `A cleanup under way` {
    private static let texts = (0..<6).map(Tickets.lone)

    @Test func `S21 leaves no candidate of the old epoch, and takes the same signals again`()
        async throws
    {
        let pipeline = try await Pipeline()
        let old = try await pipeline.accept(Self.texts)
        await pipeline.host.settle()
        _ = try await pipeline.signals.cleanup(team: pipeline.team)
        await pipeline.host.settle()
        #expect(try await pipeline.signals.reports(team: pipeline.team).results.isEmpty)
        #expect(try await pipeline.signals.ledger(team: pipeline.team).total.accepted == 0)

        let new = try await pipeline.accept(Self.texts)
        #expect(Set(new).isDisjoint(with: old))
        await pipeline.host.settle()
        let assignments = try await pipeline.assignments()
        for id in new { #expect(assignments[id] == 1) }
        for id in new {
            let metadata = "\(try await pipeline.match(of: id) as Any)"
            for stale in old { #expect(!metadata.contains("\(stale)")) }
        }
        try await pipeline.balancedAccount()
        await pipeline.host.stop()
    }

    /// `SIGNALS_CLEANUP_STEP=1` begins it before every commit in turn.
    @Test func `S21 ends every run first, and nothing of the old epoch is written afterwards`()
        async throws
    {
        let straight = try await Pipeline()
        let before = straight.host.store.commits
        let whole = try #require(Weight(1))
        for (number, text) in Self.texts.enumerated() {
            try await straight.emit(text, id: "\(number)", weight: whole)
        }
        await straight.host.settle()
        let commits = straight.host.store.commits - before
        await straight.host.stop()

        let step = Tickets.size("SIGNALS_CLEANUP_STEP", byDefault: 9)
        var begun = 0
        for commit in stride(from: 7, through: commits, by: step) {
            let pipeline = try await Pipeline()
            let (store, team) = (pipeline.host.store, pipeline.team)
            let other = try await pipeline.otherDoor()
            store.interrupt(atCommit: store.commits + commit) {
                do {
                    _ = try await other.cleanup(team: team)
                } catch {
                    Issue.record("\(error)")
                }
            }
            for (number, text) in Self.texts.enumerated() {
                try await pipeline.emit(text, id: "\(number)", weight: whole)
            }
            await pipeline.host.advance(by: .seconds(300))
            let events = try await pipeline.events()
            // A run may come to its end in fewer commits; then nothing has begun.
            if events.contains(where: { $0.type == TeamSignalsClearing.type }) {
                begun += 1
                try await expectClosed(pipeline, events, "begun before commit \(commit)")
            }
            await pipeline.host.stop()
        }
        #expect(begun * step > commits / 2)
    }

    private func expectClosed(
        _ pipeline: Pipeline, _ events: [RecordedEvent], _ hint: Comment
    ) async throws {
        var isCleared = false
        var open: Set<String> = []
        for event in events {
            switch event.type {
            case TeamSignalsCleared.type:
                isCleared = true
                let others = open.filter { !$0.contains("signals-cleanup") }
                #expect(others.isEmpty, hint)
            default:
                if event.type.text == "workflow.run-started" { open.insert(event.stream.text) }
                if event.type.text == "workflow.run-closed" {
                    let data = String(decoding: event.data, as: UTF8.self)
                    if !data.contains("continuedAsNew") { open.remove(event.stream.text) }
                }
                guard isCleared, event.stream.category != SignalsStreams.teams else { continue }
                #expect(event.metadata[Metadata.Names.epoch] != "1", hint)
            }
        }
        #expect(isCleared, hint)
        #expect(try await pipeline.signals.team(pipeline.team).epoch == 2, hint)
        try await pipeline.balancedAccount()
    }
}
