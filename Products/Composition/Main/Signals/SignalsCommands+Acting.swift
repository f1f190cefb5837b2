import CommandLine
import Composition
import Events
import SignalsFacade

/// One operation on one report, its arguments read and the facade called.
private typealias ReportOperation =
    @Sendable (Signals, ReportID, Invocation) async throws -> ReportChange

extension SignalsCommands {
    private static let report = Positional<String>("report", "The report's id") {
        ReportID($0) == nil ? "must be a report id" : nil
    }
    private static let note = Option<String>("note", "TEXT", "What is said about it")
    private static let reason = Option<DismissalReason>(
        "reason", "REASON", "Why; it decides what new signals do", default: .other)
    private static let duplicateOf = Option<String>(
        "duplicate-of", "ID", "The report that is about the same"
    ) {
        ReportID($0) == nil ? "must be a report id" : nil
    }
    private static let count = Option<Int>(
        "for", "SIGNALS", "After how many more signals it comes back", presence: .required)
    private static let reviewed = Flag(
        "reviewed", "A person has read why a judge refused it")
    private static let repository = Option<String>("repository", "NAME", "The repository to use")
    private static let text = Option<String>("text", "TEXT", "The answer in words")
    private static let into = Option<String>(
        "into", "ID", "The report that takes the signals", presence: .required
    ) {
        ReportID($0) == nil ? "must be a report id" : nil
    }
    private static let signals = Option<String>(
        "signal", "ID", "A signal to split off; may be repeated", presence: .repeated
    ) {
        SignalID($0) == nil ? "must be a signal id" : nil
    }

    private static func command(
        _ name: String, _ summary: String, _ options: [any Argument] = [], example: String,
        _ operation: @escaping ReportOperation
    ) -> Command {
        Command(
            name, summary, examples: ["signalbox signals \(name) \(example)"],
            common + options + [report]
        ) { call in
            try await call.onPlatform(.appending) { platform in
                guard let id = ReportID(try call.require(report)) else { return .usage }
                let change = try await operation(platform.signals, id, call)
                let done = change.changed ? "" : "; nothing had to be changed"
                try await call.result(
                    platform, change,
                    line: "report \(id) is \(change.status), position \(change.position)\(done)")
                return .done
            }
        }
    }

    private static let sample = "0190f5a4-0c3e-5c51-8a3c-0f1f1f6f3a01"

    static let dismiss = command(
        "dismiss", "Dismiss a report", [reason, note, duplicateOf],
        example: "\(sample) --reason already_fixed"
    ) { signals, id, call in
        let request = DismissReport(
            reason: call[reason] ?? .other, note: call[note] ?? "",
            duplicateOf: call[duplicateOf].flatMap(ReportID.init))
        return try await signals.dismiss(id, request, team: call.team)
    }

    static let snooze = command(
        "snooze", "Put a report to sleep until more signals have come", [count],
        example: "\(sample) --for 5"
    ) { signals, id, call in
        try await signals.snooze(id, signals: try call.require(count), team: call.team)
    }

    static let restore = command(
        "restore", "Take a dismissal back", [note], example: sample
    ) { signals, id, call in
        try await signals.restore(id, note: call[note], team: call.team)
    }

    static let resolve = command(
        "resolve", "Say that what a report asks for was done", [note], example: sample
    ) { signals, id, call in
        try await signals.resolve(id, note: call[note], team: call.team)
    }

    static let retry = command(
        "retry", "Research a report again", [reviewed], example: "\(sample) --reviewed"
    ) { signals, id, call in
        try await signals.retry(id, reviewed: call[reviewed], team: call.team)
    }

    static let answer = command(
        "answer", "Answer what a report waits for", [repository, text],
        example: "\(sample) --repository acme/app"
    ) { signals, id, call in
        try await signals.answer(
            id, repository: call[repository], text: call[text], team: call.team)
    }

    static let merge = command(
        "merge", "Move all signals of a report to another one", [into],
        example: "\(sample) --into 0190f5a4-0c3e-5c51-8a3c-0f1f1f6f3a02"
    ) { signals, id, call in
        guard let target = ReportID(try call.require(into)) else {
            throw call.wrong("--into must be a report id")
        }
        return try await signals.merge(id, into: target, team: call.team)
    }

    static let split = command(
        "split", "Split signals of a report off into one of their own", [signals],
        example: "\(sample) --signal 0190f5a4-0c3e-5c51-8a3c-0f1f1f6f3a03"
    ) { facade, id, call in
        let some = call.all(signals).compactMap(SignalID.init)
        guard !some.isEmpty else { throw call.wrong("name at least one --signal") }
        return try await facade.split(some, from: id, team: call.team)
    }

    static let delete = command(
        "delete", "Delete a report: it is hidden at once and its signals are dropped",
        example: sample
    ) { signals, id, call in try await signals.delete(id, team: call.team) }

    static let reingest = command(
        "reingest", "Dissolve a report and group its signals anew", example: sample
    ) { signals, id, call in try await signals.reingest(id, team: call.team) }
}

extension SignalsCommands {
    private static let some = Positional<String>(
        "signal", "The signals' ids", presence: .repeated
    ) {
        SignalID($0) == nil ? "must be a signal id" : nil
    }
    private static let why = Option<String>("reason", "REASON", "All that ended for this reason")

    static let release = again(
        "release", "Let blocked and filtered signals pass after a review", ["blocked", "filtered"]
    ) { try await $0.release($1, note: $3, team: $2) }
    static let redo = again("redo", "Try dropped signals again", ["dropped"]) {
        try await $0.redo($1, note: $3, team: $2)
    }

    private static func again(
        _ name: String, _ summary: String, _ outcomes: [String],
        _ operation:
            @escaping @Sendable (Signals, [SignalID], TeamID, String?) async throws
            -> [SignalChange]
    ) -> Command {
        Command(
            name, summary, examples: ["signalbox signals \(name) --reason REASON"],
            common + [why, note, some]
        ) { call in
            try await call.onPlatform(.appending) { platform in
                var ids = call.all(some).compactMap(SignalID.init)
                if let reason = call[why] {
                    for outcome in outcomes {
                        ids += try await platform.signals.settled(
                            outcome, reason: reason, since: nil, team: call.team
                        ).map(\.signalID)
                    }
                }
                guard !ids.isEmpty else {
                    throw call.wrong("name signals, or a --reason for which some have ended")
                }
                let page = SignalsLimits.requestSignalsMax
                var changes: [SignalChange] = []
                for start in stride(from: 0, to: ids.count, by: page) {
                    let part = Array(ids[start..<min(start + page, ids.count)])
                    changes += try await operation(platform.signals, part, call.team, call[note])
                }
                let members = JSONObject([
                    ("signals", try JSONValue(encoding: changes)),
                    ("count", JSONValue(changes.count)),
                ])
                try await call.result(platform, members) { console in
                    for change in changes { console.print("\(change.signalID) is \(change.state)") }
                }
                return .done
            }
        }
    }
}
