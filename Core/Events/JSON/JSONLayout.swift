/// How JSON is laid out.
public enum JSONLayout: Hashable, Sendable {
    /// On one line without spaces.
    case compact
    /// A line a value, indented by two spaces.
    case pretty
}

extension JSONValue {
    /// The value as UTF-8; keys in their order, doubles in the shortest form that reads back.
    public func bytes(_ layout: JSONLayout = .compact) -> [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes, layout)
        return bytes
    }

    /// The value as text.
    public func text(_ layout: JSONLayout = .compact) -> String {
        String(decoding: bytes(layout), as: UTF8.self)
    }

    /// Writes the value behind what is there.
    public func append(to bytes: inout [UInt8], _ layout: JSONLayout = .compact) {
        write(to: &bytes, indent: layout == .pretty ? 0 : nil)
    }

    private func write(to bytes: inout [UInt8], indent: Int?) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .double(let value):
            bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
        case .string(let text): JSONText.append(text, to: &bytes)
        case .array(let elements): write(elements, to: &bytes, indent: indent)
        case .object(let object): write(object.members, to: &bytes, indent: indent)
        }
    }

    private func write(_ elements: [JSONValue], to bytes: inout [UInt8], indent: Int?) {
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.breakLine(indent.map { $0 + 1 })
            element.write(to: &bytes, indent: indent.map { $0 + 1 })
        }
        if !elements.isEmpty { bytes.breakLine(indent) }
        bytes.append(UInt8(ascii: "]"))
    }

    private func write(_ members: [JSONObject.Member], to bytes: inout [UInt8], indent: Int?) {
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.breakLine(indent.map { $0 + 1 })
            JSONText.append(member.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            if indent != nil { bytes.append(UInt8(ascii: " ")) }
            member.value.write(to: &bytes, indent: indent.map { $0 + 1 })
        }
        if !members.isEmpty { bytes.breakLine(indent) }
        bytes.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    fileprivate mutating func breakLine(_ indent: Int?) {
        guard let indent else { return }
        append(UInt8(ascii: "\n"))
        for _ in 0..<indent * 2 { append(UInt8(ascii: " ")) }
    }
}
