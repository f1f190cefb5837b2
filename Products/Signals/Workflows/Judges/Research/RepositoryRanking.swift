import Foundation
import LanguageModels
package import SignalsContracts
package import SignalsDomain

extension RepositoryStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> RepositorySelection {
        let names = question.repositories
        guard let only = names.first else {
            return RepositorySelection(reason: "no repository is connected")
        }
        let even = names.map { RepositoryCandidate(repository: $0, score: 0) }
        if names.count == 1 {
            return RepositorySelection(
                repository: only, reason: "it is the only connected repository", candidates: even)
        }
        let text = question.signals.map(\.text).joined(separator: "\n").lowercased()
        let mentioned = names.filter { text.mentions($0) }
        if mentioned.count == 1 {
            return RepositorySelection(
                repository: mentioned[0], reason: "a signal names it", candidates: even)
        }
        let (ranking, isCut) = try await RepositoryRanking.rank(names, for: text, with: tools)
        return RepositoryRanking.choice(ranking, isCut: isCut)
    }
}

/// Ranks repositories by the words that they share with a report.
package enum RepositoryRanking {
    /// The best must be that many times the second.
    private static let lead = 1.5
    private static let readmeBytesMax = 64 << 10

    /// The candidates with their scores, best first, and whether a list of paths was cut.
    static func rank(
        _ names: [String], for text: String, with tools: OfflineTools
    ) async throws(JudgeError) -> ([RepositoryCandidate], isCut: Bool) {
        var bags: [[String: Int]] = []
        var isCut = false
        for name in names {
            let (bag, cut) = try await words(of: name, with: tools)
            bags.append(bag)
            isCut = isCut || cut
        }
        let asked = TextTerms(text).entries
        let scores = bags.map { bag in
            asked.reduce(0.0) { sum, entry in
                guard let count = bag[entry.term] else { return sum }
                let holders = bags.count { $0[entry.term] != nil }
                let rarity = log(1 + Double(names.count) / Double(holders)) - log(2)
                let frequency = Double(count) / (Double(count) + 1)
                return sum + rarity * frequency * Double(entry.weight)
            }
        }
        let ranking = zip(names, scores).map { name, score in
            RepositoryCandidate(repository: name, score: (score * 1e6).rounded() / 1e6)
        }
        let sorted = ranking.sorted {
            $0.score != $1.score ? $0.score > $1.score : $0.repository < $1.repository
        }
        return (sorted, isCut)
    }

    package static func choice(
        _ ranking: [RepositoryCandidate], isCut: Bool
    ) -> RepositorySelection {
        let note = isCut ? "; a list of paths was cut at \(JudgeLimits.pathsMax)" : ""
        guard let best = ranking.first, best.score > 0 else {
            return RepositorySelection(
                reason: "no repository shares a telling word with the signals\(note)",
                candidates: ranking)
        }
        let second = ranking.dropFirst().first?.score ?? 0
        guard best.score >= lead * second else {
            let rival = ranking[1].repository
            return RepositorySelection(
                reason: "\(best.repository) and \(rival) fit nearly equally well\(note)",
                candidates: ranking)
        }
        return RepositorySelection(
            repository: best.repository, reason: "it shares the most telling words\(note)",
            candidates: ranking)
    }

    private static func words(
        of repository: String, with tools: OfflineTools
    ) async throws(JudgeError) -> ([String: Int], isCut: Bool) {
        var text = repository.replacing("/", with: " ") + "\n"
        var isCut = false
        do {
            if let checkout = try await tools.checkouts.checkout(of: repository) {
                let list = try await checkout.paths(limit: JudgeLimits.pathsMax)
                isCut = list.isCut
                let readme = list.paths.first { $0.lowercased().hasPrefix("readme") }
                if let readme,
                    let body = try await checkout.text(of: readme, bytesMax: readmeBytesMax)
                {
                    text += body + "\n"
                }
                text += list.paths.joined(separator: "\n")
            }
        } catch {
            throw .checkoutUnavailable(repository: repository, reason: error.description)
        }
        var bag: [String: Int] = [:]
        for word in Tokenizer.words(in: text) { bag[Stemmer.stem(word), default: 0] += 1 }
        for term in TextTerms(text).entries { bag[term.term, default: 0] += 1 }
        return (bag, isCut)
    }
}

extension String {
    /// Whether `owner/repo` stands in the text as a whole, alone or within an address.
    fileprivate func mentions(_ repository: String) -> Bool {
        var rest = self[...]
        while let range = rest.range(of: repository) {
            let before =
                range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
            let after = range.upperBound == endIndex ? nil : self[range.upperBound]
            let isWhole =
                !(before?.isWordPart ?? false)
                && !(after.map { $0.isWordPart && $0 != "." } ?? false)
            if isWhole { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber || "-_.".contains(self) }
}
