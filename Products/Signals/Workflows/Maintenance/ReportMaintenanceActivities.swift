import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Dissolves a report, which is one event whatever its size, and lists the signals that it held.
struct ReleaseReport: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: ReportInput, _ log: LogSession) async throws -> [SignalID] {
        let decisions = desk.decisions.over(log)
        let members = try await decisions.members(of: input.report, team: input.team)
        return try await desk.unlessFenced([]) {
            try await decisions.step(input.report, of: input.team, .release(.reingested))
            return members.compactMap(\.state.id)
        }
    }
}

/// Mails signals that are on their way again to the grouping, or to the buffer.
struct RegroupSignals: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: RegroupInput, _ log: LogSession) async throws -> Int {
        try await desk.unlessFenced(0) {
            try await desk.decisions.over(log).regroup(input.signals, of: input.team)
        }
    }
}

/// Deletes a report: hidden at once, its signals dropped with it.
struct DeleteReport: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: ReportInput, _ log: LogSession) async throws -> NoValue {
        try await desk.unlessFenced(NoValue()) {
            try await desk.decisions.over(log).step(
                input.report, of: input.team, .delete(why: "deleted by an operator"))
            return NoValue()
        }
    }
}
