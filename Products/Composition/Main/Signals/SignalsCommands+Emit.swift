import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let product = Option<String>(
        "product", "NAME", "The product that the signal comes from", presence: .required)
    private static let type = Option<String>(
        "type", "NAME", "The type of record in it", presence: .required)
    private static let sourceID = Option<String>(
        "source-id", "ID", "The record's id there", presence: .required)
    private static let description = Option<String>(
        "description", "TEXT", "What was observed", presence: .required)
    private static let weight = Option<Double>("weight", "W", "0 to 1, at most three decimals") {
        Weight($0).map(\.fitsASignal) == true ? nil : "must be 0 to 1 with at most three decimals"
    }
    private static let extra = Option<String>(
        "extra", "JSON", "What the source adds, as an object")
    private static let key = Option<String>(
        "key", "TEXT", "Your own key: the same key again is the same signal")

    static let emit = Command(
        "emit", aliases: ["emit-signal"], "Take in one signal",
        details: "Exit code 1 when it is refused; what is wrong with it ends with 2.",
        examples: [
            "signalbox signals emit --product conversations --type ticket --source-id 4711 "
                + "--description 'Export to CSV drops the last row'"
        ],
        common + [
            product, type, sourceID, description, weight, extra, key, Surroundings.wait,
            Surroundings.timeout,
        ]
    ) { call in
        let signal = try signal(call)
        return try await call.onPlatform(.creating) { platform in
            let receipt = try await platform.signals.emit(signal, team: call.team)
            try await call.result(platform, receipt.value.object ?? JSONObject()) {
                $0.print(receipt.line)
            }
            guard !receipt.isRefusal else { return .problem }
            return try await settleIfAsked(call, platform)
        }
    }

    private static func signal(_ call: Invocation) throws -> EmitSignal {
        let added: JSONValue
        do {
            added = try call[extra].map { try JSONValue(parsing: $0) } ?? [:]
        } catch let error as JSONError {
            throw call.wrong("--extra: \(error)")
        }
        return EmitSignal(
            source: SourcePair(
                product: try call.require(product), type: try call.require(type)),
            sourceID: try call.require(sourceID), description: try call.require(description),
            weight: call[weight].flatMap(Weight.init), extra: added, idempotencyKey: call[key])
    }

    /// Waits where `--wait` was given; runs the workers itself where nobody else does.
    static func settleIfAsked(
        _ call: Invocation, _ platform: Platform
    ) async throws -> ExitCode {
        guard call[Surroundings.wait] else { return .done }
        let timeout = Duration.seconds(call[Surroundings.timeout] ?? 300)
        if platform.isWriter { call.console.report("no worker runs; this command does the work") }
        let status = try await platform.working {
            try await platform.settle(call.team, timeout: timeout)
        }
        guard !status.settled else { return .done }
        try await reportOpen(status, platform, call.console)
        return .problem
    }

    /// Says what is not settled, by id, and the activity that it waits for.
    static func reportOpen(
        _ status: PipelineStatus, _ platform: Platform, _ console: Console
    ) async throws {
        let total = status.ledger.total
        console.report(
            "not settled in time: \(total.accepted) accepted, \(total.inFlight) in flight"
                + (status.open.isEmpty ? "" : "; still open:"))
        for work in try await platform.waiting(for: status.open) {
            console.report("  \(work.line)")
        }
    }
}
