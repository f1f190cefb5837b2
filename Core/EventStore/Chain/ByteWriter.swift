internal import Events

/// Writes values for the hash chain and for messages between processes.
///
/// Integers are 8 bytes, most significant first; texts and bytes are a 4-byte length and themselves.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(reserving count: Int = 0) { bytes.reserveCapacity(count) }

    mutating func integer(_ value: some BinaryInteger) {
        let word = UInt64(truncatingIfNeeded: value)
        withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func bytes(_ value: some Collection<UInt8>) {
        let count = UInt32(value.count)
        withUnsafeBytes(of: count.bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value)
    }

    mutating func text(_ value: String) { bytes(value.utf8) }

    mutating func raw(_ value: some Collection<UInt8>) { bytes.append(contentsOf: value) }
}
