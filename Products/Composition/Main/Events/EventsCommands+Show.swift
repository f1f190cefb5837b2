import CommandLine
import Composition
import Events

extension EventsCommands {
    private static let name = Positional<EventName>("event", "The event's position or id")
    private static let raw = Flag(
        "raw", "Print the payload's bytes as they are stored, nothing else")

    static let show = Command(
        "show", "Print one event with its payload, its cause and what followed from it",
        examples: ["signalbox events show 42", "signalbox events show 42 --raw"],
        common + [raw, name]
    ) { call in
        try await look(call) { desk in
            let name = try call.require(name)
            guard let event = try await desk.event(name) else {
                call.console.report("error: the log has no event \(name)")
                return .problem
            }
            if call[raw] {
                call.console.write(String(decoding: event.data, as: UTF8.self))
                return .done
            }
            let cause = try await desk.cause(of: event)
            let consequences = try await desk.consequences(of: event)
            if call[Flag.json] {
                call.print(object(event, cause, consequences))
            } else {
                show(event, cause, consequences, call.console)
            }
            return .done
        }
    }

    private static func object(
        _ event: RecordedEvent, _ cause: RecordedEvent?, _ consequences: [RecordedEvent]
    ) -> JSONValue {
        var object = event.printed.object ?? JSONObject()
        object["cause"] = cause?.reference ?? .null
        object["consequences"] = .array(consequences.map(\.reference))
        return .object(object)
    }

    private static func show(
        _ event: RecordedEvent, _ cause: RecordedEvent?, _ consequences: [RecordedEvent],
        _ console: Console
    ) {
        let name = console.output.styled("\(event.type) at position \(event.position)", .bold)
        console.print(name)
        console.print("stream    \(event.stream), revision \(event.revision)")
        console.print("recorded  \(event.recorded)")
        console.print("id        \(event.id)")
        console.print("hash      \(event.hash)")
        for (key, value) in event.metadata.entries.sorted(by: { $0.key < $1.key }) {
            console.print("metadata  \(key) = \(value)")
        }
        console.print(event.payload.text(.pretty))
        if let cause { console.print("caused by  \(cause.line)") }
        for one in consequences { console.print("led to     \(one.line)") }
    }
}

extension RecordedEvent {
    /// Where the event is, without what it says.
    fileprivate var reference: JSONValue {
        [
            "position": .integer(Int64(position.number)), "type": .string(type.text),
            "stream": .string(stream.text), "id": .string("\(id)"),
        ]
    }
}
