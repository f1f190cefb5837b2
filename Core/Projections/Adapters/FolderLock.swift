internal import Foundation

/// The right to write `views.db`, held by one process; it dies with the process.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a directory; nil where another process or another `Views` has it.
    ///
    /// - Throws: `ViewError.notWritable` where the lock file cannot be made.
    init?(_ directory: String) throws(ViewError) {
        let path = directory + "/views.lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .notWritable("cannot open \(path): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
