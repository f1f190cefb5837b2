import Foundation
import Glibc
import ImportLinter

/// Waits for something to be saved, made or removed below a folder.
final class FolderChanges {
    private let descriptor: Int32
    private let root: String

    /// Watches every folder below `root` that may hold sources.
    init(root: String) throws {
        self.root = root
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        watch(root)
    }

    deinit { close(descriptor) }

    /// True after a change, once it has been quiet for a moment; false where nothing happened.
    func wait() -> Bool {
        guard hasEvent(within: 200), isOfInterest() else { return false }
        // An editor saves in several steps: a short pause joins them.
        while hasEvent(within: 10) { _ = isOfInterest() }
        watch(root)
        return true
    }

    private func hasEvent(within milliseconds: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, milliseconds) > 0
    }

    /// Reads what has happened; whether one of the names matters.
    private func isOfInterest() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return false }
        let header = MemoryLayout<inotify_event>.size
        var (offset, matters) = (0, false)
        while offset + header <= count {
            let length = buffer.withUnsafeBytes {
                Int($0.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
            }
            let name = buffer[(offset + header)..<min(offset + header + length, count)]
            let text = String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
            matters =
                matters || text.hasSuffix(".swift") || text.hasSuffix("lint-imports.json")
                || !text.contains(".")
            offset += header + length
        }
        return matters
    }

    /// Adding a folder again changes nothing, so new folders are found by going through all.
    private func watch(_ folder: String) {
        let kinds =
            IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR
        inotify_add_watch(descriptor, folder, UInt32(kinds))
        for name in SourceFiles.folders(in: folder) { watch("\(folder)/\(name)") }
    }
}
