import Foundation

/// A line of `grouping.jsonl`; the style of a malicious one is its threat type.
struct GroupingText: Decodable {
    let id, product, type, description, group: String
    let safe, actionable: Bool
    let style: String
}

/// A line of `safety_benign.jsonl`.
struct BenignText: Decodable {
    let id, text: String
}

/// A line of a file in the folder `Domains`.
private struct DomainText: Decodable {
    let id, group, text: String
}

/// The texts that only tests read; they lie in the folder `Fixtures` and are not compiled in.
enum TextSets {
    static func grouping() throws -> [GroupingText] { try lines(of: "grouping.jsonl") }

    static func benign() throws -> [BenignText] { try lines(of: "safety_benign.jsonl") }

    /// Texts of another trade with the groups that they are of, in order of arrival.
    static func domain(_ name: String) throws -> [GroupedText] {
        let texts: [DomainText] = try lines(of: "Domains/\(name).jsonl")
        return texts.map { GroupedText(text: $0.text, group: $0.group) }
    }

    /// Where such a file is, for a command that wants a path.
    static func url(of name: String, here: String = #filePath) -> URL {
        URL(filePath: here).deletingLastPathComponent().appending(path: "../Fixtures/\(name)")
    }

    private static func lines<Record: Decodable>(of name: String) throws -> [Record] {
        try decodedLines(Data(contentsOf: url(of: name)))
    }
}
