import EventStore
import Events
import SignalsContracts
import SignalsFacade
import Workflows

/// Follows the log and tells reconcilers of research that was closed from outside, until cancelled.
///
/// It belongs beside the workers. What was closed while nobody watched is found when it begins.
///
/// - Parameters:
///   - signals: The door to the reports.
///   - store: The log.
///   - time: The clock of the pauses after an error.
///   - say: Told what could not be looked at.
func watchResearch(
    of signals: Signals, store: any EventStore, time: any TimeSource,
    say: @escaping @Sendable (String) -> Void = { _ in }
) async {
    var watch = ResearchWatch(signals: signals, store: store)
    while !Task.isCancelled {
        do {
            try await watch.follow()
        } catch ReadError.closed {
            return
        } catch {
            guard !Task.isCancelled else { return }
            say("research that was closed from outside cannot be looked for: \(error)")
            // Whoever cancels the pause ends the watch.
            try? await time.wait(until: time.now() + FlowLimits.roundPause)
        }
    }
}

/// Looks for reports in research whose chain of runs has ended.
struct ResearchWatch {
    let signals: Signals
    let store: any EventStore
    /// Up to where closings were looked at; nil before the first look at all reports.
    private var position: Position?
    /// Runs whose end was told, so that nobody is told twice by the same process.
    private var told: Set<UniqueID> = []

    init(signals: Signals, store: any EventStore) {
        (self.signals, self.store) = (signals, store)
    }

    /// Looks at everything once, and again whenever research was closed, until cancelled.
    mutating func follow() async throws {
        while !Task.isCancelled {
            if position == nil {
                let head = try await store.head().position
                try await sweep()
                position = head
            }
            guard let seen = position else { continue }
            let page = try await store.read(
                after: seen, through: nil, Self.closings, .forward,
                limit: FlowLimits.indexPageMax)
            // An error below repeats the look at all reports.
            position = nil
            if try await hasEnd(page.events) { try await sweep() }
            let end = page.next ?? page.head
            position = end
            if page.next == nil { _ = try await store.changed(after: end) }
        }
    }

    /// Tells the reconcilers of all research that has no run.
    mutating func sweep() async throws {
        for (report, team) in try await signals.reportsInResearch() {
            let chain = SignalFlows.summaryID(team, report)
            guard let last = try await RunChange.last(of: chain, in: store), last.isClosed,
                !told.contains(last.run)
            else { continue }
            _ = try await signals.client.signalWithStart(
                SignalFlows.reconciler, id: SignalFlows.reconcilerID(team), TeamInput(team: team),
                SignalFlows.researchClosed, ReportInput(team: team, report: report))
            told.insert(last.run)
        }
    }

    private static let closings = EventFilter(
        categories: [RunChange.category], types: [RunChange.closedType])

    /// Whether research is among the runs that ended without the word of their code.
    private func hasEnd(_ events: [RecordedEvent]) async throws -> Bool {
        for event in events {
            guard let workflow = RunChange.workflow(of: event.stream),
                workflow.hasPrefix(SignalFlows.summaryPrefix),
                let change = try await RunChange.read(event, in: store)
            else { continue }
            if !change.isCompleted { return true }
        }
        return false
    }
}
