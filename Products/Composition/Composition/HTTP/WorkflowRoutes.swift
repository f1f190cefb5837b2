import HTTPServer
import WorkflowRuntime

/// The API of workflows over HTTP; paths and bodies are the API's own affair.
struct WorkflowRoutes: Sendable {
    let api: WorkflowAPI

    func add(to router: inout Router) {
        for prefix in [["api", "v1", "namespaces"], ["namespaces"]] {
            let pattern = "/" + prefix.joined(separator: "/") + "/{path...}"
            router.on("*", pattern) { request, parameters in
                await answer(request, prefix + parameters.rest("path"))
            }
        }
    }

    private func answer(_ request: HTTPRequest, _ path: [String]) async -> HTTPResponse {
        let answer = await api.answer(
            WorkflowAPIRequest(
                method: request.method, path: path,
                query: request.query.map { ($0.name, $0.value) }, body: request.body))
        var response = HTTPResponse.json(answer.body, status: answer.status)
        if let pause = answer.retryAfter {
            response.headers["Retry-After"] = "\(max(1, pause.components.seconds))"
        }
        return response
    }
}
