public import Events
internal import Foundation
internal import SQLite

extension SQLiteEventStore {
    /// Opens the log of a directory, which is made where the role may write.
    ///
    /// - Throws: `OpenError`; what was there is never overwritten.
    public static func open(
        _ directory: String, role: Role = .automatic, time: any TimeSource = SystemTime(),
        random: any RandomSource = SystemRandom(), durability: Durability = .power
    ) async throws(OpenError) -> SQLiteEventStore {
        let settings = Settings(role: role, durability: durability, time: time, random: random)
        guard role != .reader else { return try openReader(directory, settings) }
        let directory = try LogDirectory.made(at: directory)
        let deadline = time.now() + Limits.writerWait
        while true {
            if let backend = try attach(directory, settings) {
                return SQLiteEventStore(directory, settings, backend)
            }
            guard time.now() < deadline else { break }
            do {
                try await time.wait(until: time.now() + Limits.attachPause)
            } catch {
                break
            }
        }
        throw .notWriter(owner: WriterLock.owner(directory))
    }

    private static func openReader(
        _ path: String, _ settings: Settings
    ) throws(OpenError) -> SQLiteEventStore {
        let directory = try LogDirectory.existing(at: path)
        guard LogDirectory.hasFile(at: directory.log) else { throw .noLog(path: directory.log) }
        do {
            let connection = try Connection(reading: directory.log)
            guard try !LogFormat.check(connection, at: directory.log) else {
                throw OpenError.noLog(path: directory.log)
            }
            try connection.close()
        } catch let error as OpenError {
            throw error
        } catch let error as SQLiteError {
            throw OpenError(error, at: directory.log)
        } catch {
            throw .failed(path: directory.log, reason: String(describing: error))
        }
        return SQLiteEventStore(directory, settings, .reader)
    }

    /// Becomes the writer, or connects to it; nil when neither is possible at the moment.
    static func attach(
        _ directory: LogDirectory, _ settings: Settings
    ) throws(OpenError) -> Backend? {
        let owner = ownerText(settings.time)
        guard let lock = try WriterLock.take(directory, owner: owner) else {
            guard settings.role == .automatic else { return nil }
            return try WriterClient.connected(to: directory).map { .client($0) }
        }
        let log = try LockedLog(
            directory, lock, owner: owner, settings.durability, time: settings.time,
            random: settings.random)
        return .writer(try WriterProcess(log, in: directory, time: settings.time))
    }

    /// How this process is named to others.
    static func ownerText(_ time: any TimeSource) -> String {
        let process = ProcessInfo.processInfo
        return "process \(process.processIdentifier), \(process.processName), since \(time.now())"
    }
}
