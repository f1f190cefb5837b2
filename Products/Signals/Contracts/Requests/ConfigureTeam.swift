/// What is to change in the settings of a team; what is nil, or not named, stays.
public struct ConfigureTeam: Hashable, Sendable {
    /// Whether language models may process what the team sends.
    public var consent: TeamSettings.Consent?
    /// How long signals wait for each other.
    public var preset: Preset?
    /// Single settings that differ from the preset.
    public var overrides: PacingOverrides?
    /// Who judges.
    public var judge: JudgeChoice?
    /// Who judges single steps.
    public var stepJudges: [String: JudgeChoice]?
    /// Reports that may be researched in a day, 0 for any number.
    public var maxReportsPerDay: Int?  // tidy: stored and served under this name
    /// Days that a signal stays a candidate for matches.
    public var matchWindowDays: Int?
    /// Whether every delivery leaves a run.
    public var emitterTrace: TeamSettings.EmitterTrace?
    /// The login that suggested reviewers are compared with.
    public var login: String?

    /// Puts the value together.
    public init(
        consent: TeamSettings.Consent? = nil, preset: Preset? = nil,
        overrides: PacingOverrides? = nil, judge: JudgeChoice? = nil,
        stepJudges: [String: JudgeChoice]? = nil, maxReportsPerDay: Int? = nil,
        matchWindowDays: Int? = nil, emitterTrace: TeamSettings.EmitterTrace? = nil,
        login: String? = nil
    ) {
        (self.consent, self.preset, self.overrides) = (consent, preset, overrides)
        (self.judge, self.stepJudges, self.maxReportsPerDay) = (judge, stepJudges, maxReportsPerDay)
        (self.matchWindowDays, self.emitterTrace) = (matchWindowDays, emitterTrace)
        self.login = login
    }
}

extension ConfigureTeam {
    /// The settings with the changes applied.
    package func applied(to settings: TeamSettings) throws(SignalsError) -> TeamSettings {
        var changed = settings
        changed.consent = consent ?? settings.consent
        changed.preset = preset ?? settings.preset
        if let overrides {
            changed.overrides = settings.overrides.merged(with: try overrides.checked())
        }
        changed.judge = judge ?? settings.judge
        changed.stepJudges.merge(stepJudges ?? [:]) { $1 }
        changed.emitterTrace = emitterTrace ?? settings.emitterTrace
        changed.login = login ?? settings.login
        if let days = matchWindowDays {
            guard (0...36_500).contains(days) else {
                throw .invalidArgument("match_window_days", "it has to be 0 to 36,500")
            }
            changed.matchWindowDays = days
        }
        if let reports = maxReportsPerDay {
            guard (0...1_000_000).contains(reports) else {
                throw .invalidArgument("max_reports_per_day", "it has to be 0 to 1,000,000")
            }
            changed.maxReportsPerDay = reports == 0 ? nil : reports
        }
        return changed
    }
}
