import Events
import Workflows

extension WorkflowAPI {
    private static let startFields: Set<String> = [
        "namespace", "workflowId", "workflowType", "taskQueue", "input",
        "workflowExecutionTimeout", "workflowRunTimeout", "workflowTaskTimeout", "identity",
        "requestId", "workflowIdReusePolicy", "workflowIdConflictPolicy", "retryPolicy",
        "cronSchedule", "memo", "searchAttributes", "header", "workflowStartDelay",
    ]
    private static let signalFields: Set<String> = [
        "namespace", "workflowExecution", "signalName", "input", "identity", "requestId",
        "control", "header",
    ]

    /// Starts a workflow.
    func start(
        _ request: WorkflowAPIRequest, _ workflow: String
    ) async throws(APIError) -> JSONValue {
        let body = try RequestBody(request.body, allowing: Self.startFields)
        let intent = Intent(
            workflow: workflow, action: .start(try startIntent(body)),
            requestID: try requestID(body))
        let outcome = try await submit(intent)
        var answer = ViewObject()
        answer.add("runId", outcome.run)
        answer.add("firstExecutionRunId", outcome.firstRun)
        if outcome.started { answer.add("started", true) }
        answer.add("status", try await row(workflow, outcome.run).status.fullName)
        return answer.json
    }

    /// Puts a letter into the mailbox of a workflow, which is started when it does not run.
    func signalWithStart(
        _ request: WorkflowAPIRequest, _ workflow: String, _ name: String
    ) async throws(APIError) -> JSONValue {
        let fields = Self.startFields.union(["signalName", "signalInput", "control"])
        let body = try RequestBody(request.body, allowing: fields)
        let start = try startIntent(body)
        let signal = SignalIntent(
            name: name, payload: try body.value("signalInput"), mailbox: start.type.mailbox)
        let intent = Intent(
            workflow: workflow, action: .signalWithStart(start, signal),
            requestID: try requestID(body))
        let outcome = try await submit(intent)
        var answer = ViewObject()
        answer.add("runId", outcome.run)
        answer.add("firstExecutionRunId", outcome.firstRun)
        if outcome.started { answer.add("started", true) }
        return answer.json
    }

    /// Puts a letter into the mailbox of a workflow that runs.
    func signal(
        _ request: WorkflowAPIRequest, _ workflow: String, _ name: String
    ) async throws(APIError) -> JSONValue {
        let body = try RequestBody(request.body, allowing: Self.signalFields)
        let row = try await openRow(workflow, try body.run(in: "workflowExecution"))
        let signal = SignalIntent(
            name: name, payload: try body.value("input"), mailbox: .bounded(row.mailboxMax))
        let intent = Intent(
            workflow: workflow, action: .signal(signal), requestID: try requestID(body))
        _ = try await submit(intent)
        return [:]
    }

    /// Asks a workflow to stop.
    func cancel(
        _ request: WorkflowAPIRequest, _ workflow: String
    ) async throws(APIError) -> JSONValue {
        let body = try RequestBody(
            request.body,
            allowing: [
                "namespace", "workflowExecution", "identity", "requestId", "reason",
                "firstExecutionRunId",
            ])
        _ = try await openRow(workflow, try body.run(in: "workflowExecution"))
        let intent = Intent(
            workflow: workflow, action: .requestCancel(reason: try body.text("reason")),
            requestID: try requestID(body))
        _ = try await submit(intent)
        return [:]
    }

    /// Ends a workflow at once.
    func terminate(
        _ request: WorkflowAPIRequest, _ workflow: String
    ) async throws(APIError) -> JSONValue {
        let body = try RequestBody(
            request.body,
            allowing: [
                "namespace", "workflowExecution", "identity", "reason", "details",
                "firstExecutionRunId",
            ])
        _ = try await openRow(workflow, try body.run(in: "workflowExecution"))
        let reason = try body.text("reason")
        _ = try await submit(.terminate(id: workflow, reason: reason))
        return [:]
    }

    /// The open run; the given one must be it.
    private func openRow(
        _ workflow: String, _ run: UniqueID?
    ) async throws(APIError) -> RunRow {
        let row = try await row(workflow, run)
        guard row.isOpen else { throw APIError(.alreadyClosed(workflow: workflow)) }
        return row
    }

