public import BlobStore
public import EventStore
public import Events
public import SignalsContracts
public import SignalsFacade
public import Workflows

/// Puts the code of the product behind the names of its workflows and activities; builds none of it.
///
/// - Parameters:
///   - registry: Where the engine looks them up.
///   - signals: The door whose decisions the activities carry out.
///   - store: The log that indexes are folded from.
///   - blobs: Where batches are kept.
///   - time: The clock of what is not a workflow's.
///   - settings: `SIGNALS_JUDGE`, `SIGNALS_JUDGE_{STEP}`, `BUFFER_MAX_SIZE` and the like.
///   - completed: Told of every report that research has completed; a failure changes no report.
///   - say: Told what could not be looked at by what runs beside the workers.
/// - Returns: What has to run beside the workers until it is cancelled.
/// - Throws: What is wrong with the settings.
@discardableResult
public func bindSignals(
    _ registry: WorkflowRegistry, _ signals: Signals, store: any EventStore,
    blobs: any BlobStore, time: any TimeSource, settings: [String: String] = [:],
    completed: @escaping @Sendable (ReportID, TeamID) async throws -> Void = { _, _ in },
    say: @escaping @Sendable (String) -> Void = { _ in }
) throws -> @Sendable () async -> Void {
    let checkouts = ConnectedCheckouts(signals.decisions)
    let judges = try JudgePanel(
        settings: settings, tools: OfflineTools(checkouts: checkouts)
    ) { KeptJudges($0, model: $1, in: store) }
    let vectors = VectorCache(judges)
    let desk = SignalsDesk(
        decisions: signals.decisions, store: store, client: signals.client, blobs: blobs,
        judges: judges,
        checkouts: checkouts, vectors: vectors, indexes: SignalIndexes(over: store, vectors),
        time: time, completed: completed,
        pacing: try PacingOverrides(environment: settings))
    bind(registry, desk)
    return { await watchResearch(of: signals, store: store, time: time, say: say) }
}

func bind(_ registry: WorkflowRegistry, _ desk: SignalsDesk) {
    registry.queue(SignalFlows.queue)
    registry.queue(SignalFlows.researchQueue, slots: FlowLimits.researchSlots)
    bindWorkflows(registry)
    bindBuffer(registry, desk)
    bindImporting(registry, desk)
    bindGrouping(registry, desk)
    bindSummary(registry, desk)
    bindMaintenance(registry, desk)
}

private func bindWorkflows(_ registry: WorkflowRegistry) {
    registry.workflow(SignalEmitterWorkflow.self)
    registry.workflow(BufferSignalsWorkflow.self)
    registry.workflow(TeamSignalGroupingWorkflow.self)
    registry.workflow(SignalReportSummaryWorkflow.self)
    registry.workflow(EmitSignalsWorkflow.self)
    registry.workflow(SignalReportReingestionWorkflow.self)
    registry.workflow(SignalReportDeletionWorkflow.self)
    registry.workflow(TeamSignalReingestionWorkflow.self)
    registry.workflow(SignalsCleanupWorkflow.self)
    registry.workflow(SignalsReconcilerWorkflow.self)
    registry.workflow(SignalRepositorySelectionWorkflow.self)
}

private func bindBuffer(_ registry: WorkflowRegistry, _ desk: SignalsDesk) {
    registry.local(BufferSteps.pacing) { ReadPacing(desk: desk) }
    registry.activity(BufferSteps.safetyFilter) { FilterForSafety(desk: desk) }
    registry.activity(BufferSteps.flush) { FlushSignals(desk: desk) }
    registry.local(BufferSteps.submitBatch) { SubmitBatch(desk: desk) }
    registry.local(BufferSteps.drop) { DropSignals(desk: desk) }
}

private func bindImporting(_ registry: WorkflowRegistry, _ desk: SignalsDesk) {
    registry.activity(ImportingSteps.summarize) { SummarizeDescription(desk: desk) }
    registry.local(ImportingSteps.shorten) { CutDescription(desk: desk) }
    registry.activity(ImportingSteps.checkActionability) { CheckActionability(desk: desk) }
    registry.local(ImportingSteps.submit) { SubmitSignal(desk: desk) }
}

private func bindGrouping(_ registry: WorkflowRegistry, _ desk: SignalsDesk) {
    registry.activity(GroupingSteps.readBatch) { ReadBatch(desk: desk) }
    registry.activity(GroupingSteps.beginRound) { BeginRound(desk: desk) }
    registry.activity(GroupingSteps.embed) { EmbedSignal(desk: desk) }
    registry.activity(GroupingSteps.queries) { GenerateQueries(desk: desk) }
    registry.activity(GroupingSteps.search) { SearchSignals(desk: desk) }
    registry.activity(GroupingSteps.match) { MatchSignal(desk: desk) }
    registry.activity(GroupingSteps.specificity) { CheckSpecificity(desk: desk) }
    registry.local(GroupingSteps.assign) { AssignSignal(desk: desk) }
    registry.activity(GroupingSteps.waitUntilVisible) { WaitUntilVisible(desk: desk) }
}

private func bindSummary(_ registry: WorkflowRegistry, _ desk: SignalsDesk) {
    registry.activity(SummarySteps.fetch) { FetchSignals(desk: desk) }
    registry.local(SummarySteps.markInProgress) { MarkInProgress(desk: desk) }
    registry.activity(SummarySteps.judgeSafety) { JudgeReportSafety(desk: desk) }
    registry.activity(SummarySteps.selectRepository) { SelectRepository(desk: desk) }
    registry.activity(SelectingSteps.choose) { ChooseRepository(desk: desk) }
    registry.activity(SummarySteps.research) { ResearchReport(desk: desk) }
    registry.local(SummarySteps.markReady) { MarkReport(desk: desk, kind: .ready) }
    registry.local(SummarySteps.markPendingInput) {
        MarkReport(desk: desk, kind: .pendingInput)
    }
    registry.local(SummarySteps.reset) { MarkReport(desk: desk, kind: .potential) }
    registry.local(SummarySteps.stop) { StopResearch() }
    registry.local(SummarySteps.giveBack) { SetBack(desk: desk, kind: .giveBack) }
    registry.local(SummarySteps.markFailed) { SetBack(desk: desk, kind: .fail) }
    registry.activity(SummarySteps.publish) { PublishCompleted(desk: desk) }
    registry.local(ReconcilingSteps.takeBack) { TakeBackReport(desk: desk) }
}

private func bindMaintenance(_ registry: WorkflowRegistry, _ desk: SignalsDesk) {
    registry.local(MaintenanceSteps.releaseReport) { ReleaseReport(desk: desk) }
    registry.local(MaintenanceSteps.regroup) { RegroupSignals(desk: desk) }
    registry.local(MaintenanceSteps.deleteReport) { DeleteReport(desk: desk) }
    registry.local(MaintenanceSteps.pauseGrouping) { PauseGrouping(desk: desk) }
    registry.local(MaintenanceSteps.restorePause) { RestorePause(desk: desk) }
    registry.activity(MaintenanceSteps.liveReports) { ListLiveReports(desk: desk) }
    registry.local(MaintenanceSteps.beginClearing) { BeginClearing(desk: desk) }
    registry.activity(MaintenanceSteps.terminateRuns) { TerminateRuns(desk: desk) }
    registry.local(MaintenanceSteps.finishClearing) { FinishClearing(desk: desk) }
}
