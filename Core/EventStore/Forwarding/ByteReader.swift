internal import Events

/// Reads what `ByteWriter` has written; bytes from outside never crash it.
package struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(bytes) }

    /// What is wrong with a message.
    package struct Malformed: Error, Hashable { package let reason: String }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func integer() throws(Malformed) -> Int64 {
        guard rest.count >= 8 else { throw Malformed(reason: "an integer is cut") }
        let word = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(8)
        return Int64(bitPattern: word)
    }

    /// An integer that must lie in a range.
    mutating func integer(in range: ClosedRange<Int64>) throws(Malformed) -> Int64 {
        let value = try integer()
        guard range.contains(value) else { throw Malformed(reason: "\(value) is out of range") }
        return value
    }

    /// A count that no memory is taken for before it is known to be small.
    mutating func count(max: Int) throws(Malformed) -> Int {
        Int(try integer(in: 0...Int64(max)))
    }

    mutating func bytes() throws(Malformed) -> [UInt8] {
        guard rest.count >= 4 else { throw Malformed(reason: "a length is cut") }
        let count = Int(rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        guard rest.count - 4 >= count else { throw Malformed(reason: "bytes are cut") }
        defer { rest = rest.dropFirst(4 + count) }
        return Array(rest.dropFirst(4).prefix(count))
    }

    mutating func text() throws(Malformed) -> String {
        guard let text = String(validating: try bytes(), as: UTF8.self) else {
            throw Malformed(reason: "a text is not UTF-8")
        }
        return text
    }

    /// A value that has a text form.
    mutating func text<Value>(_ read: (String) -> Value?) throws(Malformed) -> Value {
        let text = try text()
        guard let value = read(text) else {
            throw Malformed(reason: "'\(text.prefix(80))' is malformed")
        }
        return value
    }

    /// A value that has a form of bytes.
    mutating func bytes<Value>(_ read: ([UInt8]) -> Value?) throws(Malformed) -> Value {
        guard let value = read(try bytes()) else { throw Malformed(reason: "bytes are malformed") }
        return value
    }

    mutating func position() throws(Malformed) -> Position {
        Position(try integer(in: 0...Int64.max))
    }

    mutating func revision() throws(Malformed) -> Revision {
        Revision(try integer(in: 0...Int64.max))
    }
}
