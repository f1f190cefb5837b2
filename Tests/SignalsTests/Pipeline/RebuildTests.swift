import Events
import Foundation
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import TestSupport
import Testing
import Workflows

@testable import SignalsWorkflows

@Suite struct `A process that finds its views deleted` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The lists of every search in the log, with their distances, in order.
    private func searches(_ pipeline: Pipeline) async throws -> [String] {
        try await pipeline.activityResults(of: GroupingSteps.search.name)
    }

    @Test func `S22 finds the same candidates, distances and reports, and asks no model again`()
        async throws
    {
        let texts = try Tickets.grouped(14)
        let (early, late) = (Array(texts.prefix(10)), Array(texts.suffix(4)))
        let untouched = try await Pipeline(preset: .adaptive)
        _ = try await untouched.accept(early)
        await untouched.host.advance(by: .seconds(2))
        _ = try await untouched.acceptLate(late)
        await untouched.host.advance(by: .seconds(2))

        let judge = NotingJudges()
        let pipeline = try await Pipeline(
            preset: .adaptive, judge: judge, keptAs: "noted", views: folder.path)
        let ids = try await pipeline.accept(early)
        await pipeline.host.advance(by: .seconds(2))
        let before = try await pipeline.signals.reports(team: pipeline.team)
        let asked = Dictionary(
            uniqueKeysWithValues: StepName.allCases.map { ($0, judge.questions(of: $0)) })

        await pipeline.host.stop()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.contains("views.db"))
        for file in files { try FileManager.default.removeItem(atPath: folder.path(file)) }
        try await pipeline.restart()
        let rebuilt = try await pipeline.signals.reports(team: pipeline.team)
        #expect(rebuilt == before && !rebuilt.results.isEmpty)

        let added = try await pipeline.acceptLate(late)
        await pipeline.host.advance(by: .seconds(2))
        for step in StepName.allCases {
            let known = asked[step] ?? []
            let new = judge.questions(of: step).dropFirst(known.count)
            #expect(Set(new).isDisjoint(with: known), "\(step) was asked again")
        }
        #expect(try await searches(pipeline) == searches(untouched))
        #expect(
            try await pipeline.outcome(of: ids + added)
                == untouched.outcome(of: ids + added))
        await pipeline.host.stop()
        await untouched.host.stop()
    }
}

@Suite struct `Answers that the log keeps` {
    @Test func `are given again without asking, by the model's name`() async throws {
        let judge = NotingJudges()
        let host = TestHost()
        let question = EmbeddingStep.Question(text: "The export stops after 500 rows")
        let first = try await KeptJudges(judge, model: "a", in: host.store)
            .answer(question, as: EmbeddingStep.self)
        let again = try await KeptJudges(judge, model: "a", in: host.store)
            .answer(question, as: EmbeddingStep.self)
        #expect(judge.questions(of: .embedding).count == 1)
        #expect(again.answer.vector == first.answer.vector && again.judge == first.judge)

        _ = try await KeptJudges(judge, model: "b", in: host.store)
            .answer(question, as: EmbeddingStep.self)
        #expect(judge.questions(of: .embedding).count == 2)
        await host.stop()
    }

    @Test func `are those of the first who kept one, for everybody`() async throws {
        let host = TestHost()
        let question = SpecificityStep.Question(
            reportTitle: "t", members: ["m"], otherMembers: 0, signal: "s",
            likeness: GateLikeness(shared: [], mean: 0, floor: nil))
        let store = host.store
        let slow = ScriptedJudges(gate: { _ in
            Specificity(prTitle: "slow", specificEnough: true, reason: "slow")
        })
        let fast = ScriptedJudges(gate: { _ in
            Specificity(prTitle: "fast", specificEnough: true, reason: "fast")
        })
        store.interrupt(atCommit: store.commits + 1) {
            do {
                _ = try await KeptJudges(fast, model: "m", in: store)
                    .answer(question, as: SpecificityStep.self)
            } catch {
                Issue.record("\(error)")
            }
        }
        let answer = try await KeptJudges(slow, model: "m", in: store)
            .answer(question, as: SpecificityStep.self)
        #expect(answer.answer.prTitle == "fast")
        await host.stop()
    }
}

extension Pipeline {
    /// Hands in more tickets, whose ids go on from the first ones.
    fileprivate func acceptLate(_ texts: [String]) async throws -> [SignalID] {
        var ids: [SignalID] = []
        for (number, text) in texts.enumerated() {
            let receipt = try await emit(text, id: "late \(number)")
            if let id = receipt.signalID { ids.append(id) }
        }
        return ids
    }

    /// The results of an activity as the histories hold them, by key within their runs.
    func activityResults(of type: String) async throws -> [String] {
        var results: [(key: String, text: String)] = []
        for event in try await events() where event.type.text.hasPrefix("workflow.run-") {
            let record = try JSONValue(parsing: event.data)
            for activation in record["activations"]?.array ?? [] {
                let trigger = activation["trigger"]
                guard let key = trigger?["key"]?.string, key.hasPrefix(type),
                    let result = trigger?["result"]
                else { continue }
                results.append((key, result.text()))
            }
        }
        return results.map(\.text).sorted()
    }
}
