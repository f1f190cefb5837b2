import Testing

@testable import MigrationRisk

@Suite struct `Weighing migrations together` {
    private static let columns = """
        ALTER TABLE subscription ADD COLUMN content_type varchar NOT NULL DEFAULT 'plain';
        ALTER TABLE subscription ADD COLUMN prompt text;
        ALTER TABLE subscription ADD COLUMN model text;

        """
    private static let backfill = "-- migration: data-step \"backfill\"\n"

    @Test func `M1: columns and a data step are blocked in one file, and not in two`() throws {
        let one = Migrations(Self.columns + Self.backfill)
        #expect(one.summary == [0, 0, 1])
        #expect(one.last.combinations.map(\.numbers) == [[4, 1, 2, 3]])
        #expect(
            one.last.combinations.first?.subject
                == "#4 RunProgram + #1 AddColumn, #2 AddColumn, #3 AddColumn")
        let two = Migrations(["1_schema.sql": Self.columns, "2_data.sql": Self.backfill])
        #expect(two.levels == [.safe, .review])
    }

    @Test func `M2: a new table with its index and check is safe, with an information`() {
        let sql = """
            CREATE TABLE t (id bigint PRIMARY KEY, a text);
            CREATE INDEX by_a ON t (a);
            ALTER TABLE t ADD CONSTRAINT c CHECK (a <> '');
            """
        let weighed = Migrations(sql)
        #expect(weighed.levels == [.safe])
        #expect(weighed.last.info.contains { $0.hasPrefix("t is made in this migration") })
        // The same two statements on a table that was there before are blocked.
        let later: KeyValuePairs = [
            "1.sql": "CREATE TABLE t (id bigint PRIMARY KEY, a text);",
            "2.sql": "CREATE INDEX by_a ON t (a);",
        ]
        #expect(Migrations(later).levels == [.safe, .blocked])
    }

    @Test func `M2: a column of a hot table wants an acknowledgement with its reason`() {
        let sql = "ALTER TABLE person ADD COLUMN a text;"
        let hot: (inout AnalysisSettings) -> Void = { $0.hotTables = ["person"] }
        #expect(Migrations(sql, .postgres, hot).remarks == ["hot-table"])
        #expect(Migrations(sql).levels == [.safe])
        let reason = "-- migration: acknowledge person because writes are paused tonight\n"
        let known = Migrations(reason + sql, .postgres, hot)
        #expect(known.levels == [.safe])
        #expect(known.last.waivers.first?.hasSuffix("because writes are paused tonight") == true)
        let bare = Migrations("-- migration: acknowledge person\n" + sql, .postgres, hot)
        #expect(bare.remarks.contains("allow-without-reason"))
        #expect(bare.levels == [.blocked])
    }

    @Test func `a foreign key to a hot table counts, one that is validated later does not`() {
        let hot: (inout AnalysisSettings) -> Void = { $0.hotTables = ["person"] }
        let key = "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES person (id)"
        #expect(Migrations(key, .postgres, hot).remarks.contains("hot-table"))
        #expect(!Migrations(key + " NOT VALID", .postgres, hot).remarks.contains("hot-table"))
        let index =
            "-- migration: no-transaction\n"
            + "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON person (a)"
        #expect(Migrations(index, .postgres, hot).remarks == [])
    }

    @Test func `M3: a drop is blocked unless an earlier file has staged it`() {
        let drop = "ALTER TABLE t DROP COLUMN a;"
        let stage = "-- migration: staged-drop t.a\n"
        let earlier = Migrations(["1.sql": stage, "2.sql": drop])
        #expect(earlier.last.level == .review)
        let same = Migrations(stage + drop)
        #expect(same.remarks == ["staged-too-soon"])
        #expect(same.last.level == .blocked)
        #expect(Migrations(drop).last.level == .blocked)
        let later = Migrations(["1.sql": drop, "2.sql": stage])
        #expect(later.levels.first == .blocked)
    }

    @Test func `M4: words in comments, texts and bodies are no operations`() {
        let sql = """
            -- CREATE INDEX i ON t (a);
            /* DROP TABLE t; /* nested */ DROP TABLE u; */
            COMMENT ON TABLE t IS 'DROP TABLE t; it''s fine';
            CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $body$
            BEGIN DROP TABLE t; END $body$;
            SELECT E'it\\'s; DROP TABLE t';
            """
        let weighed = Migrations(sql)
        #expect(weighed.scores == ["Comment 0", "CreateFunction 0", "Select 0"])
        #expect(weighed.last.operations.map(\.operation.line) == [3, 4, 6])
    }

    @Test func `M4: CONCURRENTLY in a transaction is blocked, whoever opened it`() {
        let index = "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);"
        #expect(Migrations(index).levels == [.blocked])
        #expect(Migrations("BEGIN; \(index) COMMIT;").levels == [.blocked])
        #expect(Migrations(index) { $0.assumesTransaction = false }.levels == [.safe])
    }

    @Test(arguments: [
        ("two-heavy", "UPDATE t SET a = 1; ALTER TABLE u RENAME TO v;", Level.blocked),
        ("two-indexes", "CREATE INDEX i ON t (a); CREATE INDEX j ON t (b);", .blocked),
        (
            "concurrently-not-alone",
            "-- migration: no-transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a); "
                + "COMMENT ON TABLE t IS '';", .blocked
        ),
        (
            "validated-too-soon",
            "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID; "
                + "ALTER TABLE t VALIDATE CONSTRAINT c;", .blocked
        ),
        (
            "enum-used-too-soon",
            "ALTER TYPE e ADD VALUE 'x' AFTER 'w'; INSERT INTO t VALUES ('x');", .blocked
        ),
        (
            "three-in-one",
            "ALTER TABLE t ADD a text; UPDATE t SET a = ''; ALTER TABLE t ALTER a SET NOT NULL;",
            .blocked
        ),
        ("drop-and-create", "DROP VIEW v; CREATE VIEW v AS SELECT 1;", .review),
        (
            "stops-half-way",
            "-- migration: no-transaction\nALTER TABLE t ADD IF NOT EXISTS a text; "
                + "ALTER TABLE t ADD IF NOT EXISTS b text;", .review
        ),
    ])
    func `a combination is named with its level`(rule: String, sql: String, level: Level) throws {
        let remark = try #require(
            Migrations(sql).last.combinations.first { $0.rule == rule },
            "\(Migrations(sql).remarks)")
        #expect(remark.level == level)
        #expect(remark.numbers.count > 1)
        #expect(remark.text.hasSuffix(".") || remark.text.hasSuffix("?"))
    }

    @Test func `a combination needs both of its parts`() {
        let alone = [
            "UPDATE t SET a = 1;", "CREATE INDEX i ON t (a); ",
            "ALTER TYPE e ADD VALUE 'x' AFTER 'w';",
            "CREATE TABLE t (a text); CREATE INDEX i ON t (a); CREATE INDEX j ON t (a);",
            "CREATE TABLE t (a text); INSERT INTO t SELECT b FROM u;",
        ]
        for sql in alone { #expect(Migrations(sql).last.combinations == [], "\(sql)") }
    }

    @Test func `locks in opposite orders may meet`() {
        let one = "ALTER TABLE a ADD x text; ALTER TABLE b ADD x text;"
        let other = "ALTER TABLE b ADD y text; ALTER TABLE a ADD y text;"
        let weighed = Migrations(["1.sql": one, "2.sql": other])
        #expect(weighed.remarks == ["lock-order"])
        #expect(weighed.last.level == .review)
        #expect(Migrations(["1.sql": one, "2.sql": one]).remarks == [])
    }
}

