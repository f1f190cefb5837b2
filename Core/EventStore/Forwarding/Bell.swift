internal import Foundation
internal import Synchronization

/// Wakes a thread that polls: a pipe, written to at most once until the thread looks.
final class Bell: Sendable {
    private let reading: Int32
    private let writing: Int32
    private let isRung = Atomic(false)

    init() throws(OpenError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw OpenError(errno: errno, at: "a pipe") }
        (reading, writing) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// What the thread polls beside its sockets.
    var file: Int32 { reading }

    /// Wakes the thread, from any thread.
    func ring() {
        guard !isRung.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }

    /// Milliseconds that never go back, to space messages apart.
    static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Makes the next ring wake the thread again; to be called before it looks for work.
    func silence() {
        var bytes: (UInt64, UInt64) = (0, 0)
        _ = withUnsafeMutableBytes(of: &bytes) {
            Foundation.read(reading, $0.baseAddress, $0.count)
        }
        isRung.store(false, ordering: .releasing)
    }
}

/// Waits until one of the files has something to say; false where none had within the time.
func pollFiles(_ files: inout [pollfd], milliseconds: Int32) -> Bool {
    poll(&files, nfds_t(files.count), milliseconds) > 0
}
