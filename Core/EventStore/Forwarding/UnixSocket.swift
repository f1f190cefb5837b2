internal import Foundation

/// An open socket of the system, closed with the last reference; never blocks.
package final class UnixSocket: Sendable {
    let file: Int32

    private init(file: Int32) { self.file = file }

    deinit { close(file) }

    /// Binds the socket of a log whose lock is held, in place of one that a dead writer left.
    static func listening(in directory: LogDirectory) throws(OpenError) -> UnixSocket {
        let socket = try make(for: directory)
        unlink(directory.socket)
        try withAddress(of: directory) { address, size throws(OpenError) in
            guard bind(socket.file, address, size) == 0,
                listen(socket.file, Int32(Limits.socketClientsMax)) == 0
            else { throw OpenError(errno: errno, at: directory.socket) }
        }
        return socket
    }

    /// Connects to the writer; nil where nobody listens.
    package static func connected(to directory: LogDirectory) throws(OpenError) -> UnixSocket? {
        let socket = try make(for: directory)
        var isConnected = false
        try withAddress(of: directory) { address, size throws(OpenError) in
            isConnected = connect(socket.file, address, size) == 0
        }
        return isConnected && socket.isOurs ? socket : nil
    }

    /// Takes a waiting client; nil when there is none, or when it is another user's.
    func accepted() -> UnixSocket? {
        let file = accept(file, nil, nil)
        guard file >= 0 else { return nil }
        let client = UnixSocket(file: file)
        client.configure()
        return client.isOurs ? client : nil
    }

    /// What an attempt to move bytes came to.
    package enum Transfer {
        case moved(Int)
        case wouldBlock
        case ended
    }

    /// Reads what is there into `buffer`.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        transfer(recv(file, buffer.baseAddress, buffer.count, 0))
    }

    /// Writes what fits.
    package func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        transfer(send(file, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)))
    }

    private func transfer(_ count: Int) -> Transfer {
        if count > 0 { return .moved(count) }
        if count < 0, errno == EAGAIN || errno == EINTR { return .wouldBlock }
        return .ended
    }

    private static func make(for directory: LogDirectory) throws(OpenError) -> UnixSocket {
        let file = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard file >= 0 else { throw OpenError(errno: errno, at: directory.socket) }
        let socket = UnixSocket(file: file)
        socket.configure()
        return socket
    }

    private func configure() {
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        _ = fcntl(file, F_SETFL, O_NONBLOCK)
    }

    /// Whether the peer runs under our user.
    private var isOurs: Bool {
        // The kernel's `ucred`, which is not imported: process, user, group.
        var peer: (process: Int32, user: UInt32, group: UInt32) = (0, .max, .max)
        var size = socklen_t(MemoryLayout.size(ofValue: peer))
        guard getsockopt(file, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 else { return false }
        return peer.user == geteuid()
    }

    /// A socket's path has at most 107 bytes: a longer one is reached through the open directory.
    private static func withAddress(
        of directory: LogDirectory,
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws(OpenError) -> Void
    ) throws(OpenError) {
        var path = directory.socket
        var folder: Int32 = -1
        if path.utf8.count > 107 {
            folder = open(directory.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard folder >= 0 else { throw OpenError(errno: errno, at: directory.path) }
            path = "/proc/self/fd/\(folder)/writer.sock"
        }
        defer { if folder >= 0 { close(folder) } }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result: Result<Void, OpenError> = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                do throws(OpenError) {
                    return .success(try body(pointer, socklen_t(MemoryLayout<sockaddr_un>.size)))
                } catch {
                    return .failure(error)
                }
            }
        }
        try result.get()
    }
}
