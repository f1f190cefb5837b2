/// How a team is served.
public struct TeamSettings: Codable, Hashable, Sendable {
    /// Whether language models may process what the team sends.
    public var consent: Consent
    /// How long signals wait for each other.
    public var preset: Preset
    /// Single settings that differ from the preset.
    public var overrides: PacingOverrides
    /// Who judges.
    public var judge: JudgeChoice
    /// Who judges single steps, by the step's name.
    public var stepJudges: [String: JudgeChoice]
    /// Reports that may be researched in a day, nil for any number.
    public var maxReportsPerDay: Int?  // tidy: stored and served under this name
    /// Days that a signal stays a candidate for matches, 0 for ever.
    public var matchWindowDays: Int
    /// Whether every delivery leaves a run that can be listed.
    public var emitterTrace: EmitterTrace
    /// The login that suggested reviewers are compared with.
    public var login: String?

    /// Puts the value together.
    public init(
        consent: Consent = .unset, preset: Preset = .adaptive,
        overrides: PacingOverrides = PacingOverrides(), judge: JudgeChoice = .offline,
        stepJudges: [String: JudgeChoice] = [:], maxReportsPerDay: Int? = nil,
        matchWindowDays: Int = 0, emitterTrace: EmitterTrace = .on, login: String? = nil
    ) {
        (self.consent, self.preset, self.overrides) = (consent, preset, overrides)
        (self.judge, self.stepJudges, self.maxReportsPerDay) = (judge, stepJudges, maxReportsPerDay)
        (self.matchWindowDays, self.emitterTrace) = (matchWindowDays, emitterTrace)
        self.login = login
    }

    private enum CodingKeys: String, CodingKey {
        case consent, preset, overrides, judge, login
        case stepJudges = "step_judges"
        case maxReportsPerDay = "max_reports_per_day"
        case matchWindowDays = "match_window_days"
        case emitterTrace = "emitter_trace"
    }
}

extension TeamSettings {
    /// Whether language models may process what a team sends.
    public enum Consent: String, Codable, CaseIterable, Hashable, Sendable {
        /// Nobody has said anything: judges that stay on this machine may work.
        case unset
        /// Yes.
        case yes
        /// No, and every signal is refused.
        case no
    }

    /// Whether every delivery leaves a run that can be listed.
    public enum EmitterTrace: String, Codable, CaseIterable, Hashable, Sendable {
        /// It does.
        case on
        /// It does not.
        case off
    }

    /// Whether any judge of the team sends texts to another machine.
    public var hasRemoteJudge: Bool {
        judge.isRemote || stepJudges.values.contains { $0.isRemote }
    }
}

/// Who judges: this machine, a service, or a folder of recorded answers.
public struct JudgeChoice: Hashable, Sendable, CustomStringConvertible, LosslessStringConvertible {
    /// The choice in words: `offline`, `anthropic`, `openai` or `recorded:FOLDER`.
    public let description: String

    /// Reads a choice; nil for one that does not exist.
    public init?(_ description: String) {
        let known = ["offline", "anthropic", "openai"]
        guard known.contains(description) || description.hasPrefix("recorded:") else { return nil }
        self.description = description
    }

    private init(checked description: String) {
        self.description = description
    }

    /// Classical methods on this machine.
    public static let offline = JudgeChoice(checked: "offline")

    /// Whether it sends texts to another machine.
    public var isRemote: Bool { description == "anthropic" || description == "openai" }
}

extension JudgeChoice: Codable {
    /// Reads the words.
    public init(from decoder: any Decoder) throws {
        let words = try decoder.singleValueContainer().decode(String.self)
        guard let choice = JudgeChoice(words) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not a judge: \(words.prefix(40))"))
        }
        self = choice
    }

    /// Writes the words.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
