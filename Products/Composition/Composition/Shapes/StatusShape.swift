public import Events
public import SignalsFacade

extension Platform {
    /// Which log and which epoch of which team an answer is about.
    public func heading(_ team: TeamID, epoch: Int?) -> JSONObject {
        JSONObject([
            ("data", .string(directory.path)), ("log_id", .string("\(logID)")),
            ("team", JSONValue(team.number)), ("epoch", epoch.map(JSONValue.init) ?? .null),
        ])
    }

    /// What is under way, with the workflows behind it, as the command and the inbox answer it.
    public func object(of status: PipelineStatus) async throws -> JSONObject {
        var object = heading(status.teamID, epoch: status.epoch)
        object["settled"] = .bool(status.settled)
        object["workflows"] = .object(try await workflows(of: status.teamID))
        object["reports"] = JSONValue(counts: status.reports)
        object["ledger"] = .object(status.ledger.object)
        object["open"] = .array(try await waiting(for: status.open).map(\.value))
        return object
    }
}

/// Something open with the activity that it waits for, as far as that can be told.
public struct OpenWork: Sendable {
    /// What is open.
    public let item: OpenItem
    /// The name of the activity.
    public let activity: String?
    /// Which attempt it is.
    public let attempt: Int
    /// Why the attempt before failed.
    public let failure: String?

    /// What is open and who has it.
    public var value: JSONValue {
        [
            "id": .string("\(item.id)"), "stage": .string(item.stage),
            "workflow_id": .string(item.workflowID), "since": .string("\(item.since)"),
            "reason": JSONValue(item.reason),
            "activity": JSONValue(activity), "attempt": JSONValue(attempt),
            "failure": JSONValue(failure),
        ]
    }

    /// The same in one line.
    public var line: String {
        var words = "\(item.id)  \(item.stage)  \(item.workflowID)"
        if let activity { words += "  \(activity), attempt \(attempt)" }
        if let failure = failure ?? item.reason { words += ": \(failure)" }
        return words
    }
}

extension Platform {
    /// What open signals and reports wait for: the activity of their workflow that was tried most.
    public func waiting(for items: [OpenItem]) async throws -> [OpenWork] {
        var known: [String: [JSONValue]] = [:]
        var found: [OpenWork] = []
        for item in items.prefix(Limits.openItemsShown) {
            if known[item.workflowID] == nil {
                known[item.workflowID] = try await pendingActivities(of: item.workflowID)
            }
            let pending = known[item.workflowID] ?? []
            found.append(OpenWork(item, pending.max { $0.attempts < $1.attempts }))
        }
        return found
    }

    private func pendingActivities(of workflow: String) async throws -> [JSONValue] {
        do {
            let described = try await workflows("GET", ["workflows", workflow])
            return described["pendingActivities"]?.array ?? []
        } catch is WorkflowRefusal {
            // A workflow that has not started yet waits for nothing of its own.
            return []
        }
    }
}

extension JSONValue {
    /// Which attempt of a pending activity is under way, or comes next.
    fileprivate var attempts: Int { self["attempt"]?.integer.map(Int.init) ?? 1 }
}

extension OpenWork {
    fileprivate init(_ item: OpenItem, _ pending: JSONValue?) {
        self.item = item
        activity = pending?["activityType"]?["name"]?.string
        attempt = pending?.attempts ?? 0
        failure = pending?["lastFailure"]?["message"]?.string
    }
}
