public import Events

/// Why a log was not opened; nothing that was there has been changed.
public enum OpenError: Error, Hashable, Sendable {
    /// Another process writes the log, and this one was not to forward to it or could not.
    case notWriter(owner: String)
    /// There is no log to read.
    case noLog(path: String)
    /// The log was made by a newer build.
    case newerVersion(path: String, found: Int, known: Int)
    /// The file is not a log.
    case foreign(path: String, reason: String)
    /// The directory or a file in it cannot be written.
    case notWritable(path: String, reason: String)
    /// No space is left to open the log for writing.
    case diskFull(path: String)
    /// What is stored at this position or behind it is damaged.
    case corrupt(path: String, Position, reason: String)
    /// The system or the database refused for another reason.
    case failed(path: String, reason: String)
}

extension OpenError: CustomStringConvertible {
    /// What is wrong, where, and what to do next.
    public var description: String {
        switch self {
        case .notWriter(let owner):
            "the log is written by another process (\(owner)): stop it, or wait until it ends"
        case .noLog(let path):
            "no log at \(path): name another data directory, or write something first"
        case .newerVersion(let path, let found, let known):
            "\(path) has version \(found), this build knows up to \(known): run a newer build"
        case .foreign(let path, let reason):
            "\(path) is not a log (\(reason)): name another data directory"
        case .notWritable(let path, let reason):
            "\(path) cannot be written (\(reason)): make it writable, or name another directory"
        case .diskFull(let path):
            "no space is left for \(path): free some space and try again"
        case .corrupt(let path, let position, let reason):
            "\(path) is damaged at position \(position) (\(reason)): nothing was changed; run "
                + "`signalbox events verify`, then restore a backup into a new directory"
        case .failed(let path, let reason):
            "\(path) cannot be opened: \(reason)"
        }
    }
}
