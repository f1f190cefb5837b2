internal import Foundation

/// The paths of a data directory.
package struct LogDirectory: Sendable {
    /// The real path, so that two names of one directory are one log.
    let path: String

    /// Takes a directory, made with mode 0700 where it is missing.
    static func made(at path: String) throws(OpenError) -> LogDirectory {
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            // The folders above are made as well: a data directory may be named before it is there.
            let parent = (path as NSString).deletingLastPathComponent
            guard errno == ENOENT, !parent.isEmpty, parent != path else {
                throw OpenError(errno: errno, at: path)
            }
            _ = try made(at: parent)
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw OpenError(errno: errno, at: path)
            }
        }
        return try existing(at: path)
    }

    /// Takes a directory that must be there.
    static func existing(at path: String) throws(OpenError) -> LogDirectory {
        guard let real = realpath(path, nil) else {
            throw errno == ENOENT ? .noLog(path: path) : OpenError(errno: errno, at: path)
        }
        defer { free(real) }
        var status = stat()
        guard stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw OpenError(errno: ENOTDIR, at: path)
        }
        return LogDirectory(path: String(cString: real))
    }

    var log: String { path + "/log.db" }
    var lock: String { path + "/writer.lock" }
    var socket: String { path + "/writer.sock" }

    /// Whether there is a file at `path`, of any size.
    static func hasFile(at path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes new entries of the directory survive a loss of power.
    func sync() throws(OpenError) {
        let file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw OpenError(errno: errno, at: path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw OpenError(errno: errno, at: path) }
    }
}
