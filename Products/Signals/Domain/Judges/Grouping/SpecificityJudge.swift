package import SignalsContracts

/// The offline gate: one change settles a report whose signals share a rare term and stay alike.
package enum SpecificityJudge {
    package static func judge(_ question: SpecificityStep.Question) -> Specificity {
        let title = pullRequestTitle(question)
        let rare = question.likeness.shared.filter { $0.rarity >= Bar.rarityMin }
        let common = rare.first { $0.members * 2 >= question.members.count }
        guard let common else {
            return Specificity(
                prTitle: title, specificEnough: false,
                reason: "the signal shares only generic words with the report's signals")
        }
        if let floor = question.likeness.floor,
            question.likeness.mean < floor * Bar.floorShare
        {
            return Specificity(
                prTitle: title, specificEnough: false,
                reason: "likeness \(question.likeness.mean) is below the report's floor \(floor)")
        }
        let term = common.term.replacing("@", with: "")
        return Specificity(
            prTitle: title, specificEnough: true,
            reason: "\(common.members) of \(question.members.count) signals also say `\(term)`")
    }

    private static func pullRequestTitle(_ question: SpecificityStep.Question) -> String {
        let title = question.reportTitle
        return AnswerCheck.isBlank(title)
            ? Titles.firstLine(of: question.members.first ?? question.signal)
            : Titles.cut(title, to: JudgeLimits.titleCharactersMax)
    }

    private enum Bar {
        /// Half of the signals having a term makes it generic; a rarity of 0.1 and less.
        static let rarityMin = 0.1
        static let floorShare = 0.4
    }
}
