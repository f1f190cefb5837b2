import Events

/// Builds objects of the view: what holds its default is left out, 64-bit numbers are texts.
struct ViewObject {
    private(set) var object = JSONObject()

    var json: JSONValue { .object(object) }

    mutating func add(_ key: String, _ value: JSONValue?) {
        if let value { object.append(key, value) }
    }

    mutating func add(_ key: String, _ text: String) {
        if !text.isEmpty { object.append(key, .string(text)) }
    }

    mutating func add(_ key: String, _ moment: Timestamp?) {
        if let moment { object.append(key, .string(moment.description)) }
    }

    mutating func add(_ key: String, _ duration: Duration?) {
        if let duration { object.append(key, .string(DurationText.text(duration))) }
    }

    mutating func add(_ key: String, _ id: UniqueID?) {
        if let id { object.append(key, .string(id.description)) }
    }

    /// A number of 32 bits.
    mutating func add(small key: String, _ number: Int) {
        if number != 0 { object.append(key, .integer(Int64(number))) }
    }

    /// A number of 64 bits.
    mutating func add(large key: String, _ number: Int?) {
        if let number, number != 0 { object.append(key, .string(String(number))) }
    }

    mutating func add(named key: String, _ name: String) {
        object.append(key, ["name": .string(name)])
    }

    mutating func add(queue name: String) {
        object.append(
            "taskQueue", ["name": .string(name), "kind": "TASK_QUEUE_KIND_NORMAL"])
    }

    mutating func add(execution key: String, _ workflow: String, _ run: UniqueID?) {
        var execution = ViewObject()
        execution.add("workflowId", workflow)
        execution.add("runId", run)
        object.append(key, execution.json)
    }

    mutating func add(execution key: String, _ link: RunRow.Link) {
        add(execution: key, link.workflow, link.run)
    }
}
