package import Events

/// One event of the view of a history.
package struct HistoryEvent: Hashable, Sendable {
    /// Counted from 1 within the run, without gaps.
    package let id: Int
    package let time: Timestamp
    /// The type without its prefix: `TIMER_FIRED`.
    package let type: String
    /// The position of the record that it was made from.
    package let position: Position
    package let attributes: JSONObject

    /// Whether it is one of the three that stand for an activation of the code.
    package var isTask: Bool { type.hasPrefix("WORKFLOW_TASK_") }

    package var json: JSONValue {
        var event = ViewObject()
        event.add(large: "eventId", id)
        event.add("eventTime", time)
        event.add("eventType", "EVENT_TYPE_\(type)")
        event.add(large: "taskId", Int(position.value))
        event.add(attributesKey, .object(attributes))
        return event.json
    }

    private var attributesKey: String {
        let words = type.split(separator: "_").map { $0.lowercased() }
        let name = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return "\(words[0])\(name.joined())EventAttributes"
    }
}
