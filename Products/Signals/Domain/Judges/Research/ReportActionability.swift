package import SignalsContracts

/// Says offline whether somebody can act on a report now.
package enum ReportActionability {
    package static func judge(_ question: ActionabilityStep.Question) -> ActionabilityJudgment {
        let wanted = question.signals.filter { signal in
            ActionabilityFilter.judge(.init(source: signal.source, text: signal.text)).actionable
        }
        guard !wanted.isEmpty else {
            return ActionabilityJudgment(
                actionability: .notActionable,
                explanation: "Not actionable: only questions, praise or noise")
        }
        let verified = question.findings.filter { $0.verified && !$0.codePaths.isEmpty }
        let addressed = question.findings.compactMap(\.addressedBy).first
        guard let finding = verified.first, question.repositoriesThatFit <= 1 else {
            let reason =
                verified.isEmpty
                ? "nothing that the signals quote was found in the code"
                : "\(question.repositoriesThatFit) repositories fit equally well"
            return ActionabilityJudgment(
                actionability: .requiresHumanInput, explanation: "It is real, but \(reason)",
                alreadyAddressed: addressed != nil)
        }
        let symbol = finding.symbols.first.map { "`\($0)`" } ?? "what the signal quotes"
        var explanation =
            "\(wanted.count) of \(question.signals.count) signals ask for a change, and \(symbol) "
            + "was found in \(finding.codePaths[0])"
        if let addressed { explanation += "; commit \(addressed.sha) may have settled it" }
        return ActionabilityJudgment(
            actionability: .immediatelyActionable, explanation: explanation,
            alreadyAddressed: addressed != nil)
    }
}
