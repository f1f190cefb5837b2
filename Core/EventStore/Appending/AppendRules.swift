public import Events

/// What can be said of an append without looking at the log: its limits and its shape.
package enum AppendRules {
    /// Refuses what breaks a rule; the answer names the rule and the place.
    package static func check(_ append: Append) throws(AppendError) {
        try checkCounts(append)
        try checkStreams(append)
        try checkKey(append.key)
        for part in append.streams { try checkEvents(of: part) }
        try checkIDs(append)
    }

    /// The bytes that count against the limits of an append, a commit and the queue.
    package static func bytes(of append: Append) -> Int {
        append.streams.reduce(0) { sum, part in
            part.events.reduce(sum) { $0 + $1.data.count + $1.metadata.encoded.count }
        }
    }

    private static func checkCounts(_ append: Append) throws(AppendError) {
        guard !append.streams.isEmpty else {
            throw .invalid("an append names at least one stream: give it events")
        }
        try limit(append.streams.count, Limits.appendStreamsMax, "streams in an append")
        try limit(append.checks.count, Limits.appendChecksMax, "checks in an append")
        let events = append.streams.reduce(0) { $0 + $1.events.count }
        try limit(events, Limits.appendEventsMax, "events in an append")
        try limit(bytes(of: append), Limits.appendBytesMax, "bytes in an append")
    }

    private static func checkStreams(_ append: Append) throws(AppendError) {
        var written: Set<StreamName> = []
        for part in append.streams {
            guard written.insert(part.stream).inserted else {
                throw .invalid("stream \(part.stream) is named twice: join its events")
            }
            guard !part.stream.category.isOwnedByLog else {
                throw .invalid(
                    "stream \(part.stream) belongs to the log itself: choose another name")
            }
        }
        var checked: Set<StreamName> = []
        for check in append.checks {
            guard checked.insert(check.stream).inserted else {
                throw .invalid("stream \(check.stream) is checked twice: keep one check")
            }
            guard check.expected != .any else {
                throw .invalid("a check of \(check.stream) for anything says nothing: leave it out")
            }
        }
    }

    private static func checkKey(_ key: IdempotencyKey?) throws(AppendError) {
        guard let key else { return }
        guard (1...Limits.keyBytesMax).contains(key.text.utf8.count) else {
            throw .invalid(
                "an idempotency key has 1 to \(Limits.keyBytesMax) bytes, this one has "
                    + "\(key.text.utf8.count): shorten it")
        }
    }

    private static func checkEvents(of part: StreamAppend) throws(AppendError) {
        guard !part.events.isEmpty else {
            throw .invalid("no events for stream \(part.stream): check it instead")
        }
        for (index, event) in part.events.enumerated() {
            try checkPayload(event)
            guard event.type != .streamClosed || index == part.events.count - 1 else {
                throw .invalid("\(event.type) is the last event of its append: move it there")
            }
        }
    }

    private static func checkPayload(_ event: Event) throws(AppendError) {
        guard (1...Int(Int32.max)).contains(event.schema) else {
            throw .invalid("schema \(event.schema) of event \(event.id) is not a number from 1")
        }
        guard event.data.count <= Events.Limits.eventDataBytesMax else {
            throw .invalid(
                "event \(event.id) has \(event.data.count) bytes of data, the limit is "
                    + "\(Events.Limits.eventDataBytesMax): store a blob and refer to it")
        }
        let metadata = event.metadata.encoded
        try limit(
            metadata.count, Events.Limits.metadataBytesMax, "bytes of metadata in event \(event.id)"
        )
        guard let entries = FlatObject.entryCount(of: metadata) else {
            throw .invalid("metadata of event \(event.id) is not a flat JSON object of texts")
        }
        try limit(
            entries, Events.Limits.metadataEntriesMax, "metadata entries in event \(event.id)")
    }

    private static func checkIDs(_ append: Append) throws(AppendError) {
        var seen: Set<EventID> = []
        for event in append.streams.lazy.flatMap(\.events) {
            guard seen.insert(event.id).inserted else {
                throw .invalid(
                    "event id \(event.id) is used twice in one append: give each its own")
            }
        }
    }

    /// What is limited is put into words only when it is refused.
    private static func limit(
        _ actual: Int, _ most: Int, _ what: @autoclosure () -> String
    ) throws(AppendError) {
        guard actual <= most else {
            throw .invalid("\(actual) \(what()), the limit is \(most): split it")
        }
    }
}

extension EventType {
    /// Closes its stream when it is the last event of an append; the payload is the caller's.
    public static let streamClosed = EventType(literal: "log.stream-closed")
}

extension Category {
    /// Whether only the store itself writes to the category.
    package var isOwnedByLog: Bool { text.hasPrefix("log.") && self != .views }

    /// What was decided about views; Projections appends it through the door, and nobody else can name it.
    package static let views = Category(reserved: "log.views")
}
