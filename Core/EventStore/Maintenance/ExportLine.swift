internal import Events
internal import Foundation

/// One line of an exported log; every field of the log is in it, so nothing is lost on the way.
enum ExportLine: Hashable {
    case header(ExportHeader)
    case event(RecordedEvent)
    case key(ExportKey)
    case footer(ExportFooter)

    static let format = "signalbox.events.1"
}

struct ExportHeader: Hashable {
    let log: UniqueID
    let generation: Int
    let after: Position
    let through: Position
    let hashBefore: SHA256Digest
}

struct ExportKey: Hashable {
    let text: String
    let known: KnownKey
    let recorded: Timestamp
}

struct ExportFooter: Hashable {
    let count: Int
    let hash: SHA256Digest
    /// Of all bytes before the footer.
    let content: SHA256Digest
}

// MARK: - Writing

extension ExportLine {
    /// The line with its end.
    var bytes: [UInt8] { JSONValue.object(object).bytes() + [10] }

    private var object: JSONObject {
        switch self {
        case .header(let header):
            JSONObject([
                ("format", .string(Self.format)), ("log", .string(header.log.description)),
                ("generation", .integer(Int64(header.generation))),
                ("after", .integer(header.after.value)),
                ("through", .integer(header.through.value)),
                ("hash_before", .string(header.hashBefore.description)),
            ])
        case .event(let event): event.exported
        case .key(let key):
            JSONObject([
                ("key", .string(key.text)), ("request", .string(key.known.request.description)),
                ("first", .integer(key.known.first.value)),
                ("last", .integer(key.known.last.value)),
                ("recorded", .string(key.recorded.description)),
            ])
        case .footer(let footer):
            JSONObject([
                ("count", .integer(Int64(footer.count))),
                ("hash", .string(footer.hash.description)),
                ("sha256", .string(footer.content.description)),
            ])
        }
    }
}

extension RecordedEvent {
    fileprivate var exported: JSONObject {
        var object = JSONObject([
            ("position", .integer(position.value)), ("stream", .string(stream.text)),
            ("revision", .integer(revision.value)), ("type", .string(type.text)),
            ("schema", .integer(Int64(event.schema))),
            ("encoding", event.encoding == .json ? "json" : "binary"),
            ("recorded", .string(recorded.description)), ("id", .string(id.description)),
        ])
        object.append(bytes: data, as: "data", preferText: event.encoding == .json)
        object.append(bytes: metadata.encoded, as: "metadata", preferText: true)
        object.append("hash", .string(hash.description))
        return object
    }
}

extension JSONObject {
    /// Text where the bytes are text and are given back as they are, else base64.
    fileprivate mutating func append(bytes: [UInt8], as name: String, preferText: Bool) {
        if preferText, let text = String(validating: bytes, as: UTF8.self) {
            append(name, .string(text))
        } else {
            append("\(name)_base64", .string(Data(bytes).base64EncodedString()))
        }
    }
}

// MARK: - Reading

extension ExportLine {
    /// Reads a line; the error says what is missing or malformed.
    init(_ line: [UInt8]) throws(LineError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: line)
        } catch {
            throw LineError(reason: error.description)
        }
        guard let object = value.object else { throw LineError(reason: "no JSON object") }
        let fields = ExportFields(object)
        if object["format"] != nil {
            self = .header(try fields.header())
        } else if object["position"] != nil {
            self = .event(try fields.event())
        } else if object["key"] != nil {
            self = .key(try fields.key())
        } else if object["sha256"] != nil {
            self = .footer(try fields.footer())
        } else {
            throw LineError(reason: "neither header, event, key nor footer")
        }
    }

    /// What is wrong with a line.
    struct LineError: Error { let reason: String }
}

/// The fields of one line, each read with a reason where it is not what it should be.
private struct ExportFields {
    let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    func header() throws(ExportLine.LineError) -> ExportHeader {
        let format = try text("format")
        guard format == ExportLine.format else {
            throw .init(reason: "format '\(format.prefix(40))' is unknown")
        }
        return ExportHeader(
            log: try value("log", UniqueID.init), generation: Int(try number("generation")),
            after: Position(try number("after")), through: Position(try number("through")),
            hashBefore: try digest("hash_before"))
    }

    func event() throws(ExportLine.LineError) -> RecordedEvent {
        let encoding: Encoding =
            switch try text("encoding") {
            case "json": .json
            case "binary": .binary
            case let other: throw .init(reason: "encoding '\(other.prefix(40))' is unknown")
            }
        return RecordedEvent(
            event: Event(
                id: try value("id", EventID.init), type: try value("type", EventType.init),
                schema: Int(try number("schema")), encoding: encoding, data: try bytes("data"),
                metadata: Metadata(encoded: try bytes("metadata"))),
            stream: try value("stream", StreamName.init(stored:)),
            revision: Revision(try number("revision")), position: Position(try number("position")),
            recorded: try value("recorded", Timestamp.init), hash: try digest("hash"))
    }

    func key() throws(ExportLine.LineError) -> ExportKey {
        ExportKey(
            text: try text("key"),
            known: KnownKey(
                request: try digest("request"), first: Position(try number("first")),
                last: Position(try number("last"))),
            recorded: try value("recorded", Timestamp.init))
    }

    func footer() throws(ExportLine.LineError) -> ExportFooter {
        ExportFooter(
            count: Int(try number("count")), hash: try digest("hash"),
            content: try digest("sha256"))
    }

    private func text(_ name: String) throws(ExportLine.LineError) -> String {
        guard let text = object[name]?.string else { throw .init(reason: "'\(name)' is missing") }
        return text
    }

    private func number(_ name: String) throws(ExportLine.LineError) -> Int64 {
        guard let number = object[name]?.integer, number >= 0 else {
            throw .init(reason: "'\(name)' is not a number from 0")
        }
        return number
    }

    private func value<Value>(
        _ name: String, _ read: (String) -> Value?
    ) throws(ExportLine.LineError) -> Value {
        guard let value = read(try text(name)) else {
            throw .init(reason: "'\(name)' is malformed")
        }
        return value
    }

    private func digest(_ name: String) throws(ExportLine.LineError) -> SHA256Digest {
        try value(name) { [UInt8](hexadecimal: $0.utf8).flatMap(SHA256Digest.init(bytes:)) }
    }

    private func bytes(_ name: String) throws(ExportLine.LineError) -> [UInt8] {
        if let text = object[name]?.string { return Array(text.utf8) }
        let text = try text("\(name)_base64")
        guard let data = Data(base64Encoded: text) else {
            throw .init(reason: "'\(name)_base64' is malformed")
        }
        return Array(data)
    }
}
