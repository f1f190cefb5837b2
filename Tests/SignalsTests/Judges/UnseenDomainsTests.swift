import SignalsDomain
import Testing

/// How the configuration that ships groups texts of other trades than those it began with.
///
/// `calendar`, `parcel` and `editor` had a say in the weights of the matcher. `swimming` was written
/// after weights and thesaurus were settled, and nothing was changed for it afterwards.
@Suite struct `Grouping texts of other domains` {
    struct Bar {
        let name: String
        let ari, bcubedF1, homogeneity: Double
    }

    @Test(arguments: [
        Bar(name: "swimming", ari: 0.36, bcubedF1: 0.66, homogeneity: 0.9),
        Bar(name: "calendar", ari: 0.62, bcubedF1: 0.79, homogeneity: 0.93),
        Bar(name: "editor", ari: 0.75, bcubedF1: 0.97, homogeneity: 0.98),
        Bar(name: "parcel", ari: 0.15, bcubedF1: 0.37, homogeneity: 0.72),
    ])
    func `stays above its bar and above both trivial answers`(bar: Bar) async throws {
        let texts = try TextSets.domain(bar.name)
        var evaluation = Evaluation()
        let scores = try await evaluation.scores(of: texts)
        let alone = GroupingScores.alone(texts.map(\.group))
        let one = GroupingScores.one(texts.map(\.group))
        #expect(scores.ari >= bar.ari)
        #expect(scores.bcubedF1 >= bar.bcubedF1)
        #expect(scores.bcubedF1 > max(alone.bcubedF1, one.bcubedF1))
        #expect(scores.homogeneity >= bar.homogeneity)
    }

    @Test(arguments: ["swimming", "calendar", "parcel"])
    func `depends little on the order in which texts arrive`(name: String) async throws {
        let texts = try TextSets.domain(name)
        var forward = Evaluation()
        var backward = Evaluation()
        let first = try await forward.scores(of: texts)
        let second = try await backward.scores(of: texts.reversed())
        #expect(abs(first.bcubedF1 - second.bcubedF1) < 0.08)
    }
}
