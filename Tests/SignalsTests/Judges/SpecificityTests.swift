import SignalsContracts
import SignalsDomain
import Testing

@Suite struct `The specificity gate` {
    @Test func `rejects a signal that shares only generic words`() {
        let answer = judge(shared: [.init(term: "page", rarity: 0.05, members: 2)], mean: 0.4)
        #expect(!answer.specificEnough)
        #expect(answer.reason.contains("generic"))
    }

    @Test func `rejects a rare term that fewer than half of the signals have`() {
        let answer = judge(shared: [.init(term: "webhook", rarity: 0.8, members: 0)], mean: 0.4)
        #expect(!answer.specificEnough)
    }

    @Test func `rejects a signal far below the report's own likeness`() {
        let answer = judge(
            shared: [.init(term: "webhook", rarity: 0.8, members: 2)], mean: 0.05, floor: 0.6)
        #expect(!answer.specificEnough)
        #expect(answer.reason.contains("floor"))
    }

    @Test func `accepts a shared rare term, with the title of the change`() throws {
        let answer = judge(shared: [.init(term: "webhook", rarity: 0.8, members: 2)], mean: 0.4)
        #expect(answer.specificEnough)
        #expect(answer.prTitle == "Webhooks stop")
        #expect(answer.reason.contains("webhook"))
    }

    @Test func `asks for a title of at most 96 characters where it accepts`() {
        let question = question(shared: [], mean: 0, floor: nil)
        for title in ["", String(repeating: "t", count: 97)] {
            #expect(throws: InvalidAnswer.self) {
                try SpecificityStep.validate(
                    Specificity(prTitle: title, specificEnough: true, reason: "r"), for: question)
            }
        }
    }

    @Test func `reads at most eight members, 500 characters each`() {
        let question = SpecificityStep.Question(
            reportTitle: "t", members: (0..<12).map { _ in String(repeating: "m", count: 900) },
            otherMembers: 0, signal: "s", likeness: .init(shared: [], mean: 0, floor: nil))
        #expect(question.members.count == 8)
        #expect(question.members.allSatisfy { $0.count == 500 })
    }

    private func judge(
        shared: [GateLikeness.SharedTerm], mean: Double, floor: Double? = 0.5
    ) -> Specificity {
        SpecificityJudge.judge(question(shared: shared, mean: mean, floor: floor))
    }

    private func question(
        shared: [GateLikeness.SharedTerm], mean: Double, floor: Double?
    ) -> SpecificityStep.Question {
        SpecificityStep.Question(
            reportTitle: "Webhooks stop", members: ["Webhooks stop", "No webhook since noon"],
            otherMembers: 0, signal: "Webhook deliveries stopped",
            likeness: GateLikeness(shared: shared, mean: mean, floor: floor))
    }
}
