/// Why a visibility query is refused, naming the token that is wrong.
package struct QueryError: Error, Hashable, CustomStringConvertible {
    package let reason: String

    init(_ reason: String) { self.reason = reason }

    package var description: String { "invalid query: \(reason)" }
}
