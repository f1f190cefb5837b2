import SignalsContracts

/// The offline matcher: a weighted sum of measures decides for the report that reaches most.
package enum MatchJudge {
    package static func judge(_ question: MatchStep.Question) -> MatchStep.Answer {
        let scored = question.likeness.map { ($0, score($0.measures)) }
        let best = scored.reduce(nil as (likeness: ReportLikeness, score: Double)?) { best, next in
            guard let best, best.score >= next.1 else { return (next.0, next.1) }
            return best
        }
        guard let best, best.score > Weights.threshold else {
            return .new(
                title: Titles.firstLine(of: question.signal.text),
                summary: Titles.opening(of: question.signal.text),
                reason: reason(against: best.map(\.score)))
        }
        return .existing(
            signalID: best.likeness.nearest, queryIndex: best.likeness.queryIndex,
            reason: reason(for: best.likeness, best.score))
    }

    /// How well a signal fits a report; 6 decimals.
    package static func score(_ measures: LikenessMeasures) -> Double {
        let sum = Weights.all.reduce(Weights.constant) { sum, entry in
            sum + entry.weight * entry.measure(measures)
        }
        return (sum * 1e6).rounded() / 1e6
    }

    private static func reason(for likeness: ReportLikeness, _ score: Double) -> String {
        let terms = likeness.sharedTerms.prefix(3).map { $0.replacing("@", with: "") }
        let shared = terms.isEmpty ? "alike as a whole" : "shares \(terms.joined(separator: ", "))"
        return String("\(shared); fit \(score)".prefix(JudgeLimits.matchReasonCharactersMax))
    }

    private static func reason(against score: Double?) -> String {
        guard let score else { return "no live signal is alike" }
        return "the nearest report is not alike enough; fit \(score), needs \(Weights.threshold)"
    }
}

/// What each measure counts: the logit of joining a report against opening one.
///
/// Fitted to the choice that every signal has between all reports near it and a new one, on texts of
/// several kinds with equal say, and held against kinds that were left out. What a kind of text is
/// like enters by the measures alone: they compare with the same team's other signals. The more live
/// signals there are, the more likely is one that is alike by chance: `scale` counts against joining.
private enum Weights {
    static let threshold = 0.0
    static let constant = -1.28
    static let all: [(measure: @Sendable (LikenessMeasures) -> Double, weight: Double)] = [
        ({ $0.lexical }, 7.55), ({ $0.cosine }, 2.33), ({ $0.backgroundCosine }, -3.99),
        ({ $0.lexicalLift }, 0.93), ({ $0.cosineLift }, 0.5), ({ $0.deviations }, 0.57),
        ({ $0.size }, 0.44), ({ $0.scale }, -0.78), ({ $0.rarestInTitle }, 1.94),
        ({ $0.conflict }, -3.18),
    ]
}

/// Titles taken from texts.
package enum Titles {
    /// The first line with words, cut between words where it is too long.
    package static func firstLine(of text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline)
        let line = lines.first { $0.contains { $0.isLetter || $0.isNumber } } ?? lines.first ?? ""
        let trimmed = line.drop(while: \.isWhitespace)
        return cut(String(trimmed), to: JudgeLimits.titleCharactersMax)
    }

    /// The beginning of a text on one line.
    static func opening(of text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        return cut(words.joined(separator: " "), to: openingCharactersMax)
    }

    static func cut(_ text: String, to limit: Int) -> String {
        guard text.count > limit else { return AnswerCheck.isBlank(text) ? "Untitled" : text }
        let head = text.prefix(limit - 1)
        let end = head.lastIndex(where: \.isWhitespace) ?? head.endIndex
        let kept = head.distance(from: head.startIndex, to: end) > limit / 2 ? head[..<end] : head
        return kept + "…"
    }

    private static let openingCharactersMax = 300
}
