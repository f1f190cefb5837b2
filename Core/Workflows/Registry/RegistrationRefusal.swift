/// Why a registration was refused; an engine with a refusal does not start.
public enum RegistrationRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// A name is registered already.
    case nameTaken(String, kind: String)
    /// An inner time limit exceeds the outer one.
    case limitsDoNotNest(String, inner: Limit, outer: Limit)
    /// Nobody declared the queue.
    case undeclaredQueue(String, by: String)

    /// A time limit with its name.
    public struct Limit: Hashable, Sendable {
        /// Which limit it is.
        public let name: String
        /// What it was set to.
        public let time: Duration
    }

    /// What is wrong, which one, and what to do next.
    public var description: String {
        switch self {
        case .nameTaken(let name, let kind):
            "\(kind) '\(name)' is registered twice: give one of them another name"
        case .limitsDoNotNest(let name, let inner, let outer):
            "'\(name)' has \(inner.name) \(inner.time) but \(outer.name) \(outer.time): "
                + "make \(inner.name) shorter or \(outer.name) longer"
        case .undeclaredQueue(let queue, let name):
            "queue '\(queue)' of '\(name)' is not declared: call registry.queue(\"\(queue)\")"
        }
    }
}
