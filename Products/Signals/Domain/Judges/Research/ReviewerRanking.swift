import Events
import SignalsContracts

/// Ranks authors by what they changed: earlier findings weigh more, old commits less.
package enum ReviewerRanking {
    package static func judge(_ question: ReviewersStep.Question) -> ReviewersStep.Answer {
        struct Author {
            var name: String
            var score = 0.0
            var commits: [RelevantCommit] = []
        }
        var logins: [String] = []
        var authors: [String: Author] = [:]
        let count = question.commits.count
        for (place, commit) in question.commits.enumerated() {
            if authors[commit.login] == nil { logins.append(commit.login) }
            var author = authors[commit.login] ?? Author(name: commit.name)
            author.score +=
                Double(count - place) * recency(question.asOf - commit.committedAt)
            author.commits.append(RelevantCommit(sha: commit.sha, reason: commit.reason))
            authors[commit.login] = author
        }
        let reviewers = logins.enumerated().compactMap { place, login in
            authors[login].map { author in
                (
                    place,
                    SuggestedReviewer(
                        login: login, name: author.name, relevantCommits: author.commits,
                        score: (author.score * 1e6).rounded() / 1e6)
                )
            }
        }
        let best = reviewers.sorted {
            $0.1.score != $1.1.score ? $0.1.score > $1.1.score : $0.0 < $1.0
        }
        return .init(reviewers: best.prefix(JudgeLimits.reviewersMax).map(\.1))
    }

    /// 1.0 up to 30 days, then linear down to 0.3 at 180 days, 0.15 beyond.
    static func recency(_ age: Duration) -> Double {
        let days = Double(age.microseconds) / 86_400_000_000
        if days <= 30 { return 1 }
        if days <= 180 { return 1 - (days - 30) / 150 * 0.7 }
        return 0.15
    }
}
