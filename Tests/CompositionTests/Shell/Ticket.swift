import Events
import Foundation

/// Texts that the tests hand in.
enum Ticket {
    /// What a Zendesk ticket carries beside its text.
    static let extra =
        #"{"url": "https://example.test/7", "tags": [], "created_at": "2026-06-01T10:15:00Z", "#
        + #""status": "open"}"#

    /// A line of seven fields, as `ingest` reads it.
    static func line(
        id: String, product: String = "zendesk", type: String = "ticket",
        text: String = "The export to CSV drops the last row of every table"
    ) -> String {
        let metadata: JSONValue = [
            "source_product": .string(product), "source_type": .string(type),
            "source_id": .string(id), "weight": 0.5,
            "extra": product == "zendesk" ? .parsed(extra) : [:],
        ]
        let line: JSONValue = [
            "signals", "signal", .string(id), "2026-06-01T10:15:00Z", "2026-06-01T10:15:01Z",
            .string(text), .string(metadata.text()),
        ]
        return line.text() + "\n"
    }

    /// The words that emit one ticket.
    static func emit(_ id: String, _ text: String = "The export drops the last row") -> [String] {
        [
            "signals", "emit", "--product", "zendesk", "--type", "ticket", "--source-id", id,
            "--description", text, "--extra", extra,
        ]
    }

    /// Four records of an evaluation.
    static let records = """
        {"id": 1, "title": "Export drops rows", "body": "The CSV export drops the last row", "created_at": "2026-01-01T00:00:00Z"}
        {"id": 2, "title": "Export loses rows", "body": "The last row of the CSV export is missing", "created_at": "2026-01-02T00:00:00Z"}
        {"id": 3, "title": "Dark mode", "body": "The sidebar is unreadable in dark mode", "created_at": "2026-01-03T00:00:00Z"}
        {"id": 4, "title": "Login loop", "body": "Signing in with SAML loops for ever", "created_at": "2026-01-04T00:00:00Z"}

        """
    /// Their groups.
    static let truth = """
        {"id": 1, "group": "a"}
        {"id": 2, "group": "a"}
        {"id": 3, "group": "b"}
        {"id": 4, "group": "c"}

        """
}

extension JSONValue {
    /// A value written as a literal where its type is not known.
    static func object(of literal: JSONValue) -> JSONValue { literal }

    /// A value written as text in a test; what does not parse is null.
    static func parsed(_ text: String) -> JSONValue { (try? JSONValue(parsing: text)) ?? .null }
}

extension Binary {
    /// Writes a file of the run's folder.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    }

    /// The last position of the log.
    func position() async throws -> Int64? {
        try await run("events", "stats", "--json").json["position"]?.integer
    }

    /// Runs to the end with some words given one by one and others in a list.
    func run(_ first: String..., words: [String]) async throws -> Outcome {
        try await run(first + words)
    }
}
