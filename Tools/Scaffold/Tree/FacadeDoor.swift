/// The initializer of a product's facade, read from its source.
///
/// A door is opened with the log, the client, the views, the clock and randomness; whatever else
/// it takes has to have a default.
enum FacadeDoor {
    /// How a test opens the door, as arguments in code.
    static func arguments(of name: String, in sources: [String]) throws(ScaffoldError) -> String {
        guard let source = sources.first(where: { $0.contains("public struct \(name):") }),
            let start = source.firstRange(of: "public struct \(name):")?.upperBound,
            let call = source[start...].firstRange(of: "public init(")?.upperBound,
            let parameters = inside(source[call...])
        else { throw .closedDoor(name, "its facade has no public init") }
        var given: [String] = []
        for parameter in parameters where !parameter.contains("=") {
            let label = parameter.prefix { $0 != ":" && $0 != " " }
            guard let value = offered[String(label)] else {
                throw .closedDoor(
                    name, "its door takes `\(label)`, which a test of another product lacks")
            }
            given.append("\(label): \(value)")
        }
        return given.joined(separator: ",{newline}            ")
    }

    private static let offered = [
        "store": "host.store", "client": "host.client", "views": "views", "time": "host.time",
        "random": "SeededRandom(seed: 1)",
    ]

    /// The pieces between commas up to the bracket that closes; brackets inside are kept whole.
    private static func inside(_ text: Substring) -> [String]? {
        var depth = 0
        var pieces = [""]
        for letter in text {
            if "([{".contains(letter) { depth += 1 }
            if ")]}".contains(letter) { depth -= 1 }
            if depth < 0 { return pieces.map(trimmed).filter { !$0.isEmpty } }
            if letter == ",", depth == 0 {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(letter)
            }
        }
        return nil
    }

    private static func trimmed(_ text: String) -> String {
        let front = text.drop(while: \.isWhitespace)
        return String(front.reversed().drop(while: \.isWhitespace).reversed())
    }
}
