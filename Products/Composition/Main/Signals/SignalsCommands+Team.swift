import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let until = Option<Timestamp>("until", "TIME", "The moment at which it goes on")
    private static let length = Option<Duration>("for", "DURATION", "How long, such as 2h")

    static let pause = Command(
        "pause", "Stop the grouping of a team; what arrives is kept",
        examples: ["signalbox signals pause --for 2h"], common + [until, length]
    ) { call in
        try await call.onPlatform(.appending) { platform in
            guard let moment = call[until] ?? call[length].map({ platform.time.now() + $0 }) else {
                throw call.wrong("say until when: --until TIME or --for DURATION")
            }
            let change = try await platform.signals.pause(until: moment, team: call.team)
            try await call.result(platform, change, line: "paused until \(moment)")
            return .done
        }
    }

    static let resume = Command(
        "resume", "Let the grouping of a team go on", examples: ["signalbox signals resume"],
        common
    ) { call in
        try await call.onPlatform(.appending) { platform in
            let change = try await platform.signals.resume(team: call.team)
            try await call.result(platform, change, line: "resumed")
            return .done
        }
    }
}