    private func submit(_ intent: Intent) async throws(APIError) -> IntentOutcome {
        do {
            let receipt = try await client.submit(WorkflowRequest(intents: [intent]))
            guard let outcome = receipt.outcomes.first else {
                throw APIError(.internal, "the request was accepted without an outcome")
            }
            return outcome
        } catch let error as WorkflowError {
            throw APIError(error)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.internal, "\(error)")
        }
    }

    // MARK: - Bodies

    private func requestID(_ body: RequestBody) throws(APIError) -> String? {
        let id = try body.text("requestId")
        guard id.count <= Workflows.Limits.idCharactersMax else {
            throw .invalid("requestId has \(id.count) characters, too many")
        }
        return id.isEmpty ? nil : id
    }

    private func startIntent(_ body: RequestBody) throws(APIError) -> StartIntent {
        let name = try body.body("workflowType", allowing: ["name"]).text("name")
        guard !name.isEmpty else { throw .invalid("WorkflowType is not set on request.") }
        guard let bound = registry.bound(workflow: name) else {
            throw APIError(.unknownType(name, known: registry.workflowNames))
        }
        guard try body.text("cronSchedule").isEmpty else {
            throw APIError(.unimplemented, "cronSchedule is not available in this version")
        }
        return StartIntent(
            type: bound.type, input: try body.value("input"), options: try options(body))
    }

    private func options(_ body: RequestBody) throws(APIError) -> StartOptions {
        var options = StartOptions()
        let conflict = try body.choice(
            "workflowIdConflictPolicy", prefix: "WORKFLOW_ID_CONFLICT_POLICY_",
            [
                ("FAIL", StartOptions.ConflictPolicy.fail), ("USE_EXISTING", .useExisting),
                ("TERMINATE_EXISTING", .terminateExisting),
            ])
        let reuse = try body.choice(
            "workflowIdReusePolicy", prefix: "WORKFLOW_ID_REUSE_POLICY_",
            [
                ("ALLOW_DUPLICATE", (StartOptions.ReusePolicy.allow, false)),
                ("ALLOW_DUPLICATE_FAILED_ONLY", (.allowIfFailed, false)),
                ("REJECT_DUPLICATE", (.reject, false)), ("TERMINATE_IF_RUNNING", (.allow, true)),
            ])
        options.reuse = reuse?.0 ?? .allow
        options.conflict = conflict ?? (reuse?.1 == true ? .terminateExisting : .fail)
        options.executionTimeout = try body.duration("workflowExecutionTimeout")
        options.runTimeout = try body.duration("workflowRunTimeout")
        options.delay = try body.duration("workflowStartDelay")
        options.retry = try body.retryPolicy("retryPolicy")
        options.identity = try body.text("identity")
        options.memo = try fields(body, "memo", within: "fields").reduce(into: JSONObject()) {
            $0[$1.name] = $1.value
        }
        options.attributes = try fields(body, "searchAttributes", within: "indexedFields")
            .compactMap { AttributeChange(name: $0.name, guessing: $0.value, type: $0.type) }
        return options
    }

    private struct Field {
        let name: String
        let value: JSONValue
        let type: String?
    }

    private func fields(
        _ body: RequestBody, _ name: String, within inner: String
    ) throws(APIError) -> [Field] {
        guard let outer = body[name] else { return [] }
        guard let object = outer[inner]?.object ?? outer.object else {
            throw .invalid("\(name) must be an object")
        }
        var fields: [Field] = []
        for member in object.members {
            do {
                let type = member.value["metadata"]?["type"]?.string.flatMap(Base64.bytes)
                let text = type.map { String(decoding: $0, as: UTF8.self) }
                let value = try Payloads.value(member.value)
                fields.append(Field(name: member.key, value: value, type: text))
            } catch {
                throw .invalid("\(name).\(member.key): \(error)")
            }
        }
        return fields
    }
}

extension AttributeChange {
    /// The change that sets an attribute to what a request gives, by its type or by its form.
    fileprivate init?(name: String, guessing value: JSONValue, type: String?) {
        let guess: String? =
            switch value {
            case .string: "keyword"
            case .integer: "int"
            case .double: "double"
            case .bool: "bool"
            case .array: "keywordList"
            case .null, .object: nil
            }
        guard let guess else { return nil }
        let known = type.map { $0.prefix(1).lowercased() + $0.dropFirst() }
        self.init(name: name, value: ["type": .string(known ?? guess), "value": value])
    }
}
