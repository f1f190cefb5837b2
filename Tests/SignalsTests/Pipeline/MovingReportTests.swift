import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import Workflows

@testable import SignalsWorkflows

@Suite(.timeLimit(.minutes(10))) struct `A report that moves while a signal is on its way to it` {
    /// What somebody does to the report meanwhile.
    enum Deed: String, CaseIterable { case deleted, merged, cleared }

    private static let first =
        "Export of bookings stops after 500 rows\n"
        + "The CSV export of the bookings list has only the first 500 rows."
    private static let second =
        "Bookings export stops at row 500\n"
        + "The CSV export of bookings has 500 rows, the list has 2,300."

    /// A pipeline with two reports, a signal that will match the first, and somebody who acts.
    private struct Scene {
        let pipeline: Pipeline
        let report: ReportID
        let target: ReportID

        init(_ text: String) async throws {
            pipeline = try await Pipeline()
            let ids = try await pipeline.accept([text, Tickets.lone(9)])
            await pipeline.host.settle()
            report = try #require(try await pipeline.place(of: ids[0]).report)
            target = try #require(try await pipeline.place(of: ids[1]).report)
        }

        /// Whether it came to the deed: a run may have had fewer commits.
        var hasMoved: Bool {
            get async throws {
                let decisions = pipeline.signals.decisions
                let epoch = try await pipeline.signals.team(pipeline.team).epoch
                let status = try await decisions.report(report).state.standing.status
                return epoch > 1 || status == .deleted
            }
        }

        /// Has somebody in another process act just before the n-th commit from now on.
        func plan(_ deed: Deed, atCommit number: Int) async throws {
            let (store, team) = (pipeline.host.store, pipeline.team)
            let (report, target) = (report, target)
            let other = try await pipeline.otherDoor()
            store.interrupt(atCommit: store.commits + number) {
                do {
                    switch deed {
                    case .deleted: _ = try await other.delete(report, team: team)
                    case .merged: _ = try await other.merge(report, into: target, team: team)
                    case .cleared: _ = try await other.cleanup(team: team)
                    }
                } catch {
                    Issue.record("\(error)")
                }
            }
        }
    }

    private func commits() async throws -> Int {
        let scene = try await Scene(Self.first)
        let before = scene.pipeline.host.store.commits
        try await scene.pipeline.emit(Self.second, id: "2")
        await scene.pipeline.host.settle()
        await scene.pipeline.host.stop()
        return scene.pipeline.host.store.commits - before
    }

    /// `SIGNALS_MOVING_STEP=1` tries every interleaving.
    @Test(arguments: Deed.allCases)
    func `S20 takes the signal somewhere, whenever it moves, and nothing fails`(
        deed: Deed
    ) async throws {
        let count = try await commits()
        let step = Tickets.size("SIGNALS_MOVING_STEP", byDefault: 2)
        var places: [String] = []
        for number in stride(from: 2, through: count, by: step) {
            let scene = try await Scene(Self.first)
            let pipeline = scene.pipeline
            try await scene.plan(deed, atCommit: number)
            let id = try #require(try await pipeline.emit(Self.second, id: "2").signalID)
            await pipeline.host.advance(by: .seconds(300))
            guard try await scene.hasMoved else {
                await pipeline.host.stop()
                continue
            }
            let place = try await pipeline.place(of: id)
            let hint: Comment = "\(deed) before commit \(number): \(place)"
            switch (deed, place) {
            case (.deleted, .settled(.assigned(let report))): #expect(report != scene.report, hint)
            case (.deleted, .settled(.dropped(.reportDeleted))): break
            case (.merged, .settled(.assigned(let report))): #expect(report != scene.report, hint)
            case (.cleared, .settled(.dropped(.cleared))): break
            case (.cleared, .settled(.assigned(scene.report))):
                // It was there before the fence went up, and belongs to an epoch that is over.
                #expect(number > count / 2, hint)
            default: Issue.record(hint)
            }
            places.append(place.report == nil ? "\(place)" : "assigned")
            try await pipeline.expectNoMissingReport(hint)
            try await pipeline.balancedAccount()
            await pipeline.host.stop()
        }
        #expect(places.count * step > count / 2)
        #expect(places.contains(deed == .cleared ? "dropped(cleared)" : "assigned"))
    }
}

extension Pipeline {
    /// No activity of the grouping failed, and no report holds a signal that it was not given.
    fileprivate func expectNoMissingReport(_ hint: Comment) async throws {
        for event in try await events() {
            let isFailure = event.type.text == "workflow.attempt-failed"
            guard isFailure else { continue }
            let text = String(decoding: event.data, as: UTF8.self)
            #expect(!text.contains("unknown"), "\(hint): \(text)")
            #expect(!text.contains("never accepted"), "\(hint): \(text)")
        }
    }
}
