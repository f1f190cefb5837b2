public import Events
public import Workflows

/// The workflows of the product by name; whoever holds a reference can reach one, not build it.
///
/// Types, ids, signals and queries keep the names that users of the reference system know.
public enum SignalFlows {
    /// Collects accepted signals of a team into batches; one an id, endless.
    public static let buffer = WorkflowReference<TeamInput, NoValue>(
        "buffer-signals", queue: queue, mailbox: .bounded(SignalsLimits.pendingSignalsMax))
    /// Hands a signal to the buffer.
    public static let submitSignal = buffer.signal("submit_signal", of: SubmittedSignal.self)
    /// How many signals wait in the buffer.
    public static let bufferSize = buffer.query("get_buffer_size", returns: Int.self)

    /// Groups a team's signals into reports; the only writer of membership, endless.
    public static let grouping = WorkflowReference<GroupingInput, NoValue>(
        "team-signal-grouping-v2", queue: queue)
    /// Hands a batch to the grouping.
    public static let submitBatch = grouping.signal("submit_batch", of: SubmittedBatch.self)
    /// Stops the grouping until a moment; mail keeps arriving.
    public static let setPausedUntil = grouping.signal("set_paused_until", of: PausedState.self)
    /// Lets the grouping go on.
    public static let clearPaused = grouping.signal("clear_paused")
    /// Until when the grouping is stopped.
    public static let pausedState = grouping.query("get_paused_state", returns: PausedState.self)

    /// Researches one report until somebody can act on it.
    public static let summary = WorkflowReference<ReportInput, NoValue>(
        "signal-report-summary", queue: queue)
    /// Tells the research that its report has grown.
    public static let signalsAdded = summary.signal("signals_added")

    /// Marks one delivery in the list of runs; it carries nothing and completes at once.
    public static let emitter = WorkflowReference<SignalInput, NoValue>(
        "signal-emitter", queue: queue)

    /// Brings the records of one import to the buffer.
    public static let importing = WorkflowReference<ImportInput, ImportOutcome>(
        "emit-signals", queue: queue)
    /// Hands accepted records to their import.
    public static let submitRecords = importing.signal("submit_records", of: SubmittedRecords.self)

    /// Sends the signals of a report through the grouping again.
    public static let reportReingestion = WorkflowReference<ReportInput, NoValue>(
        "signal-report-reingestion", queue: queue)
    /// Hides a report for good and settles its signals.
    public static let reportDeletion = WorkflowReference<ReportInput, NoValue>(
        "signal-report-deletion", queue: queue)
    /// Sends every live signal of a team through the grouping again.
    public static let teamReingestion = WorkflowReference<ReingestionInput, NoValue>(
        "team-signal-reingestion", queue: queue)
    /// Ends a team's epoch.
    public static let cleanup = WorkflowReference<TeamInput, NoValue>(
        "signals-cleanup", queue: queue)
    /// Chooses a repository when somebody asks, outside of any research.
    public static let selection = WorkflowReference<SelectionInput, RepositorySelection>(
        "signal-repository-selection", queue: queue)
    /// Gives reports back whose research was closed from outside.
    public static let reconciler = WorkflowReference<TeamInput, NoValue>(
        "signals-reconciler", queue: queue)

    /// Tells the reconciler of research that has no run any more.
    public static let researchClosed = reconciler.signal("run_closed", of: ReportInput.self)

    /// The queue of everything but research.
    public static let queue = "signals"
    /// The queue of repository selection and research.
    public static let researchQueue = "signals-research"
}

extension SignalFlows {
    /// The workflow id of a team's buffer.
    public static func bufferID(_ team: TeamID) -> String { "\(buffer.name)-\(team)" }

    /// The workflow id of a team's grouping.
    public static func groupingID(_ team: TeamID) -> String { "\(grouping.name)-\(team)" }

    /// The workflow id of a report's research, the same for every run.
    public static func summaryID(_ team: TeamID, _ report: ReportID) -> String {
        "\(summaryPrefix)\(team):\(report)"
    }

    /// How the workflow ids of all research begin.
    public static let summaryPrefix = "signals-report:"

    /// The workflow id of the trace of one delivery.
    public static func emitterID(_ team: TeamID, _ signal: SignalID) -> String {
        "\(emitter.name)-\(team)-\(signal)"
    }

    /// The workflow id of one import.
    public static func importingID(
        _ team: TeamID, _ source: SourcePair, _ importID: ImportID
    ) -> String {
        "\(importing.name)-\(team)-\(source.product)-\(importID)"
    }

    /// The workflow id of a report's reingestion.
    public static func reportReingestionID(_ team: TeamID, _ report: ReportID) -> String {
        "\(reportReingestion.name)-\(team)-\(report)"
    }

    /// The workflow id of a report's deletion.
    public static func reportDeletionID(_ team: TeamID, _ report: ReportID) -> String {
        "\(reportDeletion.name)-\(team)-\(report)"
    }

    /// The workflow id of a team's reingestion.
    public static func teamReingestionID(_ team: TeamID) -> String {
        "\(teamReingestion.name)-\(team)"
    }

    /// The workflow id of a team's cleanup.
    public static func cleanupID(_ team: TeamID) -> String { "\(cleanup.name)-\(team)" }

    /// The workflow id of one choice of a repository.
    public static func selectionID(_ team: TeamID, _ request: UniqueID) -> String {
        "\(selection.name)-\(team)-\(request)"
    }

    /// The workflow id of a team's reconciler.
    public static func reconcilerID(_ team: TeamID) -> String { "\(reconciler.name)-\(team)" }
}
