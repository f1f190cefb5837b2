public import Events

/// Why a view could not be opened, folded or read.
public enum ViewError: Error, Hashable, Sendable {
    /// A definition, a statement or a request breaks a rule.
    case invalid(String)
    /// No projection of this name was given.
    case unknown(String)
    /// The definition changed but its version did not.
    case changedDefinition(String, version: Int)
    /// The rows are of a version that this build was not given.
    case otherVersion(String, live: Int)
    /// The time is up and the view is still this many events behind what was asked for.
    case timedOut(String, behind: Int)
    /// The projection stopped at an event that it could not apply.
    case stopped(String, at: Position, reason: String)
    /// A token of another log, or of this one before its history was replaced.
    case otherGeneration(ConsistencyToken, current: ConsistencyToken)
    /// Another process folds the views.
    case notWriter(String)
    /// No space is left for the rows; what is there can be read.
    case diskFull
    /// The data directory does not let rows be written.
    case notWritable(String)
    /// `views.db` cannot be read or written; it may be deleted at any time.
    case database(String)
    /// A decision about a view could not be appended to the log.
    case notAppended(AppendError)
    /// The log cannot be read.
    case log(ReadError)
    /// The waiting task was cancelled.
    case cancelled
}

extension ViewError: CustomStringConvertible {
    /// What is wrong, which one, and what to do next.
    public var description: String {
        switch self {
        case .invalid(let reason): reason
        case .unknown(let name):
            "there is no projection '\(name)': see `signalbox projections list`"
        case .changedDefinition(let name, let version):
            "the definition of projection '\(name)' changed under version \(version): "
                + "raise its version"
        case .otherVersion(let name, let live):
            "the rows of projection '\(name)' are of version \(live), which this build does not "
                + "know: run the build that writes the log"
        case .timedOut(let name, let behind):
            "projection '\(name)' is still \(behind) events behind what was asked for: ask again, "
                + "or see `signalbox projections list`"
        case .stopped(let name, let position, let reason):
            "projection '\(name)' stopped at position \(position): \(reason.prefix(500)); "
                + "see `signalbox events show \(position)`"
        case .otherGeneration(let token, let current):
            "token \(token) is of another log or of an earlier history, the log is at \(current): "
                + "ask without the token"
        case .notWriter(let reason):
            "the views are written by another process (\(reason)): stop it or ask it"
        case .diskFull:
            "no space is left for the views: free some space, folding then goes on; the log has "
                + "everything"
        case .notWritable(let reason):
            "the views cannot be written (\(reason)): check the data directory and its permissions"
        case .database(let reason):
            "views.db cannot be used (\(reason)): delete it, it is rebuilt from the log"
        case .notAppended(let error): error.description
        case .log(let error): error.description
        case .cancelled: "the wait for a view was cancelled"
        }
    }
}
