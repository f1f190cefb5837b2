import EventStore
import Events
import Projections
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Synchronization
import Testing
import WorkflowRuntime
import Workflows

/// A client that lets somebody else act once between a decision and its commit.
final class InterruptedClient: WorkflowClient {
    private let client: any WorkflowClient
    private let interruption = Mutex<(@Sendable () async throws -> Void)?>(nil)

    init(_ client: any WorkflowClient) { self.client = client }

    /// What happens just before the next commit.
    func interrupt(with act: @escaping @Sendable () async throws -> Void) {
        interruption.withLock { $0 = act }
    }

    func submit(_ request: WorkflowRequest) async throws(WorkflowError) -> WorkflowReceipt {
        let act = interruption.withLock { interruption in
            defer { interruption = nil }
            return interruption
        }
        do {
            try await act?()
        } catch {
            throw .invalid("the interruption failed: \(error)")
        }
        return try await client.submit(request)
    }

    func result(of workflow: String, run: UniqueID) async throws(WorkflowError) -> JSONValue {
        try await client.result(of: workflow, run: run)
    }

    func query(
        workflow: String, run: UniqueID?, name: String, argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue {
        try await client.query(workflow: workflow, run: run, name: name, argument: argument)
    }

    func update(
        workflow: String, name: String, argument: JSONValue, updateID: String
    ) async throws(WorkflowError) -> JSONValue {
        try await client.update(
            workflow: workflow, name: name, argument: argument, updateID: updateID)
    }

    func describe(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> WorkflowDescription {
        try await client.describe(workflow: workflow, run: run)
    }

    func list(
        _ query: String, limit: Int, after token: String?
    ) async throws(WorkflowError) -> WorkflowPage {
        try await client.list(query, limit: limit, after: token)
    }

    func count(_ query: String) async throws(WorkflowError) -> Int {
        try await client.count(query)
    }

    func history(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> [JSONValue] {
        try await client.history(workflow: workflow, run: run)
    }
}

@Suite struct `A report that changes between the decision and its commit` {
    /// A desk with a report, a signal that matches it, and somebody who acts in between.
    struct Scene {
        let desk: Desk
        let report: ReportID
        let signal: SignalID
        let client: InterruptedClient
        let decisions: SignalsDecisions

        init() async throws {
            desk = try await Desk.open()
            (_, report) = try await desk.open(Desk.ticket())
            signal = try await desk.accept(Desk.ticket("2", "Matches"))
            let (store, time) = (desk.store, desk.time)
            client = InterruptedClient(
                LogWorkflowClient(store: store, time: time, random: SeededRandom(seed: 2)))
            decisions = SignalsDecisions(store: store, client: client)
        }

        func assign() async throws -> PlacementOutcome {
            let match = ExistingMatch(parentSignalID: signal, matchQuery: "q", reason: "same")
            return try await decisions.assign(
                signal, of: desk.team, to: .existing(report, title: nil, match))
        }
    }

    @Test func `S20: and is deleted is matched again`() async throws {
        let scene = try await Scene()
        let (desk, report) = (scene.desk, scene.report)
        scene.client.interrupt { _ = try await desk.signals.delete(report, team: desk.team) }
        #expect(try await scene.assign() == .reportGone(report))
        #expect(try await desk.balancedAccount().inFlight == 1)
    }

    @Test func `S20: and is merged takes the signal along`() async throws {
        let scene = try await Scene()
        let (desk, report) = (scene.desk, scene.report)
        let (_, target) = try await desk.open(Desk.ticket("3", "Target"))
        scene.client.interrupt {
            _ = try await desk.signals.merge(report, into: target, team: desk.team)
        }
        #expect(
            try await scene.assign() == .assigned(target, isNew: false, promoted: false))
        #expect(try await desk.standing(target).signalCount == 3)
        #expect(try await desk.balancedAccount().count(.assigned) == 3)
    }

    @Test func `and is dismissed as fixed is continued in another`() async throws {
        let scene = try await Scene()
        let (desk, report) = (scene.desk, scene.report)
        scene.client.interrupt {
            _ = try await desk.signals.dismiss(
                report, DismissReport(reason: .alreadyFixed), team: desk.team)
        }
        guard case .assigned(let new, isNew: true, _) = try await scene.assign() else {
            Issue.record("the signal joined the dismissed report")
            return
        }
        #expect(try await desk.standing(new).relatedTo == [report])
    }

    @Test func `S20: by a cleanup is dropped as cleared`() async throws {
        let scene = try await Scene()
        let desk = scene.desk
        scene.client.interrupt {
            _ = try await desk.signals.cleanup(team: desk.team)
            _ = try await desk.signals.decisions.step(desk.team, .finishClearing)
        }
        #expect(try await scene.assign() == .settled(.settled(.dropped(.cleared))))
        let events = try await desk.events()
        #expect(events.last?.type.text == "signals.team-signals-cleared")
        #expect(try await desk.balancedAccount().count(.dropped, because: "cleared") == 1)
    }

    @Test func `by the same assignment is assigned once`() async throws {
        let scene = try await Scene()
        let (desk, report, signal) = (scene.desk, scene.report, scene.signal)
        let match = ExistingMatch(parentSignalID: signal, matchQuery: "q", reason: "same")
        scene.client.interrupt {
            _ = try await desk.signals.decisions.assign(
                signal, of: desk.team, to: .existing(report, title: nil, match))
        }
        #expect(try await scene.assign() == .settled(.settled(.assigned(report))))
        #expect(try await desk.standing(report).signalCount == 2)
        #expect(try await desk.balancedAccount().count(.assigned) == 2)
    }

    @Test func `does not let a signal through a gate that has closed`() async throws {
        let desk = try await Desk.open()
        let client = InterruptedClient(
            LogWorkflowClient(store: desk.store, time: desk.time, random: SeededRandom(seed: 3)))
        let views = try await Views.open(
            nil, over: desk.store, Signals.projections, time: desk.time)
        let signals = Signals(
            store: desk.store, client: client, views: views, time: desk.time,
            random: SeededRandom(seed: 4))
        client.interrupt {
            _ = try await desk.signals.configureTeam(
                ConfigureTeam(consent: .no), team: desk.team)
        }
        let receipt = try await signals.emit(Desk.ticket(), team: desk.team)
        #expect(receipt == .refused(.consentMissing))
        #expect(try await desk.balancedAccount().accepted == 0)
    }
}
