import CommandLine
import Composition
import Events
import SignalsFacade

/// `signalbox signals`: raw signals in, reports out, and everything about what lies between.
enum SignalsCommands {
    static let group = Command(
        "signals", "Take signals in, look at the reports, and act on them",
        details: "The names of the reference system work as well, with and without `signals`.",
        examples: [
            "signalbox signals emit-fixture --type zendesk --limit 5 --wait",
            "signalbox signals reports --signals",
        ], groupName: .optional, subcommands: door + looking + acting + team)

    private static let door = [setup, emit, emitFixture, ingest, ingestReport]
    private static let looking = [
        status, referenceStatus, reports, trace, ledger, blocked, dropped,
    ]
    private static let acting = [
        release, redo, dismiss, snooze, restore, resolve, retry, answer, merge, split, delete,
        reingest,
    ]
    private static let team = [
        cleanup, reingestTeam, pause, resume, sources, repos, settings, selectRepo, evaluate,
    ]

    /// What every command of the group takes.
    static let common: [any Argument] = [Surroundings.team, Surroundings.data, Flag.json]
}

extension Receipt {
    /// The door's answer in one line.
    var line: String {
        switch self {
        case .accepted(let id, let position): "accepted \(id) at position \(position)"
        case .duplicate(let id, let position, let differs):
            "duplicate of \(id), accepted at position \(position)"
                + (differs.isEmpty ? "" : "; differs in \(differs.joined(separator: ", "))")
        case .refused(let refusal): "refused (\(refusal.code)): \(refusal)"
        }
    }

    var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }
}
