import EventStore
public import Events
import WorkflowRuntime

/// A call of the workflow API as it goes from one process over a log to the one that writes it.
struct WorkflowQuestion: Codable {
    let method: String
    let path: [String]
    let names: [String]
    let values: [String]
    let body: JSONValue?

    init(
        _ method: String, _ path: [String], _ query: [(name: String, value: String)],
        _ body: JSONValue?
    ) {
        (self.method, self.path, self.body) = (method, path, body)
        (names, values) = (query.map(\.name), query.map(\.value))
    }

    var request: WorkflowAPIRequest {
        WorkflowAPIRequest(
            method: method, path: ["namespaces", "default"] + path,
            query: zip(names, values).map { ($0, $1) }, body: body?.bytes() ?? [])
    }
}

/// What the API answers, on its way back.
struct WorkflowReply: Codable {
    let status: Int
    let body: JSONValue

    /// The body of an answer that is none of a refusal.
    func success() throws(WorkflowRefusal) -> JSONValue {
        guard status < 400 else {
            throw WorkflowRefusal(
                status: status, message: body["message"]?.string ?? "refused with \(status)")
        }
        return body
    }
}

extension Platform {
    /// Has the code of a workflow answer: in this process, or in the one that writes the log.
    ///
    /// - Parameters:
    ///   - path: The segments behind the namespace; what is there is posted to.
    ///   - body: What is sent.
    /// - Returns: The body of the answer, its payloads in short form.
    /// - Throws: `WorkflowRefusal`; `AskError` where no process answers.
    public func askCode(_ path: [String], _ body: JSONValue) async throws -> JSONValue {
        let question = WorkflowQuestion("POST", path, [("payloadShorthand", "")], body)
        guard !isWriter else { return try await working { try await reply(question).success() } }
        let answer = try await files.ask(try JSONValue(encoding: question).bytes())
        return try JSONValue(parsing: answer).decode(as: WorkflowReply.self).success()
    }

    /// Answers what other processes ask about workflows, until the task is cancelled.
    func answerQuestions() async {
        await withDiscardingTaskGroup { group in
            for await question in files.questions() {
                group.addTask { await answer(question) }
            }
        }
    }

    private func answer(_ question: WriterQuestion) async {
        do {
            let call = try JSONValue(parsing: question.bytes).decode(as: WorkflowQuestion.self)
            question.answer(try JSONValue(encoding: try await reply(call)).bytes())
        } catch {
            let refusal: JSONValue = ["status": 400, "body": ["message": .string("\(error)")]]
            question.answer(refusal.bytes())
        }
    }

    private func reply(_ question: WorkflowQuestion) async throws -> WorkflowReply {
        let answer = await workflowAPI.answer(question.request)
        return WorkflowReply(status: answer.status, body: try JSONValue(parsing: answer.body))
    }
}
