/// Looks at a JSON object of texts without decoding it: metadata is checked at every append.
enum FlatObject {
    /// The number of entries; nil for anything but a flat object whose values are texts.
    static func entryCount(of bytes: [UInt8]) -> Int? {
        var scanner = Scanner(bytes: bytes[...])
        guard scanner.take(UInt8(ascii: "{")) else { return nil }
        if scanner.take(UInt8(ascii: "}")) { return scanner.isAtEnd ? 0 : nil }
        var count = 0
        repeat {
            guard scanner.text(), scanner.take(UInt8(ascii: ":")), scanner.text() else {
                return nil
            }
            count += 1
        } while scanner.take(UInt8(ascii: ","))
        return scanner.take(UInt8(ascii: "}")) && scanner.isAtEnd ? count : nil
    }

    private struct Scanner {
        var bytes: ArraySlice<UInt8>

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return bytes.isEmpty
            }
        }

        mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard bytes.first == byte else { return false }
            bytes.removeFirst()
            return true
        }

        mutating func text() -> Bool {
            guard take(UInt8(ascii: "\"")) else { return false }
            while let byte = bytes.popFirst() {
                if byte == UInt8(ascii: "\"") { return true }
                if byte < 0x20 { return false }
                if byte == UInt8(ascii: "\\") {
                    guard bytes.popFirst() != nil else { return false }
                }
            }
            return false
        }

        private mutating func skipSpace() {
            while let byte = bytes.first, [9, 10, 13, 32].contains(byte) { bytes.removeFirst() }
        }
    }
}
