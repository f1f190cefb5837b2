package import SignalsContracts

/// What the code and its history say about one signal.
package enum ResearchStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let signal: JudgedSignal
        /// What the source itself proposed; research treats it as given.
        package let remediation: String?
        /// `owner/repo`.
        package let repository: String

        package init(signal: JudgedSignal, remediation: String? = nil, repository: String) {
            (self.signal, self.remediation) = (signal, remediation)
            self.repository = repository
        }
    }

    package typealias Answer = Finding

    package static let name = StepName.research

    /// Checks what the question alone shows; `validate(_:for:facts:)` checks the rest.
    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        guard answer.signalID == question.signal.id else {
            throw InvalidAnswer(name, "signal_id must be \(question.signal.id)")
        }
        for sha in answer.namedSHAs where !isShortSHA(sha) {
            throw InvalidAnswer(name, "\(sha) is not a sha of 7 hexadecimal digits")
        }
    }

    /// Checks an answer against the checkout that it speaks about.
    package static func validate(
        _ answer: Answer, for question: Question, facts: Facts
    ) throws(InvalidAnswer) {
        try validate(answer, for: question)
        for path in answer.codePaths where !facts.paths.contains(path) {
            throw InvalidAnswer(name, "\(path) does not exist in \(question.repository)")
        }
        for sha in answer.namedSHAs where !facts.commits.contains(sha) {
            throw InvalidAnswer(
                name, "commit \(sha) is not in the history of \(question.repository)")
        }
    }

    /// Which of the paths and commits that an answer names really are there.
    package struct Facts: Sendable {
        package let paths: Set<String>
        package let commits: Set<String>

        package init(paths: Set<String>, commits: Set<String>) {
            (self.paths, self.commits) = (paths, commits)
        }
    }

    private static func isShortSHA(_ text: String) -> Bool {
        text.utf8.count == 7
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

/// The result of research into one signal.
package struct Finding: Codable, Sendable, Equatable {
    package let signalID: SignalID
    /// Most relevant first.
    package let codePaths: [String]
    /// Most relevant first.
    package let commits: [RelevantCommit]
    /// What was looked for, in words.
    package let dataQueried: String
    /// A string or symbol that the signal quotes was found in the code.
    package let verified: Bool
    /// The quoted strings and symbols that were found, for later steps.
    package let symbols: [String]
    /// The commit after the signal that touches a quoted symbol and whose message names the symptom.
    package let addressedBy: RelevantCommit?

    package init(
        signalID: SignalID, codePaths: [String], commits: [RelevantCommit], dataQueried: String,
        verified: Bool, symbols: [String], addressedBy: RelevantCommit? = nil
    ) {
        (self.signalID, self.codePaths, self.commits) = (signalID, codePaths, commits)
        (self.dataQueried, self.verified) = (dataQueried, verified)
        (self.symbols, self.addressedBy) = (symbols, addressedBy)
    }

    /// Every commit that the finding speaks of.
    package var namedSHAs: [String] { commits.map(\.sha) + [addressedBy?.sha].compactMap(\.self) }

    /// The finding as it is attached to the report.
    package var artefact: SignalFinding {
        SignalFinding(
            signalID: signalID, relevantCodePaths: codePaths,
            relevantCommitHashes: Dictionary(
                commits.map { ($0.sha, $0.reason) }, uniquingKeysWith: { first, _ in first }),
            dataQueried: dataQueried, verified: verified)
    }

    private enum CodingKeys: String, CodingKey {
        case signalID = "signal_id"
        case codePaths = "relevant_code_paths"
        case commits = "relevant_commits"
        case dataQueried = "data_queried"
        case verified, symbols
        case addressedBy = "addressed_by"
    }
}
