import CommandLine
import Composition
import Events

/// `signalbox projections`: the read models, which can be deleted and folded again at any time.
enum ProjectionsCommands {
    static let group = Command(
        "projections", "See how far the read models are, and repair them",
        examples: ["signalbox projections list"], subcommands: [list, rebuild, skip])

    private static let common: [any Argument] = [Surroundings.data, Flag.json]
    private static let name = Positional<String>("projection", "The name of the projection")
    private static let position = Option<Position>(
        "position", "POSITION", "The event that it stopped at", presence: .required)
    private static let reason = Option<String>(
        "reason", "TEXT", "Why it may go on without; the log keeps it", presence: .required)

    private static let list = Command(
        "list", "List the projections; exit code 1 where one has stopped",
        examples: ["signalbox projections list"], common
    ) { call in
        try await call.onPlatform(.reading) { try await show(call, $0) }
    }

    private static let rebuild = Command(
        "rebuild", "Forget the rows of a projection and fold them again",
        details: "The log loses nothing by it. Not while another process folds.",
        examples: ["signalbox projections rebuild signals_inbox"], common + [name]
    ) { call in
        let name = try call.require(name)
        return try await call.onPlatform(.appending) { platform in
            try await platform.rebuild(projection: name)
            return try await show(call, platform)
        }
    }

    private static let skip = Command(
        "skip", "Let a projection go on without the event that it stopped at",
        examples: ["signalbox projections skip signals_inbox --position 42 --reason 'see #7'"],
        common + [position, reason, name]
    ) { call in
        let (name, position) = (try call.require(name), try call.require(position))
        let reason = try call.require(reason)
        return try await call.onPlatform(.appending) { platform in
            try await platform.skip(projection: name, at: position, because: reason)
            return try await show(call, platform)
        }
    }

    private static func show(_ call: Invocation, _ platform: Platform) async throws -> ExitCode {
        let projections = try await platform.projections()
        if call[Flag.json] {
            call.print([
                "data": .string(platform.directory.path), "log_id": .string("\(platform.logID)"),
                "projections": .array(projections.map(\.value)),
            ])
        } else {
            var table = Table([
                .left("projection"), .right("version"), .left("state"), .right("position"),
                .right("behind"),
            ])
            for one in projections {
                table.add([
                    one.name, "\(one.version)", one.state, "\(one.position)", "\(one.lag)",
                ])
            }
            call.console.write(table.text(call.console.output))
        }
        for one in projections where one.isStopped {
            call.console.report("error: \(one.name) has stopped: \(one.error ?? "")")
        }
        return projections.contains(where: \.isStopped) ? .problem : .done
    }
}

extension ProjectionProgress {
    fileprivate var value: JSONValue {
        [
            "name": .string(name), "version": JSONValue(version), "state": .string(state),
            "position": JSONValue(position), "lag": JSONValue(lag), "error": JSONValue(error),
        ]
    }
}
