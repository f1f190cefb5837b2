import CommandLine
import Composition
import Events
import SignalsFacade

extension Surroundings {
    static let team = Option<Int>("team-id", "N", "The team", default: 1) {
        TeamID($0) == nil ? "must be a number from 1" : nil
    }
    static let logLevel = Option<String>(
        "log-level", "LEVEL", "How much is logged to standard error: debug, info, warning, error")
    static let wait = Flag("wait", "Return once everything accepted has come to its end")
    static let timeout = Option<Int>(
        "timeout", "SECONDS", "How long --wait waits", default: 300
    ) { (1...86_400).contains($0) ? nil : "must be 1 to 86400 seconds" }
}

extension Invocation {
    /// Opens the platform, does what the command is about, and lets go of the log.
    func onPlatform(
        _ access: Platform.Access, level: String? = nil,
        _ body: @Sendable (Platform) async throws -> ExitCode
    ) async throws -> ExitCode {
        try await attempt {
            let settings = try PlatformSettings(environment: Surroundings.environment, level: level)
            let platform = try await Platform.open(directory, access, settings)
            do {
                let code = try await body(platform)
                await platform.close()
                return code
            } catch {
                await platform.close()
                throw error
            }
        }
    }

    /// What the door objects to: a wrong call where an argument is at fault.
    func complaint(_ error: SignalsError) -> any Error {
        error.kind == .arguments ? wrong("\(error)") : error
    }

    /// The team that is meant.
    var team: TeamID { self[Surroundings.team].flatMap(TeamID.init) ?? .first }

    /// Prints a result: as one object that names its log, or in words and then where they are from.
    func result(
        _ platform: Platform, _ members: JSONObject, words: (Console) -> Void
    ) async throws {
        let epoch = try await platform.epoch(of: team)
        if self[Flag.json] {
            var object = platform.heading(team, epoch: epoch)
            object.merge(members)
            print(.object(object))
        } else {
            words(console)
            let place = "team \(team)" + (epoch.map { ", epoch \($0)" } ?? "")
            let line = "log \(platform.logID) in \(platform.directory.path), \(place)"
            console.print(console.output.styled(line, .dim))
        }
    }

    /// Prints an encodable result whose words are one line.
    func result(
        _ platform: Platform, _ value: some Encodable, line: String
    ) async throws {
        try await result(platform, try JSONValue(encoding: value).object ?? JSONObject()) {
            $0.print(line)
        }
    }
}

extension Platform {
    /// The epoch of a team; nil for a team that does not exist.
    func epoch(of team: TeamID) async throws -> Int? {
        do {
            return try await signals.team(team).epoch
        } catch SignalsError.refused(.teamUnknown) {
            return nil
        }
    }
}
