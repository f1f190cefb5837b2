import Testing

@testable import MigrationRisk

@Suite struct `Weighing a statement for SQLite` {
    @Test(arguments: [
        Weighed("ALTER TABLE t ADD a TEXT", 0, "column-brief-lock"),
        Weighed("ALTER TABLE t ADD a INTEGER NOT NULL DEFAULT 7", 0, "column-brief-lock"),
        Weighed("ALTER TABLE t ADD a TEXT NOT NULL", 5, "column-fails"),
        Weighed("ALTER TABLE t ADD a TEXT DEFAULT (lower('A'))", 5, "column-fails"),
        Weighed("ALTER TABLE t ADD a TEXT DEFAULT CURRENT_TIMESTAMP", 5, "column-fails"),
        Weighed("ALTER TABLE t ADD a INTEGER DEFAULT 1 REFERENCES u(id)", 5, "column-fails"),
        Weighed("ALTER TABLE t ADD a INTEGER REFERENCES u(id)", 0, "column-brief-lock"),
        Weighed("ALTER TABLE t ADD a TEXT UNIQUE", 5, "column-refused"),
        Weighed("ALTER TABLE t ADD a TEXT PRIMARY KEY", 5, "column-refused"),
        Weighed("ALTER TABLE t ADD a TEXT AS (lower(b)) STORED", 5, "column-refused"),
        Weighed("ALTER TABLE t ADD a TEXT AS (lower(b)) VIRTUAL", 0, "column-brief-lock"),
        Weighed("ALTER TABLE t ADD a INTEGER CHECK (a > 0)", 3, "column-check-scan"),
        Weighed("ALTER TABLE t DROP COLUMN a", 5, "drop-in-use"),
        Weighed(
            "ALTER TABLE t DROP COLUMN a", 3, "drop-in-use",
            after: "-- migration: staged-drop t.a\n"),
        Weighed("DROP TABLE t", 5, "drop-in-use"),
        Weighed("DROP TABLE t", 2, "drop-in-use", after: "-- migration: staged-drop t\n"),
        Weighed("ALTER TABLE t RENAME COLUMN a TO b", 4, "rename-in-use"),
        Weighed("ALTER TABLE t RENAME TO u", 4, "rename-in-use"),
        Weighed("CREATE INDEX i ON t (a)", 2, "index-build"),
        Weighed("CREATE UNIQUE INDEX i ON t (a)", 3, "index-build"),
        Weighed("CREATE INDEX CONCURRENTLY i ON t (a)", 5, "not-sqlite"),
        Weighed("ALTER TABLE t ALTER COLUMN a TYPE TEXT", 5, "not-sqlite"),
        Weighed("UPDATE t SET a = 1", 3, "row-locks"), Weighed("DELETE FROM t", 3, "row-locks"),
        Weighed("DELETE FROM t WHERE id BETWEEN 1 AND 1000", 1, "row-locks"),
        Weighed("UPDATE t SET a = 1 WHERE id > 5 AND id < 9", 1, "row-locks"),
        Weighed("PRAGMA foreign_keys = OFF", 4, "pragma-in-transaction"),
        Weighed("VACUUM", 5, "pragma-in-transaction"),
        Weighed("-- migration: no-transaction\nVACUUM", 3, "vacuum-lock"),
        Weighed("PRAGMA writable_schema = 1", 5, "schema-writable"),
        Weighed("PRAGMA journal_mode = DELETE", 3, "journal-mode"),
    ])
    func `as the table says`(row: Weighed) throws {
        let weighed = row.weighed(.sqlite)
        let verdict = try #require(weighed.verdict(row.rule), "\(weighed.scores)")
        #expect(verdict.weight == row.score)
        #expect(weighed.last.operations.map(\.score).max() == row.score)
    }

    private static let table = """
        CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
        CREATE INDEX by_a ON t (a);
        """
    private static let rebuild = """
        PRAGMA foreign_keys = OFF;
        BEGIN;
        CREATE TABLE new_t (id INTEGER PRIMARY KEY, a TEXT NOT NULL);
        INSERT INTO new_t (id, a) SELECT id, a FROM t;
        DROP TABLE t;
        ALTER TABLE new_t RENAME TO t;
        CREATE INDEX by_a ON t (a);
        PRAGMA foreign_key_check;
        COMMIT;
        """

    private func rebuilt(_ sql: String) -> Migrations {
        Migrations(["1.sql": Self.table, "2.sql": sql], .sqlite)
    }

    @Test func `M5: a complete rebuild is one operation of score 3`() {
        let complete = rebuilt(Self.rebuild)
        #expect(complete.verdict("table-rebuild")?.weight == 3)
        #expect(complete.last.level == .review)
        #expect(complete.remarks == [])
    }

    @Test(arguments: [
        ("PRAGMA foreign_key_check;\n", "PRAGMA foreign_key_check before COMMIT"),
        ("PRAGMA foreign_keys = OFF;\n", "PRAGMA foreign_keys = OFF before BEGIN"),
        ("CREATE INDEX by_a ON t (a);\n", "by_a made again"),
        (" (id, a)", "an explicit list of columns"),
        ("BEGIN;\n", "one transaction around it"),
    ])
    func `M5: a rebuild that lacks something is blocked, and says what`(
        piece: String, missing: String
    ) throws {
        let text = Self.rebuild.replacing(piece, with: "", maxReplacements: 1)
        let verdict = try #require(rebuilt(text).verdict("table-rebuild"))
        #expect(verdict.weight == 5)
        #expect(verdict.reason.contains(missing))
    }

    @Test func `M5: renaming the old table first is blocked`() throws {
        let text = """
            PRAGMA foreign_keys = OFF;
            BEGIN;
            ALTER TABLE t RENAME TO old_t;
            CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL);
            INSERT INTO t (id, a) SELECT id, a FROM old_t;
            DROP TABLE old_t;
            PRAGMA foreign_key_check;
            COMMIT;
            """
        let verdict = try #require(rebuilt(text).verdict("table-rebuild"))
        #expect(verdict.weight == 5)
        #expect(verdict.reason.contains("renamed first"))
    }

    @Test func `data beside a schema change needs a review, not more`() {
        let sql = "ALTER TABLE t ADD a TEXT; UPDATE t SET a = 'x' WHERE id BETWEEN 1 AND 9;"
        let weighed = Migrations(sql, .sqlite)
        #expect(weighed.remarks == ["data-with-schema"])
        #expect(weighed.last.level == .review)
    }

    @Test func `is recognised by words that only it has`() {
        let lite = [MigrationFile(path: "1.sql", sql: Array("PRAGMA user_version = 1;".utf8))]
        let post = [MigrationFile(path: "1.sql", sql: Array("CREATE EXTENSION citext;".utf8))]
        let doubt = [MigrationFile(path: "1.sql", sql: Array("CREATE TABLE t (a text);".utf8))]
        #expect(Analysis(lite, AnalysisSettings()).dialect == .sqlite)
        #expect(Analysis(post, AnalysisSettings()).dialect == .postgres)
        #expect(Analysis(doubt, AnalysisSettings()).dialect == .postgres)
    }
}
