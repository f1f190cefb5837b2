/// Why a server cannot listen, and what to do about it.
public enum BindError: Error, Hashable, CustomStringConvertible {
    /// The text is no numeric address.
    case malformedAddress(String)
    /// Another process listens there.
    case portInUse(address: String, port: Int)
    /// This machine has no such address.
    case unknownAddress(String)
    /// The process may not use the port.
    case notPermitted(port: Int)
    /// The system refused for another reason.
    case refused(address: String, reason: String)

    /// What is wrong, where, and what to do next.
    public var description: String {
        switch self {
        case .malformedAddress(let text):
            "\"\(text)\" is no address: give a numeric one such as 127.0.0.1 or ::1"
        case .portInUse(let address, let port):
            "port \(port) on \(address) is in use by another process: "
                + "stop it or choose another port with --port"
        case .unknownAddress(let address):
            "this machine has no address \(address): choose one of its own with --bind"
        case .notPermitted(let port):
            "port \(port) needs more rights than this process has: choose one above 1023"
        case .refused(let address, let reason):
            "cannot listen on \(address): \(reason)"
        }
    }
}
