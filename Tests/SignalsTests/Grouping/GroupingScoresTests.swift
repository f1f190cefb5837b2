import SignalsDomain
import Testing

@Suite struct `Scoring a grouping` {
    private let example = GroupingScores([
        (group: "a", report: 1), (group: "a", report: 1), (group: "b", report: 1),
        (group: "b", report: 2), (group: "c", report: 3), (group: "c", report: 4),
    ])

    @Test func `S38 gives the figures of the worked example`() {
        #expect(rounded(example.ari) == 0.1667)
        #expect(rounded(example.homogeneity) == 0.7103)
        #expect(rounded(example.completeness) == 0.6281)
        #expect(rounded(example.bcubedPrecision) == 0.7778)
        #expect(rounded(example.bcubedRecall) == 0.6667)
        #expect(rounded(example.bcubedF1) == 0.7179)
    }

    @Test func `S38 counts the decisions of the worked example`() {
        #expect(example.decisions.correct == 3)
        #expect(example.decisions.over == 1)
        #expect(example.decisions.under == 2)
        #expect(example.decisions.correctShare == 0.5)
    }

    @Test func `is perfect when reports and groups are the same sets`() {
        let scores = GroupingScores([
            (group: "x", report: "r"), (group: "y", report: "s"), (group: "x", report: "r"),
        ])
        #expect(scores.ari == 1)
        #expect(scores.homogeneity == 1)
        #expect(scores.completeness == 1)
        #expect(scores.bcubedF1 == 1)
        #expect(scores.pairwisePrecision == 1)
        #expect(scores.pairwiseRecall == 1)
        #expect(scores.decisions.correct == 3)
    }

    @Test func `knows every signal alone`() {
        let scores = GroupingScores.alone(["a", "a", "b"])
        #expect(scores.ari == 0)
        #expect(scores.homogeneity == 1)
        #expect(scores.bcubedPrecision == 1)
        #expect(rounded(scores.bcubedRecall) == 0.6667)
        #expect(scores.decisions.under == 1)
        #expect(scores.reports == 3)
    }

    @Test func `knows all signals in one report`() {
        let scores = GroupingScores.one(["a", "a", "b"])
        #expect(scores.ari == 0)
        #expect(scores.homogeneity == 0)
        #expect(scores.completeness == 1)
        #expect(scores.bcubedRecall == 1)
        #expect(rounded(scores.pairwisePrecision) == 0.3333)
        #expect(scores.decisions.over == 1)
    }

    @Test func `calls a join over when the group has no member yet`() {
        let scores = GroupingScores([(group: "a", report: 1), (group: "b", report: 1)])
        #expect(scores.decisions.over == 1)
        #expect(scores.decisions.correct == 1)
    }

    @Test func `accepts any of several most frequent groups`() {
        let scores = GroupingScores([
            (group: "a", report: 1), (group: "b", report: 1), (group: "b", report: 1),
            (group: "a", report: 1),
        ])
        #expect(scores.decisions.correct == 2)
        #expect(scores.decisions.over == 2)
    }

    @Test func `does not depend on the names of groups and reports`() {
        let truth = [3, 1, 3, 2, 1, 1, 2, 3]
        let reports = [1, 1, 2, 2, 3, 1, 2, 2]
        let plain = GroupingScores(zip(truth, reports).map { (group: $0, report: $1) })
        let renamed = GroupingScores(zip(truth, reports).map { (group: -$0, report: "r\($1)") })
        #expect(plain == renamed)
    }

    @Test func `has no opinion about nothing`() {
        let scores = GroupingScores([(group: Int, report: Int)]())
        #expect(scores.signals == 0)
        #expect(scores.ari == 1)
        #expect(scores.decisions.correctShare == 0)
    }

    private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
