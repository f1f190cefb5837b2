import LanguageModels
package import SignalsContracts
package import SignalsDomain

extension ActionabilityStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> ActionabilityJudgment { ReportActionability.judge(question) }
}

extension PriorityStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> PriorityJudgment { PriorityRules.judge(question) }
}

extension ReviewersStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer { ReviewerRanking.judge(question) }
}

extension SummaryStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer { ReportText(question).answer }
}

/// Title and summary out of the members' own sentences, the cause out of verified findings.
private struct ReportText {
    private static let titleAim = 70
    private static let sentencesMax = 3

    private let question: SummaryStep.Question
    /// The signal that is most like the others.
    private let central: String

    init(_ question: SummaryStep.Question) {
        self.question = question
        central = Self.central(question.signals.map(\.text))
    }

    var answer: SummaryStep.Answer {
        let paragraphs = [impact, symptoms, cause, change]
        let summary = zip(SummaryStep.labels, paragraphs).map { "\($0): \($1)" }
        return .init(title: title, summary: summary.joined(separator: "\n\n"))
    }

    /// The text whose terms the others share the most; the first of equals.
    private static func central(_ texts: [String]) -> String {
        let terms = texts.map { Set(TextTerms($0).entries.map(\.term)) }
        var best = (score: -1.0, place: 0)
        for (place, own) in terms.enumerated() {
            let score = terms.reduce(0.0) { sum, other in
                let union = own.union(other).count
                return sum
                    + (union == 0 ? 0 : Double(own.intersection(other).count) / Double(union))
            }
            if score > best.score + 1e-9 { best = (score, place) }
        }
        return texts.isEmpty ? "" : texts[best.place]
    }

    // MARK: - Title

    private var title: String {
        let line = String(Tokenizer.firstLine(of: central).line).trimmedOfNoise
        let words = Set(Tokenizer.words(in: line))
        let kind =
            !words.isDisjoint(with: ["add", "allow", "support", "feature", "wish", "option"])
            ? "feat"
            : !words.isDisjoint(with: ["docs", "documentation", "readme"]) ? "docs" : "fix"
        let head = "\(kind)(\(scope)): "
        return head + line.cutAtWord(Self.titleAim + 20 - head.count)
    }

    /// The folder that most findings point to, else the first rare word of the title.
    private var scope: String {
        let folders = question.findings.compactMap(\.codePaths.first).compactMap { path in
            path.split(separator: "/").dropLast().last.map(String.init)
        }
        if let folder = folders.first { return String(folder.lowercased().prefix(24)) }
        let plain = TextTerms(central).title.first { !$0.hasPrefix("@") && $0.count > 2 }
        let term = plain ?? TextTerms(central).title.first.map { String($0.dropFirst()) }
        return String((term ?? "product").prefix(24))
    }

    // MARK: - Paragraphs

    private var impact: String {
        let sources = question.signals.map(\.source)
        var counts: [(source: String, count: Int)] = []
        for source in sources {
            if let place = counts.firstIndex(where: { $0.source == source }) {
                counts[place].count += 1
            } else {
                counts.append((source, 1))
            }
        }
        let list = counts.map { "\($0.count) from \($0.source)" }.joined(separator: ", ")
        let noun = sources.count == 1 ? "signal" : "signals"
        let hindered = sentences(of: central).first { sentence in
            !Set(Tokenizer.words(in: sentence)).isDisjoint(with: Self.people)
        }
        return "\(sources.count) \(noun) (\(list))." + (hindered.map { " " + $0 } ?? "")
    }

    private var symptoms: String {
        let own = sentences(of: central).prefix(Self.sentencesMax)
        return own.isEmpty ? "see the signals." : own.joined(separator: " ")
    }

    private var cause: String {
        guard let finding = question.findings.first(where: { $0.verified }),
            let path = finding.codePaths.first
        else { return "not verified: nothing that the signals quote was found in the code." }
        let symbol = finding.symbols.first.map { "`\($0)` stands in" } ?? "the code is in"
        let commit = finding.commits.first.map { " Commit \($0.sha) \($0.reason)." } ?? ""
        return "\(symbol) \(path).\(commit)"
    }

    private var change: String {
        let paths = question.findings.flatMap(\.codePaths)
        guard let first = paths.first else {
            return "reproduce what the signals describe, then find the place in the code."
        }
        let second = paths.dropFirst().first { $0 != first }
        let other = second.map { ", or in \($0)" } ?? ""
        return "correct the behaviour in \(first)\(other), and cover it with a test."
    }

    private func sentences(of text: String) -> [String] {
        let rest = Tokenizer.firstLine(of: text).rest
        let body = rest.contains(where: \.isLetter) ? String(rest) : text
        return body.split { ".!?\n".contains($0) }
            .map { String($0).trimmedOfNoise }
            .filter { $0.count >= 12 }
            .map { $0.cutAtWord(240) + "." }
    }

    private static let people: Set<String> = [
        "user", "users", "customer", "customers", "we", "team", "everyone", "nobody", "people",
        "tenant", "tenants", "client", "clients", "staff", "agents",
    ]
}

extension String {
    /// Without white space, marks of lists and headings at both ends.
    fileprivate var trimmedOfNoise: String {
        let noise: (Character) -> Bool = { $0.isWhitespace || "#*->:•".contains($0) }
        let head = drop(while: noise)
        guard let last = head.lastIndex(where: { !noise($0) && $0 != "." }) else { return "" }
        return String(head[...last])
    }

    /// At most so many characters, cut between words.
    fileprivate func cutAtWord(_ limit: Int) -> String {
        guard count > limit else { return self }
        let head = prefix(limit - 1)
        let end = head.lastIndex(of: " ") ?? head.endIndex
        return String(head[..<end]) + "…"
    }
}
