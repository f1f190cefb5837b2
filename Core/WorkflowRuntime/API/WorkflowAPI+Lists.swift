import Events
import Workflows

extension WorkflowAPI {
    /// The runs that a query keeps, a page at a time.
    func list(_ request: WorkflowAPIRequest) async throws(APIError) -> JSONValue {
        let text = request.parameter("query") ?? ""
        let size = try request.pageSize(
            ["pageSize", "maximumPageSize"], max: Limits.listPageMax)
        let token = request.parameter("nextPageToken") ?? ""
        let view = RunView(form: request.form)
        return try await catalog.read { table throws(APIError) in
            let query = try Self.read(text, table).listed(orRefuse: ())
            let order = RunOrder(query)
            var start: RunOrder.Key?
            if !token.isEmpty {
                guard let key = PageToken.key(token, query: text) else {
                    throw .invalid("the NextPageToken is not one of this query")
                }
                start = key
            }
            let rows = order.sorted(table.all.filter(query.keeps), after: start)
            var page = JSONPage(size: size)
            var last: RunRow?
            for row in rows {
                guard page.takes(view.row(row)) else { break }
                last = row
            }
            var answer = ViewObject()
            if !page.elements.isEmpty { answer.add("executions", .array(page.elements)) }
            if let last, page.elements.count < rows.count {
                answer.add("nextPageToken", PageToken.list(after: order.key(of: last), query: text))
            }
            return answer.json
        }
    }

    /// How many runs a query keeps, by status where it groups.
    func count(_ request: WorkflowAPIRequest) async throws(APIError) -> JSONValue {
        let text = request.parameter("query") ?? ""
        let payloads = Payloads(request.form)
        return try await catalog.read { table throws(APIError) in
            let query = try Self.read(text, table)
            let rows = table.all.filter(query.keeps)
            var answer = ViewObject()
            answer.add(large: "count", rows.count)
            guard query.isGrouped else { return answer.json }
            let groups = RunStatus.allCases.compactMap { status -> JSONValue? in
                let count = rows.count { $0.status == status }
                guard count > 0 else { return nil }
                let name = payloads.one(.string(status.rawValue), type: "Keyword")
                return ["groupValues": [name], "count": .string(String(count))]
            }
            if !groups.isEmpty { answer.add("groups", .array(groups)) }
            return answer.json
        }
    }

    private static func read(
        _ text: String, _ table: RunTable
    ) throws(APIError) -> VisibilityQuery {
        do {
            return try VisibilityQuery(text, types: table.attributeTypes)
        } catch {
            throw .invalid(error.description)
        }
    }
}

extension VisibilityQuery {
    fileprivate func listed(orRefuse: Void) throws(APIError) -> VisibilityQuery {
        do {
            return try listed()
        } catch {
            throw .invalid(error.description)
        }
    }
}

/// A page that ends at its number of elements, or early at its number of bytes.
struct JSONPage {
    private let size: Int
    private var bytes = 0
    private(set) var elements: [JSONValue] = []

    init(size: Int) { self.size = size }

    /// Adds an element; false when it belongs to the next page.
    mutating func takes(_ element: JSONValue) -> Bool {
        let count = element.bytes().count
        let isFull = elements.count >= size || bytes + count > Limits.pageBytesMax
        guard elements.isEmpty || !isFull else { return false }
        elements.append(element)
        bytes += count
        return true
    }
}
