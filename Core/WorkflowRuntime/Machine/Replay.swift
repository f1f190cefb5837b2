internal import Events
package import Workflows

/// A recorded activation with the letters that it was given.
package struct RecordedActivation: Sendable {
    package var activation: Activation
    package var letters: [RunMachine.Delivery]
    /// The view's events before it.
    package var historyLength: Int
    /// The build that recorded it.
    package var build: String

    package init(
        _ activation: Activation, letters: [RunMachine.Delivery], historyLength: Int, build: String
    ) {
        (self.activation, self.letters) = (activation, letters)
        (self.historyLength, self.build) = (historyLength, build)
    }
}

/// Applies a recorded history to a machine and compares what it decides with what it decided then.
@WorkflowActor package struct Replay {
    package let machine: RunMachine
    private let build: String
    /// Decisions of this build that the history does not hold (yet).
    package private(set) var additional: [Command] = []
    private var lastMatched: [Command] = []

    package init(_ machine: RunMachine, build: String) {
        (self.machine, self.build) = (machine, build)
    }

    /// Applies everything; nil when nothing recorded is missing, else the difference.
    package mutating func run(_ history: [RecordedActivation]) -> Problem? {
        for recorded in history {
            if let problem = apply(recorded) { return problem }
        }
        return nil
    }

    private mutating func apply(_ recorded: RecordedActivation) -> Problem? {
        let expected = recorded.activation.commands.filter { !$0.isClosing }
        let produced = machine.step(
            recorded.activation.trigger, recorded.letters, at: recorded.activation.at,
            historyLength: recorded.historyLength, recorded: recorded.activation.commands)
        if let problem = machine.problem { return problem }
        let match = CommandMatch(recorded: expected, produced: additional + produced)
        lastMatched = Array((lastMatched + match.matched).suffix(3))
        additional = match.additional
        let isSameBuild = recorded.build == build
        guard match.missing.isEmpty, additional.isEmpty || !isSameBuild else {
            return difference(recorded, match.missing)
        }
        guard closesAsRecorded(recorded.activation) else {
            let closing = recorded.activation.commands.filter(\.isClosing)
            return difference(recorded, closing)
        }
        return nil
    }

    private func closesAsRecorded(_ activation: Activation) -> Bool {
        guard let closing = activation.commands.last(where: \.isClosing) else { return true }
        switch (closing, machine.outcome) {
        case (.complete, .returned), (.fail, .failed), (.cancel, .canceled),
            (.continueAsNew, .continued):
            return true
        default: return false
        }
    }

    private func difference(_ recorded: RecordedActivation, _ missing: [Command]) -> Problem {
        let facts = machine.setup.execution
        var lines = [
            "\(facts.workflow) \(facts.run) event \(recorded.historyLength + 1) "
                + "(recorded by \(recorded.build), now \(build))"
        ]
        lines += lastMatched.map { "  \($0.summary)      matched" }
        lines += missing.map { "- \($0.summary)      recorded" }
        lines += additional.map { "+ \($0.summary)      produced" }
        let name = additional.first ?? missing.first
        lines.append(
            "  guard the new step with context.patched(\"\(name?.patchName ?? "change")\"), "
                + "or run it beside the old one")
        return Problem(.nonDeterminism, lines.joined(separator: "\n"))
    }
}

/// Two sets of commands, compared by what makes a command the same decision.
package struct CommandMatch {
    package let matched: [Command]
    package let missing: [Command]
    package let additional: [Command]

    package init(recorded: [Command], produced: [Command]) {
        var left = produced
        var (matched, missing): ([Command], [Command]) = ([], [])
        for command in recorded {
            if let index = left.firstIndex(where: { $0.identity == command.identity }) {
                left.remove(at: index)
                matched.append(command)
            } else {
                missing.append(command)
            }
        }
        (self.matched, self.missing, additional) = (matched, missing, left)
    }
}

extension Command {
    /// One line for people: kind, key and the beginning of the input.
    var summary: String {
        switch self {
        case .activity(let command): "activity \(command.key)  \(command.input.text().prefix(80))"
        case .local(let key, _, let input): "local \(key)  \(input.text().prefix(80))"
        default: identity
        }
    }

    fileprivate var patchName: String {
        let words = identity.split(separator: " ")
        let key = words.count > 1 ? words[1] : words[0]
        return String(key.prefix { $0 != "~" && $0 != "@" })
    }
}
