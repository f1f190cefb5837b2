package import SignalsContracts

/// Ranks a report offline: by the words of its signals, then by how many there are.
package enum PriorityRules {
    package static func judge(_ question: PriorityStep.Question) -> PriorityJudgment {
        let texts = question.signals.map { ReadText($0.text) }
        var rank = 3
        var reason = "a minor defect or request"
        for (level, words, phrases, why) in levels {
            let hit = texts.contains { text in
                text.words.contains { words.contains($0.text) }
                    || !phrases.matches(in: text).isEmpty
            }
            guard hit else { continue }
            (rank, reason) = (level, why)
            break
        }
        if rank > 2, question.signals.count >= manySignals {
            (rank, reason) = (2, "\(question.signals.count) signals report it")
        }
        let step = sourceStep(question.signals)
        let final = min(4, max(0, rank + step))
        if final != rank {
            reason += step < 0 ? "; its source calls it urgent" : "; its source calls it minor"
        }
        return PriorityJudgment(priority: Priority.allCases[final], explanation: reason)
    }

    /// The source's own priority moves the rank by one step at most.
    private static func sourceStep(_ signals: [JudgedSignal]) -> Int {
        let given = signals.compactMap { $0.sourcePriority?.lowercased() }
        let raised = given.count { ["urgent", "critical", "highest", "p0", "1"].contains($0) }
        let lowered = given.count { ["low", "lowest", "minor", "trivial", "p4", "4"].contains($0) }
        guard raised != lowered else { return 0 }
        if raised > lowered { return raised * 2 >= signals.count ? -1 : 0 }
        return lowered * 2 > signals.count ? 1 : 0
    }

    private static let manySignals = 5

    private static let levels: [(Int, WordList, PatternSet, String)] = [
        (
            0, WordList("outage vulnerability xss csrf breach leaked exploit ransomware"),
            PatternSet(
                """
                data ~1 loss
                lost ~2 data
                deleted|erased|wiped ~3 data|records|customers|invoices|bookings
                everything|site|service|production|app ~1 down
                security ~1 hole|issue|problem|bug
                other ~1 customers|tenants ~2 data
                """), "an outage, a loss of data or a hole"
        ),
        (
            1, WordList("blocker"),
            PatternSet(
                """
                nobody|everyone|everybody ~3 log|login|sign|pay|checkout|save
                all|many|several|every ~1 users|customers|people|accounts|tenants
                cannot|cant|unable|impossible ~2 log|login|sign|pay|checkout|purchase|book
                charged ~1 twice
                blocks|blocked|blocking ~2 us|everyone|team|release
                """), "a core flow is broken for many"
        ),
        (
            2, WordList("workaround crash crashes crashed crashing"),
            PatternSet(
                """
                work ~1 around
                every ~1 time
                always ~1 fails|crashes|errors
                """), "something is broken, with a way round"
        ),
        (
            4, WordList("typo cosmetic misaligned spelling alignment padding tooltip colour color"),
            PatternSet("looks ~1 off"), "a cosmetic flaw"
        ),
    ]
}
