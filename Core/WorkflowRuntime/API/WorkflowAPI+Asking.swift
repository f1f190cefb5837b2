import Events
import Workflows

extension WorkflowAPI {
    /// Asks a run's code.
    func query(
        _ request: WorkflowAPIRequest, _ workflow: String, _ name: String
    ) async throws(APIError) -> JSONValue {
        let body = try RequestBody(
            request.body,
            allowing: ["namespace", "execution", "query", "queryRejectCondition"])
        let query = try body.body("query", allowing: ["queryType", "queryArgs", "header"])
        let row = try await row(workflow, try body.run(in: "execution"))
        if let rejected = try rejection(body, row) { return rejected }
        do {
            let answer = try await client.query(
                workflow: workflow, run: row.run, name: name,
                argument: try query.value("queryArgs"))
            return ["queryResult": Payloads(request.form).list(answer)]
        } catch let error as WorkflowError {
            throw APIError(error)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.internal, "\(error)")
        }
    }

    private func rejection(_ body: RequestBody, _ row: RunRow) throws(APIError) -> JSONValue? {
        let condition = try body.choice(
            "queryRejectCondition", prefix: "QUERY_REJECT_CONDITION_",
            [("NONE", 1), ("NOT_OPEN", 2), ("NOT_COMPLETED_CLEANLY", 3)])
        let isClean = row.status == .completed || row.status == .continuedAsNew
        guard !row.isOpen, condition == 2 || (condition == 3 && !isClean) else { return nil }
        return ["queryRejected": ["status": .string(row.status.fullName)]]
    }

    /// Has a workflow carry out a request and waits for its outcome.
    func update(
        _ request: WorkflowAPIRequest, _ workflow: String, _ name: String
    ) async throws(APIError) -> JSONValue {
        let body = try RequestBody(
            request.body,
            allowing: [
                "namespace", "workflowExecution", "firstExecutionRunId", "waitPolicy", "request",
            ])
        let row = try await row(workflow, try body.run(in: "workflowExecution"))
        let inner = try body.body("request", allowing: ["meta", "input"])
        let meta = try inner.body("meta", allowing: ["updateId", "identity"])
        let input = try inner.body("input", allowing: ["name", "args", "header"])
        let given = try meta.text("updateId")
        let id = given.isEmpty ? newID() : given
        let payloads = Payloads(request.form)
        let outcome: JSONValue
        do {
            let answer = try await client.update(
                workflow: workflow, name: name, argument: try input.value("args"), updateID: id)
            outcome = ["success": payloads.list(answer)]
        } catch WorkflowError.updateFailed(let failure) {
            outcome = ["failure": FailureView(payloads: payloads).json(failure)]
        } catch let error as WorkflowError {
            throw APIError(error)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.internal, "\(error)")
        }
        var reference = ViewObject()
        reference.add(execution: "workflowExecution", workflow, row.run)
        reference.add("updateId", id)
        return [
            "updateRef": reference.json, "outcome": outcome,
            "stage": "UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED",
        ]
    }

    private func newID() -> String {
        UniqueID.timeOrdered(at: time.now(), random).description
    }
}
