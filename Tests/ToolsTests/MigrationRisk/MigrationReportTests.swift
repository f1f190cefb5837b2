import Foundation
import Testing

@testable import MigrationRisk

@Suite struct `Reporting migrations` {
    private static let sql = """
        ALTER TABLE subscription ADD COLUMN content_type text NOT NULL DEFAULT 'plain';
        -- migration: data-step "backfill"
        """

    @Test func `the text is the report that people know`() {
        let text = RiskText(stamp: "2026-05-22 14:31 UTC (a6394b0)")
            .text(Migrations(["app/1_a.sql": Self.sql]).analysis)
        #expect(
            text.hasPrefix(
                """
                🔍 Migration Risk Analysis
                We've analyzed your migrations for potential risks.
                Summary: 0 Safe | 0 Needs Review | 1 Blocked

                ❌ Blocked
                Causes locks or breaks compatibility
                app/1_a.sql
                  │  └─ #1 ✅ AddColumn
                  │     NOT NULL with a constant default: no rewrite (PostgreSQL 11 and later)
                  │     table: subscription, column: content_type
                  │  └─ #2 ⚠️ RunProgram: data step "backfill" needs review for performance
                """))
        #expect(
            text.contains(
                """
                  │
                  └──> ⚠️  COMBINATION RISKS:
                       ❌ BLOCKED: #2 RunProgram + #1 AddColumn
                       A data step together with schema changes. Split: 1) schema changes, 2) data migration.
                """))
        #expect(
            text.contains("\n📚 How to Deploy These Changes Safely\nAddColumn: takes a brief lock"))
        #expect(text.hasSuffix("\nLast updated: 2026-05-22 14:31 UTC (a6394b0)\n"))
    }

    @Test func `safe ones take one line, unless all is asked for`() {
        let analysis = Migrations("ALTER TABLE t ADD a text;").analysis
        #expect(RiskText().text(analysis).contains("\n0001_a.sql: AddColumn\n"))
        #expect(RiskText(isVerbose: true).text(analysis).contains("column: a"))
        #expect(!RiskText().text(analysis).contains("Last updated"))
    }

    @Test func `Markdown holds no colours`() {
        let style: RiskText.Style = { text, _ in "\u{1B}[31m\(text)\u{1B}[0m" }
        let analysis = Migrations("DROP TABLE t").analysis
        #expect(RiskText(style: style).text(analysis).contains("\u{1B}["))
        let markdown = RiskText(isMarkdown: true, style: style).text(analysis)
        #expect(!markdown.contains("\u{1B}["))
        #expect(markdown.hasPrefix("## 🔍 Migration Risk Analysis\n"))
    }

    @Test func `blocked stands before review, and review before safe`() throws {
        let files: KeyValuePairs = [
            "1.sql": "SELECT 1", "2.sql": "ALTER TABLE t ALTER a DROP NOT NULL",
            "3.sql": "DROP TABLE t",
        ]
        let text = RiskText().text(Migrations(files).analysis)
        let places = try ["3.sql", "2.sql", "1.sql"].map { name in
            try #require(text.firstRange(of: "\n\(name)")).lowerBound
        }
        #expect(places == places.sorted())
    }

    @Test func `JSON has the fields that programs rely on`() throws {
        let text = RiskJSON.text(Migrations("ALTER TABLE t DROP COLUMN a;").analysis, version: "1")
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["command"] as? String == "check-migrations")
        #expect(object?["ok"] as? Bool == false)
        let result = try #require(object?["result"] as? [String: Any])
        #expect(result["dialect"] as? String == "postgres")
        #expect(result["summary"] as? [String: Int] == ["safe": 0, "review": 0, "blocked": 1])
        let migrations = try #require(result["migrations"] as? [[String: Any]])
        #expect(migrations[0]["level"] as? String == "blocked")
        let operations = try #require(migrations[0]["operations"] as? [[String: Any]])
        let texts = [
            "kind": "DropColumn", "rule": "drop-in-use", "level": "blocked", "table": "t",
            "column": "a", "squawk": "ban-drop-column",
        ]
        for (key, value) in texts { #expect(operations[0][key] as? String == value, "\(key)") }
        #expect(operations[0]["number"] as? Int == 1)
        #expect(operations[0]["score"] as? Int == 5)
        #expect(operations[0]["line"] as? Int == 1)
        #expect((operations[0]["safeWay"] as? String)?.isEmpty == false)
    }

    @Test func `annotations are escaped, the worst first, ten of each`() {
        let many = (1...12).map { "ALTER TABLE t ALTER a\($0) DROP NOT NULL;" }.joined(
            separator: "\n")
        let text = RiskAnnotations.text(
            Migrations(["a,b/1.sql": many + "\nDROP TABLE \"50%\";"]).analysis, folder: "db")
        let lines = text.split(separator: "\n")
        #expect(lines[0].hasPrefix("::error file=db/a%2Cb/1.sql,line=13,title=drop-in-use::#13"))
        #expect(lines.count { $0.hasPrefix("::warning file") } == 10)
        #expect(text.contains("::warning title=more::2 more of this level are not shown\n"))
        #expect(text.contains("::notice "))
    }

    @Test func `equal input gives equal bytes`() {
        let analysis = { Migrations(["1.sql": Self.sql, "2.sql": "DROP TABLE t, u"]).analysis }
        #expect(RiskText().text(analysis()) == RiskText().text(analysis()))
        let json = RiskJSON.text(analysis(), version: "1")
        #expect(json == RiskJSON.text(analysis(), version: "1"))
    }

    @Test func `a configuration is read, and a mistake in it is told`() throws {
        let text =
            #"{"hotTables": ["public.person"], "exclude": ["ban-drop-table"], "failOn": "review"}"#
        let file = try RiskConfiguration.read(Array(text.utf8), from: "c.json")
        var settings = AnalysisSettings()
        try settings.take(file)
        #expect(settings.hotTables == ["person"])
        #expect(settings.excluded == ["drop-in-use"])
        #expect(file.failOn == .review)
        for wrong in ["{", #"{"hot": []}"#, #"{"failOn": "never"}"#] {
            #expect(throws: ConfigurationError.self, "\(wrong)") {
                try RiskConfiguration.read(Array(wrong.utf8), from: "c.json")
            }
        }
        var other = RiskConfiguration()
        other.dialect = "mysql"
        #expect(throws: ConfigurationError.self) { try settings.take(other) }
    }
}
