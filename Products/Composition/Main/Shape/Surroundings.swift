import CommandLine
import Composition
import Events
import Foundation
import SignalsFacade

/// What a command finds around it: the data directory, the environment and a clock.
enum Surroundings {
    static let data = Option<String>(
        "data", "DIR", "The data directory; else SIGNALBOX_DATA, else ./.signalbox")

    static let environment = ProcessInfo.processInfo.environment

    /// Time that never goes back, for progress.
    static let clock: @Sendable () -> Duration = {
        let start = ContinuousClock.now
        return { start.duration(to: .now) }
    }()
}

extension Invocation {
    /// The data directory that is meant; a choice that may surprise is said.
    var directory: DataDirectory {
        let directory = DataDirectory(
            option: self[Surroundings.data], environment: Surroundings.environment)
        if let remark = directory.remark { console.report("note: \(remark)") }
        return directory
    }

    /// Prints the one object that `--json` asks for.
    func print(_ value: JSONValue) { console.print(value.text(.pretty)) }

    /// A bar for work whose size becomes known while it runs.
    func progress(_ label: String) -> Progress { Progress(label, console) }

    /// Runs what a command is about; a call that was wrong ends with 2 and says why.
    func attempt<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as NoLog {
            throw wrong("\(error)")
        } catch let error as FileProblem {
            throw wrong("\(error)")
        } catch let error as MalformedAnchor {
            throw wrong("\(error)")
        } catch let error as WrongProjection {
            throw wrong("\(error)")
        } catch let error as SettingProblem {
            throw wrong("\(error)")
        } catch let error as SignalsError {
            throw complaint(error)
        }
    }
}
