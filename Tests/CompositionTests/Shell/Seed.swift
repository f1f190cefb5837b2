import Events
import Foundation
import Synchronization
import TestSupport

/// Logs that several tests begin with; each test works on a copy of its own.
actor Seed {
    /// Eight tickets brought to their end: one is no request, and the seven others have nothing
    /// in common, so that each is a report that waits for a repository.
    static let tickets = Seed([
        [
            "signals", "emit-fixture", "--type", "zendesk", "--offset", "20", "--limit", "8",
            "--wait",
        ]
    ])
    /// One team and nothing else.
    static let team = Seed([["signals", "setup"]])

    private let calls: [[String]]
    private var making: Task<Binary, any Error>?

    private init(_ calls: [[String]]) { self.calls = calls }

    /// A binary over a copy of the log.
    func copy() async throws -> Binary { try Binary(over: await made().path("data")) }

    private func made() async throws -> Binary {
        if let making { return try await making.value }
        let calls = calls
        let making = Task {
            let binary = try Binary()
            for call in calls {
                let outcome = try await binary.run(call)
                guard outcome.status == 0 else { throw SeedProblem(errors: outcome.errors) }
            }
            Leftovers.remove(binary.folder.path)
            return binary
        }
        self.making = making
        return try await making.value
    }
}

struct SeedProblem: Error { let errors: String }

/// Folders that live as long as the process of the tests.
private enum Leftovers {
    private static let paths = Mutex<[String]>([])
    private static let isRegistered: Bool = {
        atexit {
            for path in Leftovers.paths.withLock({ $0 }) {
                // What stays behind lies in the system's place for temporary files.
                try? FileManager.default.removeItem(atPath: path)
            }
        }
        return true
    }()

    /// Removes a folder when the process ends.
    static func remove(_ path: String) {
        paths.withLock { $0.append(path) }
        _ = isRegistered
    }
}
