import Glibc

/// A folder that is kept open while its files are read.
final class OpenFolder {
    private let descriptor: Int32

    /// Opens a folder; where that fails, no file can be read from it.
    init(_ path: String) { descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// All bytes of a small file, in memory that is there already; nil where that is too little.
    func read(
        _ name: String, into buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8>? {
        guard descriptor >= 0 else { return nil }
        let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        // Less than was asked for is the end of a file; whoever lets a file grow is read too early.
        let count = Glibc.read(file, buffer.baseAddress, buffer.count)
        guard count >= 0, count < buffer.count else { return nil }
        return UnsafeBufferPointer(rebasing: buffer[..<count])
    }
}
