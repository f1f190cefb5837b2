internal import Events

/// Writes values for the hash chain and for messages between processes.
///
/// Integers are 8 bytes, most significant first; texts and bytes are a 4-byte length and themselves.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func integer(_ value: some BinaryInteger) {
        let word = UInt64(truncatingIfNeeded: value)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
        }
    }

    mutating func bytes(_ value: some Collection<UInt8>) {
        let count = UInt32(value.count)
        for shift in stride(from: 24, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
        }
        bytes.append(contentsOf: value)
    }

    mutating func text(_ value: String) { bytes(value.utf8) }

    mutating func raw(_ value: some Collection<UInt8>) { bytes.append(contentsOf: value) }
}
