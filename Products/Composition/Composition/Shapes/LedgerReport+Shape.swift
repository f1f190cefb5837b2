public import Events
public import SignalsFacade

extension LedgerReport {
    /// The object that commands and the inbox print; a count of zero is printed as well.
    public var object: JSONObject {
        var object = JSONObject([("position", JSONValue(position))])
        for member in total.object.members { object[member.key] = member.value }
        object["sources"] = .array(sources.map(\.value))
        object["research"] = research.value
        object["imports"] = imports.value
        return object
    }
}

extension LedgerCounts {
    /// Accepted signals that are nowhere; never anything but 0.
    public var remainder: Int {
        accepted - outcomes.assigned - outcomes.filtered - outcomes.blocked - outcomes.dropped
            - inFlight
    }

    /// The counts with what they leave over.
    public var object: JSONObject {
        JSONObject([
            ("accepted", JSONValue(accepted)), ("outcomes", outcomes.value),
            ("in_flight", JSONValue(inFlight)), ("remainder", JSONValue(remainder)),
            ("dropped_reasons", JSONValue(counts: droppedReasons)),
            ("stages", JSONValue(counts: stages)),
        ])
    }
}

extension OutcomeCounts {
    /// The counts by outcome.
    public var value: JSONValue {
        [
            "assigned": JSONValue(assigned), "filtered": JSONValue(filtered),
            "blocked": JSONValue(blocked), "dropped": JSONValue(dropped),
        ]
    }
}

extension SourceLedger {
    fileprivate var value: JSONValue {
        var object = JSONObject([
            ("source_product", .string(source.product)), ("source_type", .string(source.type)),
        ])
        for member in counts.object.members { object[member.key] = member.value }
        return .object(object)
    }
}

extension ResearchLedger {
    fileprivate var value: JSONValue {
        [
            "promoted": JSONValue(promoted), "outcomes": JSONValue(counts: outcomes),
            "candidate": JSONValue(candidate), "in_progress": JSONValue(inProgress),
        ]
    }
}

extension ImportLedger {
    fileprivate var value: JSONValue {
        var object = JSONObject([("imports", JSONValue(imports))])
        for member in counts.object.members { object[member.key] = member.value }
        return .object(object)
    }
}

extension ImportCounts {
    /// The counts of an import, which add up.
    public var object: JSONObject {
        JSONObject([
            ("read", JSONValue(read)), ("accepted", JSONValue(accepted)),
            ("duplicate", JSONValue(duplicate)), ("skipped", JSONValue(counts: skipped)),
            ("malformed", JSONValue(malformed)), ("refused", JSONValue(counts: refused)),
        ])
    }
}

extension JSONValue {
    /// A whole number.
    public init(_ number: Int) { self = .integer(Int64(number)) }

    /// A place in the log as a number.
    public init(_ position: Position) { self = .integer(Int64(position.number)) }

    /// A text, or null.
    public init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

    /// Counts by name, in the order of the names.
    public init(counts: [String: Int]) {
        let sorted = counts.sorted { $0.key < $1.key }
        self = .object(JSONObject(sorted.map { (key: $0.key, value: JSONValue($0.value)) }))
    }
}
