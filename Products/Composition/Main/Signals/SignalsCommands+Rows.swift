import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let product = Option<String>("product", "NAME", "The product of the source")
    private static let type = Option<String>("type", "NAME", "The type of record in it")
    private static let enabled = Option<Answer>(
        "enabled", "ANSWER", "Whether its signals are let in", default: .yes)
    private static let steering = Option<String>(
        "steering", "TEXT", "What its judges are told")
    private static let doubtful = Flag(
        "default-not-actionable", "A record in doubt is not actionable")
    private static let path = Option<String>("path", "DIR", "The checkout that research reads")
    private static let repository = Positional<String>("name", "The repository as owner/name")

    static let sources = Command(
        "sources", "See or set the sources that a team listens to",
        examples: ["signalbox signals sources list"], subcommands: [sourcesList, sourcesSet])

    private static let sourcesList = Command(
        "list", "List the sources", examples: ["signalbox signals sources list"], common
    ) { call in
        try await call.onPlatform(.reading) { platform in
            try await listSources(call, platform)
        }
    }

    private static let sourcesSet = Command(
        "set", "Set the row of a source",
        examples: [
            "signalbox signals sources set --product conversations --type ticket",
            "signalbox signals sources set --product linear --type issue --enabled no",
        ], common + [product, type, enabled, steering, doubtful]
    ) { call in
        try await call.onPlatform(.appending) { platform in
            try await setSource(call, platform)
        }
    }

    private static func listSources(
        _ call: Invocation, _ platform: Platform
    ) async throws -> ExitCode {
        let sources = try await platform.signals.team(call.team).sources
        let members = JSONObject([
            ("sources", try JSONValue(encoding: sources)), ("count", JSONValue(sources.count)),
        ])
        try await call.result(platform, members) { console in
            for source in sources {
                console.print("\(source.enabled ? "on " : "off")  \(source.source)")
            }
        }
        return .done
    }

    private static func setSource(
        _ call: Invocation, _ platform: Platform
    ) async throws -> ExitCode {
        let setting = SourceSetting(
            source: SourcePair(
                product: try call.require(product), type: try call.require(type)),
            enabled: call[enabled] != .no,
            config: SourceSteering(
                steering: call[steering], defaultNotActionable: call[doubtful]))
        _ = try await platform.signals.configureSource(setting, team: call.team)
        return try await listSources(call, platform)
    }

    static let repos = Command(
        "repos", "See or set the repositories of a team",
        examples: ["signalbox signals repos add acme/app --path /src/app"],
        subcommands: [reposList, reposAdd, reposRemove])

    private static let reposList = Command(
        "list", "List the repositories", examples: ["signalbox signals repos list"], common
    ) { call in
        try await call.onPlatform(.reading) { platform in
            try await listRepos(call, platform)
        }
    }

    private static let reposAdd = Command(
        "add", "Add a repository, or give one another path",
        examples: ["signalbox signals repos add acme/app --path /src/app"],
        common + [path, repository]
    ) { call in
        let name = try call.require(repository)
        let checkout = call[path].map { WholeFile.absolute($0) }
        return try await call.onPlatform(.appending) { platform in
            _ = try await platform.signals.connectRepository(
                name, path: checkout, team: call.team)
            return try await listRepos(call, platform)
        }
    }

    private static let reposRemove = Command(
        "remove", "Take a repository away",
        examples: ["signalbox signals repos remove acme/app"], common + [repository]
    ) { call in
        let name = try call.require(repository)
        return try await call.onPlatform(.appending) { platform in
            _ = try await platform.signals.removeRepository(name, team: call.team)
            return try await listRepos(call, platform)
        }
    }

    private static func listRepos(
        _ call: Invocation, _ platform: Platform
    ) async throws -> ExitCode {
        let repositories = try await platform.signals.team(call.team).repositories
        let members = JSONObject([
            ("repositories", try JSONValue(encoding: repositories)),
            ("count", JSONValue(repositories.count)),
        ])
        try await call.result(platform, members) { console in
            for one in repositories { console.print("\(one.name)  \(one.path ?? "no checkout")") }
            if repositories.isEmpty { console.print("no repositories") }
        }
        return .done
    }
}
