package import Events
package import SignalsContracts

/// Asks who knows the code that a report is about.
package enum ReviewersStep: JudgeStep {
    /// A commit of the findings with its author.
    package struct Commit: Codable, Sendable, Equatable {
        package let sha: String
        package let reason: String
        package let login: String
        package let name: String
        package let committedAt: Timestamp

        package init(
            sha: String, reason: String, login: String, name: String, committedAt: Timestamp
        ) {
            (self.sha, self.reason, self.login) = (sha, reason, login)
            (self.name, self.committedAt) = (name, committedAt)
        }
    }

    package struct Question: Codable, Sendable {
        /// Most relevant first; what is beyond the limit does not count.
        package let commits: [Commit]
        /// The moment from which the age of a commit is counted.
        package let asOf: Timestamp

        package init(commits: [Commit], asOf: Timestamp) {
            self.commits = Array(commits.prefix(JudgeLimits.reviewerCommitsMax))
            self.asOf = asOf
        }
    }

    package struct Answer: Codable, Sendable, Equatable {
        package let reviewers: [SuggestedReviewer]

        package init(reviewers: [SuggestedReviewer]) { self.reviewers = reviewers }
    }

    package static let name = StepName.reviewers

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        guard answer.reviewers.count <= JudgeLimits.reviewersMax else {
            throw InvalidAnswer(
                name,
                "\(answer.reviewers.count) reviewers; at most \(JudgeLimits.reviewersMax)")
        }
        let known = Set(question.commits.map(\.login))
        for reviewer in answer.reviewers where !known.contains(reviewer.login) {
            throw InvalidAnswer(name, "\(reviewer.login) is not an author in the history")
        }
    }
}
