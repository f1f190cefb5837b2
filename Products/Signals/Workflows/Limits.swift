/// The bounds of the product's workflows.
enum FlowLimits {
    /// Events of a run's history from which an endless workflow hands over to the next run.
    static let historyEventsMax = 1_000
    /// Age of a run from which an endless workflow hands over to the next run.
    static let runAgeMax = Duration.seconds(86_400)
    /// Signals of a batch that the safety filter looks at together.
    static let filteredAtOnce = 10
    /// Signals of a round that are prepared together.
    static let preparedAtOnce = 20
    /// Rounds in which a signal is tried together with others.
    static let roundsMax = 3
    /// Pause before a round is tried again.
    static let roundPause = Duration.seconds(10)
    /// How often a match is asked for again because the report it named is gone.
    static let rematchesMax = 3
    /// How often the placing of one signal is tried.
    static let placingsMax = 3
    /// How long a round waits for the view of the log to show what it assigned.
    static let visibilityDeadline = Duration.seconds(10)
    /// Rounds of research in one run.
    static let researchRoundsMax = 10
    /// Pauses after an infrastructure error in research, in their order; after the last the report fails.
    static let researchPauses = [Duration.seconds(60), .seconds(600), .seconds(3_600)]
    /// Ends of research that the reconciler takes up together.
    static let closingsAtOnce = 50
    /// How often it is tried to give one report back.
    static let takingsBackMax = 3
    /// Records that are judged at the same time.
    static let recordsJudgedAtOnce = 20
    /// Signals that are handed to the buffer at the same time.
    static let submissionsAtOnce = 50
    /// Signals of a reingestion in one letter.
    static let reingestedPage = 50
    /// How far ahead the grouping is stopped while reports are released.
    static let reingestionPause = Duration.seconds(600)
    /// Runs that a cleanup lists at a time.
    static let terminatedPage = 100
    /// Events that an index reads at a time.
    static let indexPageMax = 500
    /// Vectors that are kept between activities.
    static let cachedVectorsMax = 8_192
    /// Repository selections and researches that run at a time in one process.
    static let researchSlots = 5
}
