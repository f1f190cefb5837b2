package import Workflows

extension RunChange {
    /// What is said of research whose run ended without the report having been told.
    package var interruption: String {
        guard case .closed(let status, let cause, _) = kind else {
            return "run \(run) is open"
        }
        let end = "run \(run) \(status.ending)"
        return cause.map { "\(end): \($0)" } ?? end
    }
}

extension RunStatus {
    fileprivate var ending: String {
        switch self {
        case .terminated: "was terminated"
        case .canceled: "was canceled"
        case .timedOut: "ran out of time"
        case .failed: "failed"
        case .running, .completed, .continuedAsNew: "ended without a result"
        }
    }
}
