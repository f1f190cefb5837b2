import Foundation
import SignalsWorkflows

/// A record of `zendesk_tickets.json`, every field of its shape.
struct TicketRecord: Decodable {
    let id, subject, description, url, type, tags, created_at, priority, status: String
}

/// A record of `github_issues.json`, every field of its shape.
struct GitHubRecord: Decodable {
    let id, title, body, html_url: String
    let number: Int
    let labels, created_at, updated_at: String
    let locked: Bool
    let state: String
}

/// A record of `linear_issues.json`, every field of its shape.
struct LinearRecord: Decodable {
    struct State: Decodable { let name, type: String }
    struct Team: Decodable { let name: String }

    let id, identifier: String
    let number: Int
    let title, description: String
    let priority: Int
    let priority_label, url, created_at, updated_at: String
    let state: State
    let team: Team
    let labels: String
}

/// A label inside the JSON text of `labels`.
struct LabelRecord: Decodable {
    let name: String
}

/// A line of `fixture_truth.jsonl`.
struct TruthRecord: Decodable {
    let id, group: String
    let actionable: Bool
}

/// The embedded files, decoded.
struct EmbeddedRecords {
    let tickets: [TicketRecord]
    let gitHub: [GitHubRecord]
    let linear: [LinearRecord]
    let truth: [TruthRecord]

    init() throws {
        tickets = try Self.decoded(.zendeskTickets)
        gitHub = try Self.decoded(.githubIssues)
        linear = try Self.decoded(.linearIssues)
        truth = try decodedLines(Data(EmbeddedFixtures.bytes(of: .truth)))
    }

    /// The sizes of the groups of one source, the groups of a single record left out.
    func groups(of source: String) -> [String: Int] {
        let lines = truth.filter { $0.id.hasPrefix(source + ":") }
        return Dictionary(grouping: lines, by: \.group).mapValues(\.count).filter { $1 > 1 }
    }

    /// The texts of one source that nobody can act on, title first, in lower case.
    func notActionable(_ source: String) -> [String] {
        let ids = Set(truth.filter { !$0.actionable }.map(\.id))
        return texts.filter { $0.id.hasPrefix(source + ":") && ids.contains($0.id) }
            .map { $0.text.lowercased() }
    }

    /// Every record as it would enter: the id of its truth, and its text.
    var texts: [(id: String, text: String)] {
        tickets.map { ("zendesk:\($0.id)", "\($0.subject)\n\($0.description)") }
            + gitHub.map { ("github:\($0.id)", "\($0.title)\n\($0.body)") }
            + linear.map { ("linear:\($0.id)", "\($0.title)\n\($0.description)") }
    }

    private static func decoded<Record: Decodable>(_ name: FixtureName) throws -> [Record] {
        try JSONDecoder().decode([Record].self, from: Data(EmbeddedFixtures.bytes(of: name)))
    }
}

/// Decodes one value a line.
func decodedLines<Record: Decodable>(_ data: Data) throws -> [Record] {
    try data.split(separator: UInt8(ascii: "\n")).map {
        try JSONDecoder().decode(Record.self, from: $0)
    }
}
