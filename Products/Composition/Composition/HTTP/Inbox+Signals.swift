import Events
import HTTPServer
import SignalsFacade

extension Inbox {
    /// What happened to signals.
    var signalRoutes: [Route] {
        [
            Route("GET", "signals") { call in
                guard let source = call.parameter("source_id") else {
                    throw InboxError.arguments("source_id is missing")
                }
                return try .list(
                    await signals.traces(
                        ofSource: source, atLeast: call.atLeast(), team: call.team))
            },
            Route("GET", "signals/{signal}") { call in
                let name = call.parameters["signal"]
                guard let id = SignalID(name) else {
                    throw InboxError.unknown("there is no signal '\(name.prefix(80))'")
                }
                return try .encoded(await signals.trace(id, team: call.team))
            },
        ]
    }
}
