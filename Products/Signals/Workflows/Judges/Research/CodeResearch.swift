import Events
import Foundation
import LanguageModels
import SignalsContracts
package import SignalsDomain

extension ResearchStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Finding {
        do {
            guard let checkout = try await tools.checkouts.checkout(of: question.repository) else {
                return Finding(
                    signalID: question.signal.id, codePaths: [], commits: [],
                    dataQueried: "nothing: \(question.repository) has no working copy here",
                    verified: false, symbols: [])
            }
            return try await CodeResearch(question, checkout).finding()
        } catch {
            throw .checkoutUnavailable(
                repository: question.repository, reason: error.description)
        }
    }

    package static func check(
        _ answer: Finding, for question: Question, with tools: OfflineTools
    ) async throws(JudgeError) {
        do {
            let checkout = try await tools.checkouts.checkout(of: question.repository)
            var facts = Facts(paths: [], commits: [])
            if let checkout {
                let list = try await checkout.paths(limit: JudgeLimits.pathsMax)
                let named = Set(answer.codePaths)
                var commits: Set<String> = []
                for sha in answer.namedSHAs {
                    if try await checkout.commit(sha) != nil { commits.insert(sha) }
                }
                facts = Facts(paths: named.intersection(list.paths), commits: commits)
            }
            try validate(answer, for: question, facts: facts)
        } catch let error as InvalidAnswer {
            throw .invalidAnswer(error)
        } catch {
            throw .checkoutUnavailable(repository: question.repository, reason: "\(error)")
        }
    }
}

/// Research into one signal: what it quotes is searched for, and the history of what was found is read.
private struct CodeResearch {
    private static let linesMax = 400
    private static let commitsOfPath = 2

    let question: ResearchStep.Question
    let checkout: any CodeCheckout
    let symbols: [String]

    init(_ question: ResearchStep.Question, _ checkout: any CodeCheckout) {
        (self.question, self.checkout) = (question, checkout)
        let remediation = question.remediation.map { "\n" + $0 } ?? ""
        symbols = QuotedSymbols(in: question.signal.text + remediation).all
    }

    func finding() async throws(CheckoutError) -> Finding {
        let lines = try await checkout.lines(holding: symbols, limit: Self.linesMax)
        let list = try await checkout.paths(limit: JudgeLimits.pathsMax)
        let found = symbols.filter { symbol in lines.contains { $0.text.contains(symbol) } }
        let paths = rank(list.paths, lines, found)
        let (commits, addressed) = try await history(of: paths, lines, found)
        let searched = symbols.isEmpty ? "the words of the signal" : symbols.joined(separator: ", ")
        let cut = list.isCut ? "; the list of paths was cut at \(JudgeLimits.pathsMax)" : ""
        return Finding(
            signalID: question.signal.id, codePaths: paths, commits: commits,
            dataQueried:
                "code search for \(searched); git log and blame on \(paths.count) paths\(cut)",
            verified: !found.isEmpty, symbols: found, addressedBy: addressed)
    }

    /// Paths by the symbols that they hold, rare ones counting more, then by words of their names.
    private func rank(_ paths: [String], _ lines: [CodeLine], _ found: [String]) -> [String] {
        var scores: [String: Double] = [:]
        for symbol in found {
            var holders: [String] = []
            for line in lines where line.text.contains(symbol) && holders.last != line.path {
                holders.append(line.path)
            }
            for path in holders { scores[path, default: 0] += 4 / Double(holders.count) + 1 }
        }
        let asked = TextTerms.titleStems(of: question.signal.text)
        for path in paths {
            let words = Set(Tokenizer.words(in: path).map(Stemmer.stem))
            let shared = words.intersection(asked).count
            let isNamed = symbols.contains { path == $0 || path.hasSuffix("/" + $0) }
            if isNamed { scores[path, default: 0] += 4 }
            guard shared > 0, scores[path] != nil || found.isEmpty else { continue }
            scores[path, default: 0] += Double(shared) * 0.5
        }
        return scores.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
            .prefix(JudgeLimits.findingPathsMax).map(\.key)
    }

    private func history(
        of paths: [String], _ lines: [CodeLine], _ found: [String]
    ) async throws(CheckoutError) -> ([RelevantCommit], addressedBy: RelevantCommit?) {
        var commits: [RelevantCommit] = []
        var addressed: RelevantCommit?
        var known: Set<String> = []
        for path in paths {
            if let line = lines.first(where: { $0.path == path }),
                let sha = try await checkout.blame(path, lines: line.number...line.number).first,
                known.insert(String(sha.prefix(7))).inserted
            {
                let symbol = found.first { line.text.contains($0) } ?? path
                commits.append(
                    RelevantCommit(
                        sha: String(sha.prefix(7)), reason: "last changed the line with `\(symbol)`"
                    )
                )
            }
            for commit in try await checkout.commits(touching: path, limit: Self.commitsOfPath) {
                if addressed == nil, try await addresses(commit, path) {
                    addressed = RelevantCommit(sha: commit.shortSHA, reason: commit.subject)
                }
                guard known.insert(commit.shortSHA).inserted else { continue }
                commits.append(
                    RelevantCommit(
                        sha: commit.shortSHA, reason: "changed \(path): \(commit.subject)"))
            }
        }
        return (Array(commits.prefix(JudgeLimits.findingCommitsMax)), addressed)
    }

    /// Whether a commit came after the signal, names at least two words of its first line, and
    /// changed a line with something that the signal quotes.
    private func addresses(
        _ commit: CodeCommit, _ path: String
    ) async throws(CheckoutError) -> Bool {
        guard commit.committedAt > question.signal.occurredAt, !symbols.isEmpty else {
            return false
        }
        let symptom = Set(TextTerms(question.signal.text).title)
        let said = Set(TextTerms(commit.message).entries.map(\.term))
        guard symptom.intersection(said).count >= 2 else { return false }
        let lines = try await checkout.changedLines(by: commit.sha, in: path)
        return lines.contains { line in symbols.contains { line.contains($0) } }
    }
}

extension CodeCommit {
    /// The first line of the message, cut where it is long.
    var subject: String {
        String(message.split(whereSeparator: \.isNewline).first?.prefix(100) ?? "")
    }
}
