package import Events
package import SignalsContracts

/// What a record of an outside source amounts to.
package enum RecordReading: Hashable, Sendable {
    /// A signal, as far as the record is concerned.
    case signal(EmitSignal)
    /// One that the rule of the source leaves out.
    case skipped(String)
    /// One that cannot be read.
    case malformed(String)
}

extension RecordReading {
    /// Reads a record of the source; `now` bounds its age where the filter asks for that.
    package init(
        _ record: JSONValue, of source: SourcePair, _ filter: RecordFilter, now: Timestamp
    ) {
        do {
            let shape = RecordShape.of(source)
            let fields = try RecordFields(record)
            if let reason = try shape.skip(fields, filter, now) {
                self = .skipped(reason)
            } else {
                self = .signal(try shape.signal(fields, source))
            }
        } catch {
            self = .malformed(error.reason)
        }
    }
}

extension RecordReading {
    /// How many records of a source one import takes.
    package static func recordsMax(of source: SourcePair) -> Int {
        source == .zendeskTicket ? 100 : SignalsLimits.importRecordsMax
    }
}

/// How the records of one source are shaped.
struct RecordShape: Sendable {
    /// The key of the title; nil for a source whose records have none.
    var title: String?
    /// The key of the text.
    var body: String
    /// Reads a status out of the record, and says which ones are skipped.
    var closed: @Sendable (RecordFields) throws(RecordFault) -> String? = {
        (_) throws(RecordFault) in nil
    }
    /// Whether a record without a text is skipped.
    var skipsEmptyBody = false
    /// How far back records are taken.
    var daysMax: Int?
    /// The entries of `extra`.
    var extra: @Sendable (RecordFields) throws(RecordFault) -> JSONObject

    static func of(_ source: SourcePair) -> RecordShape {
        switch source {
        case .zendeskTicket: zendesk
        case .githubIssue: github
        case .linearIssue: linear
        case .conversationsTicket:
            RecordShape(
                body: "description",
                closed: { (record) throws(RecordFault) in
                    try record.optionalText("status") == "resolved" ? "resolved" : nil
                },
                extra: { (record) throws(RecordFault) in plain(record, source) })
        default:
            RecordShape(
                body: "description",
                extra: { (record) throws(RecordFault) in plain(record, source) })
        }
    }

    private static func plain(_ record: RecordFields, _ source: SourcePair) -> JSONObject {
        let names = SourceRule.of(source)?.extra.map(\.name) ?? []
        return JSONObject(names.compactMap { name in record[name].map { (key: name, value: $0) } })
    }
}

extension RecordShape {
    private static let zendesk = RecordShape(
        title: "subject", body: "description",
        closed: { (record) throws(RecordFault) in
            let status = try record.optionalText("status")
            return status == "solved" || status == "closed" ? status : nil
        },
        // tidy: what the source says about itself, a row of its own
        daysMax: 7,
        extra: { (record) throws(RecordFault) in
            var extra = record.copy(["url", "type"])
            extra["tags"] = .array(try record.names("tags"))
            return record.copy(["created_at", "priority", "status"], to: extra)
        })

    private static let github = RecordShape(
        title: "title", body: "body",
        closed: { (record) throws(RecordFault) in
            let state = try record.optionalText("state")
            return state == "open" ? nil : state ?? "closed"
        },
        // tidy: what the source says about itself, a row of its own
        skipsEmptyBody: true, daysMax: 90,
        extra: { (record) throws(RecordFault) in
            var extra = record.copy(["html_url", "number"])
            extra["labels"] = .array(try record.names("labels"))
            return record.copy(
                [
                    "created_at", "updated_at", "locked", "state", "author_login",
                    "author_association",
                ], to: extra)
        })

    private static let linear = RecordShape(
        title: "title", body: "description",
        closed: { (record) throws(RecordFault) in
            let type = record["state"]?["type"]?.string
            return type == "completed" || type == "canceled" ? type : nil
        },
        extra: { (record) throws(RecordFault) in
            var extra = record.copy(["url", "identifier", "number", "priority", "priority_label"])
            extra["labels"] = .array(try record.names("labels"))
            extra["state_name"] = record["state"]?["name"]
            extra["state_type"] = record["state"]?["type"]
            extra["team_name"] = record["team"]?["name"]
            return record.copy(["created_at", "updated_at"], to: extra)
        })
}

extension RecordShape {
    /// Why the record is left out; nil for one that is taken.
    func skip(
        _ record: RecordFields, _ filter: RecordFilter, _ now: Timestamp
    ) throws(RecordFault) -> String? {
        _ = try record.id()
        if let title { _ = try record.text(title) }
        guard filter != .nothing else { return nil }
        if filter != .ignored, let status = try closed(record) { return status }
        if skipsEmptyBody, try record.optionalText(body)?.isBlank ?? true { return "empty_body" }
        if filter == .statusAndAge, let daysMax, let created = try record.moment("created_at"),
            created < now - .seconds(86_400 * daysMax)
        {
            return "too_old"
        }
        return nil
    }

    func signal(
        _ record: RecordFields, _ source: SourcePair
    ) throws(RecordFault) -> EmitSignal {
        let text = try record.optionalText(body) ?? ""
        let description =
            if let title { "\(try record.text(title))\n\(text)" } else { text }
        return EmitSignal(
            source: source, sourceID: try record.id(), description: description.trimmedEnd,
            extra: .object(try extra(record)), occurredAt: try record.moment("created_at"))
    }
}

extension String {
    /// The text without white space at its end.
    fileprivate var trimmedEnd: String {
        var rest = self[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
