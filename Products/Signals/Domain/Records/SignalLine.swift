import Events
package import SignalsContracts

/// A line of an export of signals: a JSON array of product, document type, document id, timestamp,
/// time of insertion, description and the JSON text of metadata.
package enum SignalLine {
    /// The signal that a line stands for.
    package static func signal(_ line: String) throws(SignalsError) -> EmitSignal {
        guard let fields = try json(line, "line").array, fields.count == 7 else {
            throw .invalidArgument("line", "it is not a JSON array of 7 fields")
        }
        guard let description = fields[5].string else {
            throw .invalidArgument("description", "field 6 is not a text")
        }
        let metadata = try metadata(fields[6])
        let pair = SourcePair(
            product: try text("source_product", metadata), type: try text("source_type", metadata))
        return EmitSignal(
            source: pair, sourceID: try text("source_id", metadata), description: description,
            weight: try weight(metadata), extra: metadata["extra"] ?? [:],
            occurredAt: try moment(fields[3]))
    }

    private static func json(_ text: String, _ name: String) throws(SignalsError) -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw .invalidArgument(name, "it is not JSON: \(error)")
        }
    }

    /// Metadata is JSON text by contract; an object as it is will do.
    private static func metadata(_ field: JSONValue) throws(SignalsError) -> JSONValue {
        let value = if let text = field.string { try json(text, "metadata") } else { field }
        guard value.object != nil else {
            throw .invalidArgument("metadata", "field 7 is not the JSON text of an object")
        }
        return value
    }

    private static func text(
        _ name: String, _ metadata: JSONValue
    ) throws(SignalsError) -> String {
        if let number = metadata[name]?.integer { return String(number) }
        guard let text = metadata[name]?.string else {
            throw .invalidArgument(name, "it is missing in the metadata")
        }
        return text
    }

    private static func weight(_ metadata: JSONValue) throws(SignalsError) -> Weight? {
        guard let value = metadata["weight"], !value.isNull else { return nil }
        guard let number = value.double, let weight = Weight(number) else {
            throw .invalidArgument("weight", "it is not a number of at most three decimals")
        }
        return weight
    }

    /// A time as its text; one without a zone is taken as UTC.
    private static func moment(_ field: JSONValue) throws(SignalsError) -> Timestamp? {
        guard let text = field.string, !text.isEmpty else { return nil }
        guard let moment = Timestamp(text) ?? Timestamp(text + "Z") else {
            throw .invalidArgument("timestamp", "'\(text.prefix(40))' is not a time")
        }
        return moment
    }
}
