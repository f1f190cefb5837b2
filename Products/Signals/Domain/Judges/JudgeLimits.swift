/// Sizes that bound what judges are asked and may answer.
package enum JudgeLimits {
    /// Longest title of a report or pull request, in characters.
    package static let titleCharactersMax = 96
    /// Longest reason of a match, in characters.
    package static let matchReasonCharactersMax = 100
    /// Queries that one signal is searched with at the most, beside its own vector.
    package static let queriesMax = 3
    /// Longest query, in tokens of four bytes.
    package static let queryTokensMax = 2_048
    /// Members of a report that the specificity gate reads.
    package static let gateMembersMax = 8
    /// Characters of each member that the specificity gate reads.
    package static let gateMemberCharactersMax = 500
    /// Characters of an example text that query generation reads.
    package static let exampleCharactersMax = 300
    /// Longest summary of a record, in characters.
    package static let recordSummaryCharactersMax = 2_000
    /// Candidates that one search lists.
    package static let candidatesMax = 10
    /// How often an answer that the validator refuses is asked for in all.
    package static let attemptsMax = 3
    /// How far the length of an embedding may be from one.
    package static let embeddingNormTolerance = 1e-5
    /// Reviewers that are suggested at the most.
    package static let reviewersMax = 3
    /// Commits that count for reviewers at the most.
    package static let reviewerCommitsMax = 15
    /// Paths of a checkout that are ranked; what is cut is said in the reason.
    package static let pathsMax = 50_000
    /// Paths that a finding names at the most.
    package static let findingPathsMax = 5
    /// Commits that a finding names at the most.
    package static let findingCommitsMax = 5
}
