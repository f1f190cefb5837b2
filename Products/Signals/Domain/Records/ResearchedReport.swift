package import Events
package import SignalsContracts

/// A report that was researched elsewhere, as a file holds it.
package struct ResearchedReport: Hashable, Sendable {
    /// Its signals, the first of which founds a report where none holds them yet.
    package var signals: [SignalID]
    /// What research came to.
    package var outcome: ResearchOutcome
    /// What is attached to it.
    package var artefacts: [Artefact]
    /// How urgent it is.
    package var priority: Priority

    /// Reads `{name, report_id, generated_at, repository, signal_ids, result}`.
    package init(_ document: JSONValue) throws(SignalsError) {
        guard let result = document["result"], result.object != nil else {
            throw .invalidArgument("result", "it is missing, or not an object")
        }
        signals = try Self.signals(document["signal_ids"])
        guard let title = result["title"]?.string ?? document["name"]?.string, !title.isBlank,
            title.count <= SignalsLimits.titleCharactersMax
        else {
            throw .invalidArgument(
                "title", "it has to have 1 to \(SignalsLimits.titleCharactersMax) characters")
        }
        let summary = result["summary"]?.string ?? ""
        guard !summary.isBlank, summary.count <= SignalsLimits.summaryCharactersMax else {
            throw .invalidArgument(
                "summary", "it has to have 1 to \(SignalsLimits.summaryCharactersMax) characters")
        }
        priority = try Self.choice(result, "priority", .p4)
        let judgment = ActionabilityJudgment(
            actionability: try Self.choice(result, "actionability", .immediatelyActionable),
            explanation: result["actionability_explanation"]?.string ?? "researched elsewhere",
            alreadyAddressed: result["already_addressed"]?.bool ?? false)
        artefacts = [
            .actionabilityJudgment(judgment),
            .priorityJudgment(
                PriorityJudgment(
                    priority: priority,
                    explanation: result["priority_explanation"]?.string ?? "researched elsewhere")),
        ]
        if let repository = document["repository"]?.string {
            let selection = RepositorySelection(
                repository: repository, reason: "researched elsewhere",
                candidates: [RepositoryCandidate(repository: repository, score: 1)])
            artefacts.insert(.repositorySelection(selection), at: 0)
        }
        outcome =
            switch judgment.actionability {
            case .immediatelyActionable: .ready(title: title, summary: summary)
            case .requiresHumanInput:
                .inputRequested(
                    title: title, summary: summary, reason: judgment.explanation)
            case .notActionable: .notActionable(explanation: judgment.explanation)
            }
    }

    private static func signals(_ value: JSONValue?) throws(SignalsError) -> [SignalID] {
        let texts = (value?.array ?? []).map(\.string)
        var ids: [SignalID] = []
        for text in texts {
            guard let id = text.flatMap(SignalID.init), !ids.contains(id) else {
                throw .invalidArgument(
                    "signal_ids", "'\(text ?? "?")' is not an id, or is named twice")
            }
            ids.append(id)
        }
        guard (1...SignalsLimits.commitSignalsMax).contains(ids.count) else {
            throw .invalidArgument(
                "signal_ids", "name 1 to \(SignalsLimits.commitSignalsMax) signals")
        }
        return ids
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ result: JSONValue, _ name: String, _ standard: Choice
    ) throws(SignalsError) -> Choice {
        guard let value = result[name], !value.isNull else { return standard }
        guard let choice = value.string.flatMap(Choice.init(rawValue:)) else {
            throw .invalidArgument(
                name, "use one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }
}
