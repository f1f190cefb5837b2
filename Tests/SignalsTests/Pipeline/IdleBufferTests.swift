import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import WorkflowRuntime
import Workflows

@testable import SignalsWorkflows

@Suite(.timeLimit(.minutes(60))) struct `A signal that comes around continue-as-new` {
    /// A pipeline that continues as new after every flush and every round, and its first commit.
    private func pipeline(seed: UInt64 = 1) async throws -> (Pipeline, commits: Int) {
        let pipeline = try await Pipeline(preset: .compatible, seed: seed)
        await pipeline.host.settle()
        return (pipeline, pipeline.host.store.commits)
    }

    /// Signals that are handed in by another process, just before certain commits of this one.
    private func plan(_ places: [Int], _ pipeline: Pipeline) async throws {
        let store = pipeline.host.store
        let other = try await pipeline.otherDoor()
        for (number, place) in places.enumerated() {
            let ticket = Pipeline.ticket(Tickets.lone(100 + number), id: "late \(number)")
            let team = pipeline.team
            store.interrupt(atCommit: place) {
                do {
                    _ = try await other.emit(ticket, team: team)
                } catch {
                    Issue.record("\(error)")
                }
            }
        }
    }

    private func expectAllAssignedOnce(_ pipeline: Pipeline, _ hint: String) async throws {
        let accepted = try await pipeline.events().filter { $0.type == SignalAccepted.type }
        let assignments = try await pipeline.assignments()
        for event in accepted {
            let signal = SignalID(event.id.value)
            #expect(assignments[signal] == 1, "\(signal): \(hint)")
        }
        #expect(try await pipeline.balancedAccount().inFlight == 0, "\(hint)")
        let size = try await pipeline.host.client.query(
            SignalFlows.bufferSize, id: SignalFlows.bufferID(pipeline.team))
        #expect(size == 0, "\(hint)")
    }

    @Test func `S7 is assigned once, before whichever commit it comes`() async throws {
        let (straight, before) = try await pipeline()
        try await straight.emit(Tickets.lone(1), id: "first")
        await straight.host.advance(by: .seconds(120))
        let commits = straight.host.store.commits - before
        #expect(commits > 10)
        await straight.host.stop()

        for place in 1...commits {
            let (pipeline, before) = try await pipeline()
            try await plan([before + place], pipeline)
            try await pipeline.emit(Tickets.lone(1), id: "first")
            await pipeline.host.advance(by: .seconds(120))
            try await expectAllAssignedOnce(pipeline, "before commit \(place)")
            await pipeline.host.stop()
        }
    }

    /// `SIGNALS_IDLE_SEEDS=10000` tries that many; `SIGNALS_IDLE_FIRST=N` begins at N.
    @Test func `S7 loses none and doubles none of several, whatever the seed`() async throws {
        let first = Tickets.size("SIGNALS_IDLE_FIRST", byDefault: 1)
        let count = Tickets.size("SIGNALS_IDLE_SEEDS", byDefault: 25)
        var renewals = 0
        for seed in first..<(first + count) {
            let random = SeededRandom(seed: UInt64(seed), name: "idle")
            let (pipeline, before) = try await pipeline(seed: UInt64(seed))
            let places = (0..<(1 + random.below(6))).map { _ in before + 1 + random.below(60) }
            try await plan(places.sorted(), pipeline)
            for number in 0...random.below(3) {
                try await pipeline.emit(Tickets.lone(number), id: "\(number)")
                await pipeline.host.advance(by: .milliseconds(random.below(12_000)))
            }
            await pipeline.host.advance(by: .seconds(200))
            let hint =
                "seed \(seed): SIGNALS_IDLE_FIRST=\(seed) SIGNALS_IDLE_SEEDS=1 swift test "
                + "--filter 'S7 loses none'"
            try await expectAllAssignedOnce(pipeline, hint)
            renewals += try await pipeline.renewals()
            await pipeline.host.stop()
        }
        #expect(renewals > count, "blind: hardly a run continued as new")
    }
}

extension Pipeline {
    /// The door of another process over the same log, without an engine.
    func otherDoor() async throws -> Signals {
        try await Self.door(
            over: host.store,
            LogWorkflowClient(
                store: host.store, time: host.time, random: SeededRandom(seed: 5, name: "other")),
            host.time, nil)
    }

    /// How many runs were continued as new.
    fileprivate func renewals() async throws -> Int {
        try await events().count { event in
            event.type.text == "workflow.run-closed"
                && String(decoding: event.data, as: UTF8.self).contains("continuedAsNew")
        }
    }
}

extension SeededRandom {
    /// A number from 0, below `count`.
    func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    /// One of several, or none of none.
    func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }
}
