public import Events

/// Why a call to workflows was refused; nothing was appended unless the log says otherwise.
public enum WorkflowError: Error, Hashable, Sendable {
    /// A run is open under the id, or the reuse policy forbids another.
    case alreadyStarted(workflow: String, run: UniqueID)
    /// No run is known under the id.
    case notFound(workflow: String)
    /// The run, or the last one of the id, is closed.
    case alreadyClosed(workflow: String)
    /// As much mail waits as the workflow allows.
    case mailboxFull(workflow: String, limit: Int, retryAfter: Duration)
    /// The run takes no mail until it is closed.
    case closing(workflow: String, retryAfter: Duration)
    /// A request id is known with other content.
    case requestReused(workflow: String, request: String)
    /// Others were faster each time.
    case busy(workflow: String)
    /// Only an engine can answer, and none runs in this process.
    case noEngine
    /// No workflow of this type is registered.
    case unknownType(String, known: [String])
    /// The workflow has no such query.
    case unknownQuery(String, known: [String])
    /// The workflow has no such update.
    case unknownUpdate(String, known: [String])
    /// The query's code threw.
    case queryFailed(String)
    /// The update was refused or failed.
    case updateFailed(Failure)
    /// A query of the list is malformed.
    case invalidQuery(String)
    /// The call breaks a rule or a limit.
    case invalid(String)
    /// A result was waited for, and the run ended without one.
    case ended(workflow: String, RunStatus, Failure?)
    /// The answer did not come in time.
    case late(String)
    /// The log refused the append.
    case log(AppendError)
    /// The log could not be read.
    case read(ReadError)
}

extension WorkflowError: CustomStringConvertible {
    /// What is wrong, which one, and what to do next.
    public var description: String {
        switch self {
        case .alreadyStarted(let workflow, let run):
            "Workflow execution is already running. WorkflowId: \(workflow), RunId: \(run)."
        case .notFound(let workflow): "workflow not found for ID: \(workflow)"
        case .alreadyClosed: "workflow execution already completed"
        case .mailboxFull(let workflow, let limit, let retryAfter):
            "\(limit) letters wait unread for \(workflow): try again in \(retryAfter)"
        case .closing(let workflow, let retryAfter):
            "workflow is closing: \(workflow) takes no mail now, try again in \(retryAfter)"
        case .requestReused(let workflow, let request):
            "request id '\(request)' was used for \(workflow) with other content: use a new one"
        case .busy(let workflow):
            "others changed \(workflow) \(Limits.planningAttemptsMax) times in a row: try again"
        case .noEngine: "no engine runs in this process: ask the one that runs `signalbox up`"
        case .unknownType(let name, let known):
            "workflow type '\(name)' is not registered; known: \(known.joined(separator: ", "))"
        case .unknownQuery(let name, let known):
            "unknown query '\(name)'; known: \(known.joined(separator: ", "))"
        case .unknownUpdate(let name, let known):
            "unknown update '\(name)'; known: \(known.joined(separator: ", "))"
        case .queryFailed(let reason): "the query failed: \(reason)"
        case .updateFailed(let failure): failure.message
        case .invalidQuery(let reason): "invalid query: \(reason)"
        case .invalid(let reason): reason
        case .ended(let workflow, let status, let failure):
            "\(workflow) ended as \(status.rawValue)"
                + (failure.map { ": \($0.description)" } ?? "")
        case .late(let what): "\(what) did not come in time: try again"
        case .log(let error): error.description
        case .read(let error): error.description
        }
    }
}

/// How a run stands; the raw value is what queries compare with.
public enum RunStatus: String, Hashable, Sendable, CaseIterable {
    /// It is open.
    case running = "Running"
    /// It returned a result.
    case completed = "Completed"
    /// It threw a failure.
    case failed = "Failed"
    /// It stopped when it was asked to.
    case canceled = "Canceled"
    /// It was ended from outside.
    case terminated = "Terminated"
    /// Its chain went on with another run.
    case continuedAsNew = "ContinuedAsNew"
    /// Its time ran out.
    case timedOut = "TimedOut"

    /// The outcome under which the closing record stores it; nil while it is open.
    package init?(outcome: String) {
        switch outcome {
        case "completed": self = .completed
        case "failed": self = .failed
        case "canceled": self = .canceled
        case "terminated": self = .terminated
        case "continuedAsNew": self = .continuedAsNew
        case "timedOut": self = .timedOut
        default: return nil
        }
    }

    package var outcome: String {
        let (first, rest) = (rawValue.prefix(1), rawValue.dropFirst())
        return first.lowercased() + rest
    }
}
