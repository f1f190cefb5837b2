private import Events

/// How a record becomes a line.
public enum LogFormat: Sendable {
    /// One JSON object: `time`, `level`, `message`, then the fields in their order.
    case json
    /// `time level message name=value ...`, for people.
    case text

    /// The record as one line without its end.
    public func line(_ record: LogRecord) -> String {
        switch self {
        case .json: json(record)
        case .text: text(record)
        }
    }

    private func json(_ record: LogRecord) -> String {
        var bytes = Array("{\"time\":".utf8)
        JSONText.append(record.time.description, to: &bytes)
        bytes += Array(",\"level\":\"\(record.level.word)\",\"message\":".utf8)
        JSONText.append(record.message.bounded, to: &bytes)
        for pair in record.fields.pairs {
            bytes.append(UInt8(ascii: ","))
            let reserved = ["time", "level", "message"].contains(pair.name)
            JSONText.append(reserved ? "field.\(pair.name)" : pair.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            switch pair.value {
            case .text(let text): JSONText.append(text.bounded, to: &bytes)
            case .real(let number) where !number.isFinite:
                JSONText.append(String(number), to: &bytes)
            default: bytes += Array(pair.value.plain.utf8)
            }
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func text(_ record: LogRecord) -> String {
        let fields = record.fields.pairs.map { pair in
            let value = pair.value.plain.bounded
            let bare =
                !value.isEmpty && value.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 34 }
            return " \(pair.name)=\(bare ? value : LogFormat.quoted(value))"
        }
        let level = record.level.word
        let padding = String(repeating: " ", count: max(0, 8 - level.utf8.count))
        let message = LogFormat.oneLine(record.message.bounded)
        return "\(record.time) \(level)\(padding)\(message)\(fields.joined())"
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONText.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A message of several lines, or with control characters, could forge a record.
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar
                }))
    }
}

extension FieldValue {
    /// The value without quotation marks.
    fileprivate var plain: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .truth(let truth): truth ? "true" : "false"
        }
    }
}

extension String {
    /// The text, cut off at the limit.
    fileprivate var bounded: String {
        guard utf8.count > Limits.textBytesMax else { return self }
        let cut = utf8.count - Limits.textBytesMax
        return String(decoding: utf8.prefix(Limits.textBytesMax), as: UTF8.self)
            + "… (\(cut) bytes more)"
    }
}
