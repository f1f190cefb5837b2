package import SignalsDomain

/// The judges of a team: one implementation for all steps, and others for single ones.
package struct JudgePanel: Judges {
    private let standard: any Judges
    private let exceptions: [StepName: any Judges]

    /// Seats judges directly, as tests do.
    package init(_ standard: any Judges, except exceptions: [StepName: any Judges] = [:]) {
        (self.standard, self.exceptions) = (standard, exceptions)
    }

    /// Reads `SIGNALS_JUDGE` and `SIGNALS_JUDGE_{STEP}`; `offline` where they are not set.
    ///
    /// - Parameters:
    ///   - settings: The environment.
    ///   - tools: What offline methods look into.
    ///   - keep: Wraps judges that are no offline methods, by name, so that they are asked once.
    /// - Throws: `JudgeError.unknownJudge` for anything but `offline` and `recorded:DIR`.
    package init(
        settings: [String: String], tools: OfflineTools,
        keeping keep: (any Judges, String) -> any Judges = { judges, _ in judges }
    ) throws(JudgeError) {
        let key = "SIGNALS_JUDGE"
        func judges(named name: String) throws(JudgeError) -> any Judges {
            let judges = try Self.judges(named: name, tools: tools)
            return name == "offline" ? judges : keep(judges, name)
        }
        standard = try judges(named: settings[key] ?? "offline")
        var exceptions: [StepName: any Judges] = [:]
        for step in StepName.allCases {
            guard let name = settings["\(key)_\(step.rawValue.uppercased())"] else { continue }
            exceptions[step] = try judges(named: name)
        }
        self.exceptions = exceptions
    }

    package func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        try await (exceptions[Step.name] ?? standard).answer(question, as: step)
    }

    private static func judges(
        named name: String, tools: OfflineTools
    ) throws(JudgeError) -> any Judges {
        if name == "offline" { return OfflineJudges(tools: tools) }
        let recorded = "recorded:"
        guard name.hasPrefix(recorded), name.count > recorded.count else {
            throw .unknownJudge(name)
        }
        return RecordedJudges(directory: String(name.dropFirst(recorded.count)), tools: tools)
    }
}
