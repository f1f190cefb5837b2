struct JSONValueEncoder: Encoder {
    let node: JSONNode
    let path: JSONPath

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .object = node.shape {} else { node.shape = .object([]) }
        return KeyedEncodingContainer(JSONKeyedEncoding<Key>(node: node, path: path))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .array = node.shape {} else { node.shape = .array([]) }
        return JSONListEncoding(node: node, path: path)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONValueEncoder: SingleValueEncodingContainer {
    func encodeNil() { node.shape = .value(.null) }

    func encode(_ value: some Encodable) throws {
        node.shape = .value(try JSONNode.encoded(value, path: path))
    }
}

private struct JSONKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let path: JSONPath

    var codingPath: [any CodingKey] { path.keys }

    func encodeNil(forKey key: Key) { node.set(.value(.null), under: key.stringValue) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        let json = try JSONNode.encoded(value, path: .key(key, path))
        node.set(.value(json), under: key.stringValue)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        child(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { child(JSONKey(stringValue: "super")) }

    func superEncoder(forKey key: Key) -> any Encoder { child(key) }

    private func child(_ key: some CodingKey) -> JSONValueEncoder {
        let child = JSONNode()
        node.set(.node(child), under: key.stringValue)
        return JSONValueEncoder(node: child, path: .key(key, path))
    }
}

private struct JSONListEncoding: UnkeyedEncodingContainer {
    let node: JSONNode
    let path: JSONPath

    var codingPath: [any CodingKey] { path.keys }
    var count: Int { node.count }

    func encodeNil() { node.append(.value(.null)) }

    func encode(_ value: some Encodable) throws {
        node.append(.value(try JSONNode.encoded(value, path: .key(JSONKey(index: count), path))))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        child().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { child().unkeyedContainer() }

    func superEncoder() -> any Encoder { child() }

    private func child() -> JSONValueEncoder {
        let (child, key) = (JSONNode(), JSONKey(index: count))
        node.append(.node(child))
        return JSONValueEncoder(node: child, path: .key(key, path))
    }
}
