/// The bounds of what is said and kept in memory.
package enum Limits {
    /// Counters and gauges with different names or labels; later ones are dropped and counted.
    package static let metersMax = 4_096
    /// Bytes of a message or of one field's text; the rest is cut off and said to be.
    package static let textBytesMax = 8_192
    /// Records that a sink in memory keeps; the oldest go first.
    package static let keptRecordsMax = 10_000
}
