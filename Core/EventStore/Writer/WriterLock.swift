internal import Foundation

/// The right to write a log; the kernel takes it back when the process ends.
final class WriterLock: Sendable {
    private let file: Int32
    private let directory: LogDirectory

    private init(file: Int32, _ directory: LogDirectory) {
        (self.file, self.directory) = (file, directory)
    }

    /// Takes the lock, or says that another process has it by returning nil.
    static func take(_ directory: LogDirectory, owner: String) throws(OpenError) -> WriterLock? {
        let file = open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw OpenError(errno: errno, at: directory.lock) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(file)
            guard code == EWOULDBLOCK else { throw OpenError(errno: code, at: directory.lock) }
            return nil
        }
        // Who has the lock is told to whoever does not get it; the lock does not rest on it.
        let text = Array(owner.utf8)
        _ = ftruncate(file, 0)
        _ = pwrite(file, text, text.count, 0)
        return WriterLock(file: file, directory)
    }

    /// What the holder of the lock wrote about itself.
    static func owner(_ directory: LogDirectory) -> String {
        guard let data = FileManager.default.contents(atPath: directory.lock), !data.isEmpty else {
            return "unknown"
        }
        return String(decoding: data.prefix(256), as: UTF8.self)
    }

    deinit {
        // Behind this line another process may be the writer, and the name is its.
        unlink(directory.socket)
        _ = ftruncate(file, 0)
        close(file)
    }
}
