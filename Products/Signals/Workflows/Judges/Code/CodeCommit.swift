package import Events

/// A commit with its author.
package struct CodeCommit: Sendable, Equatable {
    /// All forty hexadecimal digits.
    package let sha: String
    package let authorName: String
    package let authorEmail: String
    package let committedAt: Timestamp
    /// Subject, then the body.
    package let message: String

    package init(
        sha: String, authorName: String, authorEmail: String, committedAt: Timestamp,
        message: String
    ) {
        (self.sha, self.authorName, self.authorEmail) = (sha, authorName, authorEmail)
        (self.committedAt, self.message) = (committedAt, message)
    }

    /// The first seven digits, as findings name it.
    package var shortSHA: String { String(sha.prefix(7)) }

    /// The name before the `@` of the address, without the number that a code host puts before it.
    package var login: String {
        let local = authorEmail.split(separator: "@").first ?? "unknown"
        return String(local.split(separator: "+").last ?? local)
    }
}

/// Why a checkout could not be read.
package enum CheckoutError: Error, Equatable, CustomStringConvertible {
    case gitMissing
    case timedOut(command: String, seconds: Int)
    case failed(command: String, status: Int, message: String)
    case notARepository(path: String)

    package var description: String {
        switch self {
        case .gitMissing: "git was not found; install it or add it to PATH"
        case .timedOut(let command, let seconds): "`\(command)` took over \(seconds) s"
        case .failed(let command, let status, let message):
            "`\(command)` ended with \(status): \(message)"
        case .notARepository(let path): "\(path) is not a git working copy"
        }
    }
}
