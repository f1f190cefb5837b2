/// Names as the server compares them.
enum SQLName {
    /// The key of a dotted name as somebody writes it: without quotes and the schema by default.
    static func key(of text: String) -> String {
        key(
            text.split(separator: ".").map { part in
                part.hasPrefix("\"") ? part.filter { $0 != "\"" } : part.lowercased()
            })
    }

    /// The key of the parts of a name.
    static func key(_ parts: [String]) -> String {
        let named =
            parts.count > 1 && ["public", "main"].contains(parts[0])
            ? parts.dropFirst() : parts[...]
        return named.joined(separator: ".")
    }

    /// Whether one file name comes before another: `2_` before `10_`.
    static func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        var (one, other) = (0, 0)
        while one < left.count, other < right.count {
            let (first, second) = (number(left, &one), number(right, &other))
            switch (first, second) {
            case (let first?, let second?) where first != second: return first < second
            case (.some, .some): continue
            case (nil, nil):
                if left[one] != right[other] { return left[one] < right[other] }
                one += 1
                other += 1
            case (.some, nil): return UInt8(ascii: "0") < right[other]
            case (nil, .some): return left[one] < UInt8(ascii: "0")
            }
        }
        return left.count - one < right.count - other
    }

    /// The digits at a place as a number, leading zeros left out; nil where there are none.
    private static func number(_ text: [UInt8], _ index: inout Int) -> Double? {
        let start = index
        while index < text.count, (48...57).contains(text[index]) { index += 1 }
        guard index > start else { return nil }
        return text[start..<index].reduce(0.0) { $0 * 10 + Double($1 - 48) }
    }
}
