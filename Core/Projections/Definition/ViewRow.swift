public import Events

/// One row of an answer, its values reached by the name of their column.
public struct ViewRow: Sendable {
    let columns: [String]
    let values: [ViewValue]

    init(columns: [String], values: [ViewValue]) {
        (self.columns, self.values) = (columns, values)
    }

    /// The value of a column; nil where the answer has no such column.
    public subscript(column: String) -> ViewValue? {
        columns.firstIndex(of: column).map { values[$0] }
    }

    /// The value of the column at an index, from 0.
    public subscript(index: Int) -> ViewValue? {
        values.indices.contains(index) ? values[index] : nil
    }

    /// A text that must be there.
    public func text(_ column: String) throws(ViewError) -> String {
        guard case .text(let text) = self[column] else { throw mismatch(column, "a text") }
        return text
    }

    /// A whole number that must be there.
    public func integer(_ column: String) throws(ViewError) -> Int {
        guard case .integer(let number) = self[column], let number = Int(exactly: number) else {
            throw mismatch(column, "an integer")
        }
        return number
    }

    /// A number, whole or not, that must be there.
    public func real(_ column: String) throws(ViewError) -> Double {
        switch self[column] {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: throw mismatch(column, "a real")
        }
    }

    /// Bytes that must be there.
    public func bytes(_ column: String) throws(ViewError) -> [UInt8] {
        guard case .bytes(let bytes) = self[column] else { throw mismatch(column, "bytes") }
        return bytes
    }

    /// 1 as true, 0 as false.
    public func truth(_ column: String) throws(ViewError) -> Bool {
        try integer(column) != 0
    }

    /// A place in the log, written by `ViewValue(_: Position?)`.
    public func position(_ column: String) throws(ViewError) -> Position {
        guard case .integer(let number) = self[column], number >= 0 else {
            throw mismatch(column, "a position")
        }
        return Position(number)
    }

    /// A moment, written by `ViewValue(_: Timestamp?)`.
    public func moment(_ column: String) throws(ViewError) -> Timestamp {
        guard case .integer(let number) = self[column] else { throw mismatch(column, "a moment") }
        return Timestamp(microseconds: number)
    }

    /// An id, written by `ViewValue(_: Identifier?)`.
    public func id<Tag>(_ column: String) throws(ViewError) -> Identifier<Tag> {
        guard let id = Identifier<Tag>(try text(column)) else { throw mismatch(column, "an id") }
        return id
    }

    /// Whether the column is there and has no value, for `row.isNull("x") ? nil : try row.text("x")`.
    public func isNull(_ column: String) -> Bool { self[column] == .null }

    private func mismatch(_ column: String, _ expected: String) -> ViewError {
        let actual =
            self[column].map(\.kind) ?? "missing (columns: \(columns.joined(separator: ", ")))"
        return .invalid("column '\(column)' was expected to be \(expected) but is \(actual)")
    }
}
