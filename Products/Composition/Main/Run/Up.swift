import CommandLine
import Composition
import Events

/// `signalbox up`: the workers and the HTTP API, until somebody ends them.
enum UpCommand {
    private static let port = Option<Int>(
        "port", "N", "The port; 0 takes one that is free", default: 8081
    ) {
        (0...65_535).contains($0) ? nil : "must be 0 to 65535"
    }
    private static let bind = Option<String>(
        "bind", "ADDR", "The address; by default both loopback addresses")

    static let command = Command(
        "up", "Run the workers and the HTTP API until SIGINT or SIGTERM",
        details: """
            It becomes the log's writer, waiting up to 2 s for a command that is. Beyond loopback
            SIGNALBOX_TOKEN has to be set, and callers send it as `Authorization: Bearer …`.
            """,
        examples: ["signalbox up", "SIGNALBOX_TOKEN=secret signalbox up --bind 0.0.0.0 --port 80"],
        [port, bind, Surroundings.data, Surroundings.logLevel, Flag.json]
    ) { call in
        let address: APIAddress
        do {
            address = try APIAddress(
                bind: call[bind], port: call[port] ?? 8081, environment: Surroundings.environment)
        } catch {
            throw call.wrong("\(error)")
        }
        return try await call.onPlatform(.serving, level: call[Surroundings.logLevel]) { platform in
            let server = try APIServer(platform, at: address)
            try await StopRequest.ends {
                // Said once a request to stop is heeded: whoever reads it may send one at once.
                say(server, platform, call)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await platform.runWorkers() }
                    group.addTask { await server.run() }
                    try await group.next()
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
            call.console.report("stopped; everything accepted is in the log")
            return .done
        }
    }

    private static func say(_ server: APIServer, _ platform: Platform, _ call: Invocation) {
        if call[Flag.json] {
            let value: JSONValue = [
                "data": .string(platform.directory.path), "log_id": .string("\(platform.logID)"),
                "urls": .array(server.urls.map(JSONValue.string)),
            ]
            return call.console.print(value.text())
        }
        call.console.print("log \(platform.logID) in \(platform.directory.path)")
        call.console.print("listening on \(server.urls.joined(separator: " and "))")
        call.console.print("stop with ctrl-c")
    }
}
