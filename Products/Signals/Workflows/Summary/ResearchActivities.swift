import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Judges a report as a whole, its signals read together.
struct JudgeReportSafety: Activity {
    let desk: SignalsDesk

    func run(_ input: ResearchInput, _ context: ActivityContext) async throws -> SafetyJudgment {
        let signals = try await desk.judged(input.signals, of: input.team)
        let answer = try await desk.judges.answer(
            .init(signals: signals), as: ReportSafetyStep.self
        ).answer
        return SafetyJudgment(choice: answer.choice, explanation: answer.explanation)
    }
}

/// Chooses the repository that the change would be made in; a person's answer comes first.
struct SelectRepository: Activity {
    let desk: SignalsDesk

    func run(
        _ input: ResearchInput, _ context: ActivityContext
    ) async throws -> RepositorySelection {
        let standing = try await desk.decisions.report(input.report).state.standing
        let team = try await desk.decisions.team(input.team).state
        if let chosen = standing.answeredRepository,
            team.repositories.contains(where: { $0.name == chosen })
        {
            return RepositorySelection(repository: chosen, reason: "chosen by a person")
        }
        try context.heartbeat()
        let question = RepositoryStep.Question(
            signals: try await desk.judged(input.signals, of: input.team),
            repositories: team.repositories.map(\.name))
        return try await ConnectedCheckouts.$team.withValue(input.team) {
            try await desk.judges.answer(question, as: RepositoryStep.self).answer
        }
    }
}

/// Researches every signal of a report in the code and its history, then weighs the findings.
struct ResearchReport: Activity {
    let desk: SignalsDesk

    func run(_ input: ResearchInput, _ context: ActivityContext) async throws -> ResearchResult {
        try await ConnectedCheckouts.$team.withValue(input.team) {
            try await research(input, context)
        }
    }

    private func research(
        _ input: ResearchInput, _ context: ActivityContext
    ) async throws -> ResearchResult {
        let standings = try await desk.decisions.standings(of: input.signals, team: input.team)
        let signals = standings.compactMap(desk.judged)
        let repository = input.repository ?? ""
        let answer = try await desk.decisions.report(input.report).state.standing.answer
        var findings: [Finding] = []
        for (standing, signal) in zip(standings, signals) {
            try context.heartbeat(findings.count)
            // What a person answered is given, as what the source itself proposed is.
            let given = [standing.state.accepted?.remediation?.agent, answer].compactMap(\.self)
            let question = ResearchStep.Question(
                signal: signal,
                remediation: given.isEmpty ? nil : given.joined(separator: "\n"),
                repository: repository)
            findings.append(try await desk.judges.answer(question, as: ResearchStep.self).answer)
        }
        return try await weigh(findings, signals, repository, context)
    }

    private func weigh(
        _ findings: [Finding], _ signals: [JudgedSignal], _ repository: String,
        _ context: ActivityContext
    ) async throws -> ResearchResult {
        let judges = desk.judges
        let actionability = try await judges.answer(
            .init(signals: signals, findings: findings), as: ActionabilityStep.self
        ).answer
        let text = try await judges.answer(
            .init(signals: signals, findings: findings), as: SummaryStep.self
        ).answer
        var artefacts = findings.map { Artefact.signalFinding($0.artefact) }
        artefacts.append(.actionabilityJudgment(actionability))
        if actionability.actionability != .notActionable {
            let priority = try await judges.answer(
                .init(signals: signals, findings: findings), as: PriorityStep.self
            ).answer
            let reviewers = try await judges.answer(
                .init(commits: commits(findings, repository), asOf: context.now),
                as: ReviewersStep.self
            ).answer
            artefacts += [
                .priorityJudgment(priority), .suggestedReviewers(reviewers.reviewers),
            ]
        }
        return ResearchResult(
            actionability: actionability.actionability, explanation: actionability.explanation,
            title: text.title, summary: text.summary, artefacts: artefacts)
    }

    /// The commits of the findings in order, each once, with their authors.
    private func commits(
        _ findings: [Finding], _ repository: String
    ) async throws -> [ReviewersStep.Commit] {
        guard let checkout = try await desk.checkouts.checkout(of: repository) else { return [] }
        var known: Set<String> = []
        var commits: [ReviewersStep.Commit] = []
        for relevant in findings.flatMap(\.commits) where known.insert(relevant.sha).inserted {
            guard commits.count < JudgeLimits.reviewerCommitsMax,
                let commit = try await checkout.commit(relevant.sha)
            else { continue }
            commits.append(
                .init(
                    sha: relevant.sha, reason: relevant.reason, login: commit.login,
                    name: commit.authorName, committedAt: commit.committedAt))
        }
        return commits
    }
}
