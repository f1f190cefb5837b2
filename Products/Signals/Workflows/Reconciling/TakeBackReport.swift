import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// What the reconciler asks to be done, by the names that histories show.
enum ReconcilingSteps {
    static let takeBack = LocalActivityReference<ReportInput, TakenBack>(
        "take_back_report_activity")
}

/// What became of a report whose research has no run.
enum TakenBack: String, Codable, Sendable {
    /// It is a candidate, and research began anew in the same commit.
    case restarted
    /// It was closed from outside once too often.
    case failed
    /// It is researched, or needs no research any more.
    case settled
}

/// Gives a report back whose research was closed from outside, with the cause that the engine noted.
struct TakeBackReport: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: ReportInput, _ log: LogSession) async throws -> TakenBack {
        let chain = SignalFlows.summaryID(input.team, input.report)
        guard let closed = try await RunChange.last(of: chain, in: log), closed.isClosed else {
            return .settled
        }
        do {
            let change = try await desk.decisions.over(log).takeBack(
                input.report, of: input.team, after: closed)
            guard change.changed else { return .settled }
            return change.status == .failed ? .failed : .restarted
        } catch {
            guard error.isSupersession else { throw error }
            return .settled
        }
    }
}

extension RunChange {
    /// Whether the chain has no open run.
    var isClosed: Bool {
        if case .closed = kind { true } else { false }
    }

    /// Whether the run ended with the word of its own code that there is nothing left to do.
    var isCompleted: Bool {
        switch kind {
        case .closed(.completed, _, _), .closed(.continuedAsNew, _, _): true
        default: false
        }
    }
}
