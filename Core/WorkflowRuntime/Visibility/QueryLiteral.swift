import Events
import Workflows

/// Reads the values that a query compares with, each by the kind of its attribute.
enum QueryLiteral {
    static func value(_ token: QueryToken, _ kind: QueryAttribute.Kind) -> QueryValue? {
        switch (kind, token) {
        case (.keyword, .text(let text)), (.keywordList, .text(let text)),
            (.text, .text(let text)):
            .text(text)
        case (.status, .text(let text)): status(text).map { .text($0.rawValue) }
        case (.status, .integer(let number)): status(number).map { .text($0.rawValue) }
        case (.int, .integer(let number)), (.datetime, .integer(let number)),
            (.duration, .integer(let number)):
            .integer(number)
        case (.int, .text(let text)): Int64(text).map(QueryValue.integer)
        case (.double, .integer(let number)): .double(Double(number))
        case (.double, .decimal(let number)), (.int, .decimal(let number)): .double(number)
        case (.datetime, .text(let text)): Timestamp(text).map { .integer($0.nanoseconds) }
        case (.duration, .text(let text)): nanoseconds(text).map(QueryValue.integer)
        case (.bool, .name(let name)):
            switch name.lowercased() {
            case "true": .bool(true)
            case "false": .bool(false)
            default: nil
            }
        default: nil
        }
    }

    private static func status(_ text: String) -> RunStatus? {
        RunStatus(rawValue: text) ?? RunStatus.allCases.first { $0.fullName == text }
    }

    private static func status(_ number: Int64) -> RunStatus? {
        RunStatus.allCases.first { $0.number == number }
    }

    /// `1h30m`, `300ms`, `9.5s`, `2d` or `hh:mm:ss`.
    private static func nanoseconds(_ text: String) -> Int64? {
        let clock = text.split(separator: ":", omittingEmptySubsequences: false)
        if clock.count == 3 {
            let parts = clock.compactMap { Int64($0) }
            guard parts.count == 3, parts.allSatisfy({ (0..<100_000).contains($0) }),
                parts[1] < 60, parts[2] < 60
            else { return nil }
            return (parts[0] * 3_600 + parts[1] * 60 + parts[2]) * 1_000_000_000
        }
        return units(text[...])
    }

    private static func units(_ text: Substring) -> Int64? {
        var (left, total) = (text, 0.0)
        guard !left.isEmpty else { return nil }
        while !left.isEmpty {
            let digits = left.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            left = left.dropFirst(digits.count)
            let unit = left.prefix { $0.isLetter }
            left = left.dropFirst(unit.count)
            guard let amount = Double(digits), let size = sizes[String(unit)] else { return nil }
            total += amount * size
        }
        return total < 9e18 ? Int64(total.rounded()) : nil
    }

    private static let sizes = [
        "ns": 1, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "h": 3_600e9, "d": 86_400e9,
    ]
}

extension RunStatus {
    /// The number that stands for it in requests.
    var number: Int64 {
        switch self {
        case .running: 1
        case .completed: 2
        case .failed: 3
        case .canceled: 4
        case .terminated: 5
        case .continuedAsNew: 6
        case .timedOut: 7
        }
    }

    /// The name with its prefix, as answers give it.
    var fullName: String {
        let words = rawValue.reduce(into: "") { text, letter in
            if letter.isUppercase, !text.isEmpty { text.append("_") }
            text.append(letter)
        }
        return "WORKFLOW_EXECUTION_STATUS_\(words.uppercased())"
    }
}