@Suite struct `Directives and policies of migrations` {
    private static let drop = "DROP TABLE t;"

    @Test func `an allowance with a reason waives the rule of the next statement`() throws {
        let allow = "-- migration: allow drop-in-use because nobody ever wrote to it\n"
        let weighed = Migrations(allow + Self.drop)
        #expect(weighed.levels == [.safe])
        #expect(weighed.verdict("drop-in-use")?.waived == "nobody ever wrote to it")
        #expect(weighed.last.waivers.count == 1)
        let squawk = "-- migration: allow ban-drop-table because nobody ever wrote to it\n"
        #expect(Migrations(squawk + Self.drop).levels == [.safe])
        #expect(Migrations(allow + "SELECT 1; " + Self.drop).levels == [.blocked])
    }

    @Test(arguments: [
        ("-- migration: allow drop-in-use\n", "allow-without-reason", Level.blocked),
        ("-- migration: allow no-such-rule because of this\n", "unused-allow", .review),
        ("-- migration: allow row-locks because of this\n", "unused-allow", .review),
        ("-- migration: alow drop-in-use\n", "unknown-directive", .review),
    ])
    func `a directive that does nothing is a finding`(
        directive: String, rule: String, level: Level
    ) throws {
        let weighed = Migrations(directive + "COMMENT ON TABLE t IS '';")
        let policy = try #require(weighed.last.policies.first { $0.rule == rule })
        #expect(policy.level == level)
        #expect(weighed.last.level == level)
    }

    @Test func `a number used twice is blocked, a gap is an information`() {
        let files: KeyValuePairs = [
            "1_a.sql": "", "0001_b.sql": "", "2_c.sql": "", "5_d.sql": "",
            "other/1_e.sql": "",
        ]
        let weighed = Migrations(files)
        #expect(weighed.levels == [.safe, .blocked, .safe, .safe, .safe])
        let info = weighed.analysis.migrations.map(\.info)
        #expect(info.flatMap(\.self) == ["number-order: 5 follows 2"])
    }

    @Test func `a file that counts as applied may not change`() {
        let weighed = Migrations("SELECT 1") { $0.changed = ["0001_a.sql"] }
        #expect(weighed.remarks == ["changed-file"])
        #expect(weighed.levels == [.blocked])
    }

    @Test func `an excluded rule has no say, by either name`() throws {
        for name in ["drop-in-use", "ban-drop-table"] {
            let rules = try AnalysisSettings.rules([name])
            #expect(Migrations(Self.drop) { $0.excluded = rules }.levels == [.safe])
        }
        #expect(throws: ConfigurationError.self) { try AnalysisSettings.rules(["drop"]) }
    }

    @Test func `a rule that is off has a say when it is asked for`() {
        let sql = "CREATE TABLE t (a text);"
        #expect(Migrations(sql).verdict("no-schema") == nil)
        #expect(Migrations(sql) { $0.included = ["no-schema"] }.verdict("no-schema")?.score == 2)
    }

    @Test func `other files give the state and are not reported`() {
        let files: KeyValuePairs = [
            "1.sql": "CREATE TABLE t (a varchar(9));", "2.sql": "ALTER TABLE t ALTER a TYPE text;",
        ]
        let weighed = Migrations(files) { $0.only = ["2.sql"] }
        #expect(weighed.levels == [.safe])
    }

    @Test func `an information never raises a score`() {
        let weighed = Migrations("ALTER TABLE t ADD a text;")
        #expect(weighed.last.info.count == 2)
        #expect(weighed.last.score == 0)
        let set = "SET lock_timeout = '2s'; SET LOCAL statement_timeout = '5s'; "
        #expect(Migrations(set + "ALTER TABLE t ADD a text;").last.info == [])
    }
}
