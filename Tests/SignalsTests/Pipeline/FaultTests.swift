import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Synchronization
import Testing

@testable import SignalsWorkflows

/// The offline judges, some of whose answers fail.
private final class FailingJudges: Judges {
    private let calls = Mutex(0)
    private let failsMax: Int
    private let fails: @Sendable (StepName, String) -> Bool

    init(atMost failsMax: Int = .max, _ fails: @escaping @Sendable (StepName, String) -> Bool) {
        (self.failsMax, self.fails) = (failsMax, fails)
    }

    private var isNext: Bool {
        calls.withLock { calls in
            calls += 1
            return calls <= failsMax
        }
    }

    func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        if fails(Step.name, "\(question)"), isNext { throw .unknownJudge("failing") }
        return try await Pipeline.offline.answer(question, as: step)
    }
}

@Suite struct `A pipeline with faults` {
    private static func text(_ number: Int) -> String {
        "Signal number \(number) about part\(number * 7919)\nThe screen of part\(number) stays empty."
    }

    private func emit(_ count: Int, into pipeline: Pipeline) async throws -> [SignalID] {
        var ids: [SignalID] = []
        for number in 0..<count {
            let receipt = try await pipeline.emit(Self.text(number), id: "\(number)")
            if case .accepted(let id, _) = receipt { ids.append(id) }
        }
        #expect(ids.count == count)
        return ids
    }

    @Test func `clears a signal at the third try of the safety filter`() async throws {
        let judge = FailingJudges(atMost: 2) { step, text in
            step == .safetyFilter && text.contains("number 3 ")
        }
        let pipeline = try await Pipeline(judge: judge)
        let ids = try await emit(8, into: pipeline)
        await pipeline.host.advance(by: .seconds(10))
        for id in ids { #expect(try await pipeline.place(of: id).report != nil) }
        await pipeline.host.stop()
    }

    @Test func `drops the one signal whose safety filter always fails, and redo assigns it`()
        async throws
    {
        let isBroken = Mutex(true)
        let judge = FailingJudges { step, text in
            step == .safetyFilter && text.contains("number 3 ") && isBroken.withLock(\.self)
        }
        let pipeline = try await Pipeline(judge: judge)
        let ids = try await emit(8, into: pipeline)
        await pipeline.host.advance(by: .seconds(60))
        #expect(
            try await pipeline.place(of: ids[3]) == .settled(.dropped(.safetyUnavailable)))
        for id in ids where id != ids[3] {
            #expect(try await pipeline.place(of: id).report != nil)
        }

        isBroken.withLock { $0 = false }
        _ = try await pipeline.signals.redo([ids[3]], team: pipeline.team)
        await pipeline.host.advance(by: .seconds(60))
        #expect(try await pipeline.place(of: ids[3]).report != nil)
        await pipeline.host.stop()
    }

    @Test func `drops the signal whose match always fails, and the others once`() async throws {
        let judge = FailingJudges { step, text in
            step == .match && text.contains("text: \"Signal number 3 ")
        }
        let pipeline = try await Pipeline(judge: judge)
        let ids = try await emit(5, into: pipeline)
        await pipeline.host.advance(by: .seconds(3_600))
        #expect(try await pipeline.place(of: ids[3]) == .settled(.dropped(.assignFailed)))
        for id in ids where id != ids[3] {
            #expect(try await pipeline.place(of: id).report != nil)
        }
        try await pipeline.host.checkReplay()
        await pipeline.host.stop()
    }

    @Test func `groups nothing while it is paused, and everything afterwards`() async throws {
        let pipeline = try await Pipeline()
        let until = pipeline.host.time.now() + .seconds(600)
        _ = try await pipeline.signals.pause(until: until, team: pipeline.team)
        let ids = try await emit(5, into: pipeline)
        await pipeline.host.advance(by: .seconds(60))
        for id in ids { #expect(try await pipeline.place(of: id).isInFlight) }

        _ = try await pipeline.signals.resume(team: pipeline.team)
        await pipeline.host.settle()
        for id in ids { #expect(try await pipeline.place(of: id).report != nil) }
        await pipeline.host.stop()
    }

    @Test func `flushes after five seconds and groups thirty later, as the reference does`()
        async throws
    {
        let pipeline = try await Pipeline(preset: .compatible)
        let ids = try await emit(1, into: pipeline)
        await pipeline.host.advance(by: .seconds(34))
        #expect(try await pipeline.place(of: ids[0]).isInFlight)
        await pipeline.host.advance(by: .seconds(2))
        #expect(try await pipeline.place(of: ids[0]).report != nil)
        await pipeline.host.stop()
    }
}
