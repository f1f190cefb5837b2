import EventStore
import Events
import Foundation
import TestSupport
import Testing

/// Disks of a few megabytes, mounted for the test; only root may mount.
@Suite(.enabled(if: geteuid() == 0, "mounting a small disk needs root"))
struct `Event store: small and read-only disks` {
    private let disk: SmallDisk

    init() throws { disk = try SmallDisk(megabytes: 2) }

    private func large(_ number: Int) -> Event {
        var large = event(number)
        large.data = [UInt8](repeating: 120, count: 60_000)
        return large
    }

    @Test func `appends go on after a full disk`() async throws {
        guard try disk.mount() else { return }
        defer { disk.unmount() }
        let store = try await SQLiteEventStore.open(disk.path)
        var written = 0
        let error = await #expect(throws: AppendError.self) {
            while written < 200 {
                try await store.append([large(written)], to: account("a"))
                written += 1
            }
        }
        #expect(error == .diskFull)
        #expect(written > 2)
        #expect(try await store.everything().count == written)
        try disk.grow(megabytes: 8)
        try await store.append(
            [large(written)], to: account("a"), .exact(Revision(Int64(written - 1))))
        #expect(try await store.verify().damage == nil)
        await store.close()
        let again = try await SQLiteEventStore.open(disk.path)
        #expect(try await again.everything().count == written + 1)
        await again.close()
    }

    @Test func `a full disk refuses to open and changes nothing`() async throws {
        guard try disk.mount() else { return }
        defer { disk.unmount() }
        try Data(count: 2 << 20).write(to: URL(fileURLWithPath: disk.path + "/full"), options: [])
        let error = await #expect(throws: OpenError.self) {
            try await SQLiteEventStore.open(disk.path)
        }
        guard case .diskFull? = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
    }

    @Test func `a read-only directory is refused with what to do`() async throws {
        guard try disk.mount() else { return }
        defer { disk.unmount() }
        let store = try await SQLiteEventStore.open(disk.path)
        try await store.append([event(1)], to: account("a"))
        await store.close()
        try disk.makeReadOnly()
        let error = await #expect(throws: OpenError.self) {
            try await SQLiteEventStore.open(disk.path)
        }
        guard case .notWritable(_, let reason)? = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        #expect(reason.contains("ead-only"))
        #expect(error?.description.contains("make it writable") == true)
    }
}

/// A file system in memory of a chosen size.
final class SmallDisk {
    private let folder: TemporaryFolder
    private let megabytes: Int
    let path: String

    init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        self.megabytes = megabytes
        path = folder.path("disk")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// False where the machine lets not even root mount; the test then has nothing to say.
    func mount() throws -> Bool {
        Glibc.mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0
    }

    func grow(megabytes: Int) throws { try remount(0, "size=\(megabytes)m") }

    func makeReadOnly() throws { try remount(UInt(MS_RDONLY), "") }

    func unmount() { umount2(path, Int32(MNT_DETACH)) }

    private func remount(_ flags: UInt, _ options: String) throws {
        guard Glibc.mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT) | flags, options) == 0
        else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
