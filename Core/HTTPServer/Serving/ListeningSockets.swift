private import Glibc
private import Synchronization

/// Sockets that listen on one port of several addresses; closed at the latest when released.
final class ListeningSockets: Sendable {
    let port: Int
    /// The addresses that are listened on.
    let addresses: [String]
    private let open: Mutex<[Int32]>

    var descriptors: [Int32] { open.withLock { $0 } }

    private init(port: Int, bound: [(address: String, descriptor: Int32)]) {
        (self.port, addresses) = (port, bound.map(\.address))
        open = Mutex(bound.map(\.descriptor))
    }

    deinit { close() }

    func close() {
        open.withLock { open in
            for descriptor in open { _ = Glibc.close(descriptor) }
            open = []
        }
    }

    /// Listens on `port` of each address; 0 takes any port that is free on all of them.
    ///
    /// An IPv6 loopback that the machine does not have is left out, unless it is the only address.
    static func bind(_ addresses: [String], port: Int) throws(BindError) -> ListeningSockets {
        var failure = BindError.malformedAddress("")
        for _ in 0..<(port == 0 ? Limits.portAttemptsMax : 1) {
            do {
                return try attempt(addresses, port: port)
            } catch .portInUse(let address, let taken) {
                failure = .portInUse(address: address, port: taken)
            }
        }
        throw failure
    }

    private static func attempt(
        _ addresses: [String], port wanted: Int
    ) throws(BindError) -> ListeningSockets {
        var bound: [(address: String, descriptor: Int32)] = []
        var port = wanted
        do {
            for address in addresses {
                do {
                    let descriptor = try listen(address, port)
                    bound.append((address, descriptor))
                    if port == 0 { port = boundPort(descriptor) }
                } catch .unknownAddress("::1") where !bound.isEmpty {
                    continue
                }
            }
        } catch {
            for one in bound { _ = Glibc.close(one.descriptor) }
            throw error
        }
        guard !bound.isEmpty else { throw .malformedAddress("") }
        return ListeningSockets(port: port, bound: bound)
    }

    private static func listen(_ address: String, _ port: Int) throws(BindError) -> Int32 {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard (0...65_535).contains(port),
            getaddrinfo(address, String(port), &hints, &found) == 0, let info = found?.pointee
        else { throw .malformedAddress(address) }
        defer { freeaddrinfo(found) }
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(info.ai_family, flags, 0)
        guard descriptor >= 0 else { throw failure(address, port) }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        if info.ai_family == AF_INET6 {
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, size)
        }
        guard Glibc.bind(descriptor, info.ai_addr, info.ai_addrlen) == 0,
            Glibc.listen(descriptor, Limits.backlog) == 0
        else {
            let error = failure(address, port)
            _ = Glibc.close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func failure(_ address: String, _ port: Int) -> BindError {
        switch errno {
        case EADDRINUSE: .portInUse(address: address, port: port)
        case EADDRNOTAVAIL, EAFNOSUPPORT: .unknownAddress(address)
        case EACCES, EPERM: .notPermitted(port: port)
        default: .refused(address: address, reason: String(cString: strerror(errno)))
        }
    }

    private static func boundPort(_ descriptor: Int32) -> Int {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { bytes in
            guard let base = bytes.baseAddress,
                getsockname(descriptor, base.assumingMemoryBound(to: sockaddr.self), &size) == 0
            else { return 0 }
            // Both families keep the port in network order behind the family.
            return Int(bytes[2]) << 8 | Int(bytes[3])
        }
    }
}
