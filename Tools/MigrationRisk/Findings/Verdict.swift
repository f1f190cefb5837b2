/// What one rule says about one operation.
struct Verdict: Hashable, Sendable {
    let rule: String
    var score: Int
    let reason: String
    /// How the same is reached without the risk.
    var safeWay: String?
    /// The name that squawk gives to it.
    var squawk: String?
    /// Whether it speaks of waiting, scanning or old code: an empty new table has none of these.
    var isAboutUse = true
    /// Why it is meant, where a directive said so.
    var waived: String?

    init(
        _ rule: String, _ score: Int, _ reason: String, safeWay: String? = nil,
        squawk: String? = nil, isAboutUse: Bool = true
    ) {
        (self.rule, self.score, self.reason, self.safeWay) = (rule, score, reason, safeWay)
        self.squawk = squawk ?? RiskRule.named(rule)?.squawk.first
        self.isAboutUse = isAboutUse
    }

    /// The score that counts.
    var weight: Int { waived == nil ? score : 0 }
    var level: Level { Level(score: weight) }
}

/// An operation with everything that was said about it.
struct AssessedOperation: Sendable {
    let operation: Operation
    /// The heaviest first.
    var verdicts: [Verdict]
    /// Whether its table was made in the same migration.
    let isFresh: Bool

    var score: Int { verdicts.map(\.weight).max() ?? 0 }
    var level: Level { Level(score: score) }
    var main: Verdict? { verdicts.first }
    /// `#4 RunProgram`.
    var label: String { "#\(operation.number) \(operation.kind)" }
}

/// Something about several operations, or about a migration as a whole.
struct Remark: Hashable, Sendable {
    let rule: String
    let level: Level
    /// The operations that it is about.
    var numbers: [Int] = []
    /// What stands before the text: `#4 RunProgram + #1 AddColumn`.
    var subject = ""
    let text: String
    var line = 1
}

/// A migration with all that was found in it.
package struct AssessedMigration: Sendable {
    /// Below the folder.
    package let file: String
    var operations: [AssessedOperation]
    var combinations: [Remark] = []
    var policies: [Remark] = []
    var info: [String] = []
    /// Findings that a directive waived, each with its reason.
    var waivers: [String] = []

    /// The highest score of operations, combinations and policies.
    var score: Int {
        let remarks = (combinations + policies).map { remark in
            switch remark.level {
            case .blocked: Limits.scoreMax
            case .review: Limits.reviewMin
            case .safe, .info: 0
            }
        }
        return (operations.map(\.score) + remarks).max() ?? 0
    }
    /// How much it weighs as a whole.
    package var level: Level { Level(score: score) }
}
