private import Foundation

/// The folder that holds a log with everything that belongs to it, and who named it.
public struct DataDirectory: Hashable, Sendable {
    /// Who named the folder.
    public enum Origin: Hashable, Sendable {
        /// The option `--data`; what `SIGNALBOX_DATA` said instead, where it said something else.
        case option(overruling: String?)
        /// The environment's `SIGNALBOX_DATA`.
        case environment
        /// Nobody: `.signalbox` in the present folder.
        case standard
    }

    /// The absolute path.
    public let path: String
    /// Who named it.
    public let origin: Origin

    /// Decides which folder is meant: the option, else the environment, else `./.signalbox`.
    public init(option: String?, environment: [String: String]) {
        let named = environment["SIGNALBOX_DATA"].flatMap { $0.isEmpty ? nil : $0 }
        if let option, !option.isEmpty {
            path = WholeFile.absolute(option)
            let other = named.map(WholeFile.absolute)
            origin = .option(overruling: other == path ? nil : other)
        } else if let named {
            (path, origin) = (WholeFile.absolute(named), .environment)
        } else {
            (path, origin) = (WholeFile.absolute(".signalbox"), .standard)
        }
    }

    /// A folder for one run of one command, as an evaluation needs it.
    init(temporary path: String) {
        self.path = WholeFile.absolute(path)
        origin = .option(overruling: nil)
    }

    /// Whether there is a log in it.
    public var hasLog: Bool { FileManager.default.fileExists(atPath: path + "/log.db") }

    /// What the operator should know about the choice; nil where there is nothing to say.
    public var remark: String? {
        guard case .option(let overruled?) = origin else { return nil }
        return "--data wins over SIGNALBOX_DATA (\(overruled))"
    }
}

/// A command that may not create a log was pointed at a folder without one.
public struct NoLog: Error, Hashable, CustomStringConvertible {
    /// The folder.
    public let directory: DataDirectory

    /// Which folder has no log, and what to do next.
    public var description: String {
        "there is no log in \(directory.path), and this command creates none: name the data "
            + "directory with --data, or begin one with `signalbox demo`"
    }
}
