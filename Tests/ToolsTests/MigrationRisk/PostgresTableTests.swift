import Testing

@testable import MigrationRisk

@Suite struct `Weighing a statement for PostgreSQL` {
    static let outside = "-- migration: no-transaction\n"

    @Test(arguments: [
        Weighed("CREATE TABLE t (id bigint PRIMARY KEY)", 0, "nothing-waits"),
        Weighed("CREATE VIEW v AS SELECT 1", 0, "nothing-waits"),
        Weighed("COMMENT ON TABLE t IS 'DROP TABLE t'", 0, "nothing-waits"),
        Weighed("CREATE TABLE t AS SELECT * FROM u", 3, "bulk-insert"),
        Weighed("DROP TABLE t", 5, "drop-in-use", squawk: "ban-drop-table"),
        Weighed("DROP DATABASE d", 5, "drop-database", squawk: "ban-drop-database"),
        Weighed("DROP SCHEMA s CASCADE", 5, "drop-schema"),
        Weighed("TRUNCATE t CASCADE", 5, "truncate-cascade", squawk: "ban-truncate-cascade"),
        Weighed("TRUNCATE t", 5, "truncate-cascade"),
        Weighed("ALTER TABLE t RENAME TO u", 4, "rename-in-use", squawk: "renaming-table"),
        Weighed("ALTER TABLE t RENAME a TO b", 4, "rename-in-use", squawk: "renaming-column"),
        Weighed("ALTER TABLE t SET SCHEMA s", 4, "rename-in-use"),
        Weighed("ALTER TYPE e RENAME VALUE 'a' TO 'b'", 4, "rename-in-use"),
        Weighed("VACUUM FULL t", 5, "rebuild-lock", squawk: "prefer-repack"),
        Weighed("CLUSTER t USING i", 5, "rebuild-lock", squawk: "prefer-repack"),
        Weighed("REINDEX TABLE t", 4, "rebuild-lock", squawk: "require-concurrent-reindex"),
        Weighed(
            "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()", 2,
            "trigger-lock"),
        Weighed("LOCK TABLE t IN SHARE MODE", 4, "table-lock"),
        Weighed("REFRESH MATERIALIZED VIEW v", 3, "refresh-lock"),
        Weighed("REFRESH MATERIALIZED VIEW CONCURRENTLY v", 0, "nothing-waits"),
        Weighed("ALTER TABLE t SET LOGGED", 5, "table-rewrite"),
        Weighed("ALTER TABLE t SET TABLESPACE fast", 5, "table-rewrite"),
        Weighed(
            "CREATE DOMAIN d AS text CHECK (VALUE <> '')", 4, "domain-check",
            squawk: "ban-create-domain-with-constraint"),
        Weighed("CREATE DOMAIN d AS text", 0, "nothing-waits"),
        Weighed(
            "ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE <> '')", 4, "domain-check",
            squawk: "ban-alter-domain-with-add-constraint"),
        Weighed(
            "ALTER TYPE e ADD VALUE 'x'", 2, "enum-order", squawk: "require-enum-value-ordering"),
        Weighed("ALTER TYPE e ADD VALUE 'x' AFTER 'w'", 1, "enum-order"),
    ])
    func `as the table of operations says`(row: Weighed) throws { try expect(row) }

    @Test(arguments: [
        Weighed("ALTER TABLE t ADD COLUMN a text", 0, "column-brief-lock"),
        Weighed("ALTER TABLE t ADD a timestamptz DEFAULT now()", 0, "column-brief-lock"),
        Weighed(
            "ALTER TABLE t ADD a int NOT NULL DEFAULT 7", 1, "column-brief-lock",
            squawk: "adding-field-with-default"),
        Weighed(
            "ALTER TABLE t ADD a uuid DEFAULT gen_random_uuid()", 5, "column-rewrite",
            squawk: "adding-field-with-default"),
        Weighed("ALTER TABLE t ADD a float DEFAULT random()", 5, "column-rewrite"),
        Weighed("ALTER TABLE t ADD a timestamptz DEFAULT clock_timestamp()", 5, "column-rewrite"),
        Weighed("ALTER TABLE t ADD a bigint DEFAULT nextval('s')", 5, "column-rewrite"),
        Weighed("ALTER TABLE t ADD a text DEFAULT own_function()", 5, "column-rewrite"),
        Weighed("ALTER TABLE t ADD a bigserial", 5, "column-rewrite"),
        Weighed("ALTER TABLE t ADD a bigint GENERATED ALWAYS AS IDENTITY", 5, "column-rewrite"),
        Weighed(
            "ALTER TABLE t ADD a text GENERATED ALWAYS AS (lower(b)) STORED", 5,
            "column-rewrite"),
        Weighed(
            "ALTER TABLE t ADD a text NOT NULL", 5, "column-required",
            squawk: "adding-required-field"),
        Weighed(
            "ALTER TABLE t ADD a text UNIQUE", 4, "unique-build",
            squawk: "disallowed-unique-constraint"),
        Weighed("ALTER TABLE t ADD a bigint REFERENCES u(id)", 2, "foreign-key-scan"),
        Weighed("ALTER TABLE t ADD a bigint DEFAULT 1 REFERENCES u(id)", 4, "foreign-key-scan"),
        Weighed(
            "ALTER TABLE t ALTER a SET NOT NULL", 5, "not-null-scan",
            squawk: "adding-not-nullable-field"),
        Weighed(
            "ALTER TABLE t ALTER a DROP NOT NULL", 2, "null-surprise",
            squawk: "ban-drop-not-null"),
        Weighed(
            "ALTER TABLE t ALTER a TYPE bigint", 5, "type-rewrite",
            squawk: "changing-column-type"),
        Weighed(
            "ALTER TABLE t ALTER a TYPE varchar(40)", 1, "type-rewrite",
            after: "CREATE TABLE t (a varchar(20))"),
        Weighed(
            "ALTER TABLE t ALTER a TYPE text", 1, "type-rewrite",
            after: "CREATE TABLE t (a varchar(20))"),
        Weighed(
            "ALTER TABLE t ALTER a TYPE varchar(10)", 5, "type-rewrite",
            after: "CREATE TABLE t (a varchar(20))"),
        Weighed("ALTER TABLE t ALTER a SET DEFAULT 1", 1, "catalogue-only"),
        Weighed("ALTER TABLE t ALTER a SET STORAGE EXTERNAL", 1, "catalogue-only"),
        Weighed("ALTER TABLE t DROP COLUMN a", 5, "drop-in-use", squawk: "ban-drop-column"),
    ])
    func `as the table of columns says`(row: Weighed) throws { try expect(row) }

    @Test(arguments: [
        Weighed(
            "CREATE INDEX i ON t (a)", 4, "index-blocks-writes",
            squawk: "require-concurrent-index-creation"),
        Weighed(
            outside + "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", 1,
            "index-concurrent"),
        Weighed(
            outside + "CREATE INDEX CONCURRENTLY i ON t (a)", 2, "not-repeatable",
            squawk: "prefer-robust-stmts"),
        Weighed(
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", 5,
            "concurrently-in-transaction", squawk: "ban-concurrent-index-creation-in-transaction"),
        Weighed("DROP INDEX i", 3, "index-drop-lock", squawk: "require-concurrent-index-deletion"),
        Weighed(outside + "DROP INDEX CONCURRENTLY IF EXISTS i", 1, "index-concurrent"),
        Weighed(outside + "DROP INDEX CONCURRENTLY i", 2, "not-repeatable"),
        Weighed(outside + "REINDEX INDEX CONCURRENTLY i", 1, "rebuild-lock"),
        Weighed(
            "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)", 4, "check-scan",
            squawk: "constraint-missing-not-valid"),
        Weighed("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID", 1, "check-scan"),
        Weighed(
            "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id)", 4,
            "foreign-key-scan", squawk: "adding-foreign-key-constraint"),
        Weighed(
            "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u NOT VALID", 1,
            "foreign-key-scan"),
        Weighed(
            "ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)", 4, "unique-build",
            squawk: "disallowed-unique-constraint"),
        Weighed(
            "ALTER TABLE t ADD PRIMARY KEY (a)", 4, "unique-build",
            squawk: "adding-serial-primary-key-field"),
        Weighed("ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX i", 1, "unique-build"),
        Weighed("ALTER TABLE t ADD EXCLUDE USING gist (a WITH &&)", 4, "exclude-build"),
        Weighed("ALTER TABLE t VALIDATE CONSTRAINT c", 2, "constraint-validate"),
        Weighed("ALTER TABLE t DROP CONSTRAINT c", 1, "constraint-drop"),
        Weighed("ALTER TABLE t DROP CONSTRAINT c CASCADE", 3, "constraint-drop"),
        Weighed(
            "ALTER TABLE t DETACH PARTITION p", 4, "partition-lock",
            squawk: "require-concurrent-partition-detach"),
        Weighed(outside + "ALTER TABLE t DETACH PARTITION p CONCURRENTLY", 1, "partition-lock"),
        Weighed("ALTER TABLE t ATTACH PARTITION p FOR VALUES IN (1)", 3, "partition-scan"),
        Weighed(
            "ALTER TABLE t ATTACH PARTITION p FOR VALUES IN (1)", 1, "partition-scan",
            after: "CREATE TABLE p (a int, CHECK (a = 1))"),
    ])
    func `as the tables of indexes and constraints say`(row: Weighed) throws { try expect(row) }

    @Test(arguments: [
        Weighed("UPDATE t SET a = 1", 4, "row-locks"), Weighed("DELETE FROM t", 4, "row-locks"),
        Weighed("INSERT INTO t SELECT * FROM u", 3, "bulk-insert"),
        Weighed("INSERT INTO t (a) VALUES (1)", 1, "rows-added"),
        Weighed("WITH x AS (SELECT 1) UPDATE t SET a = 1", 4, "row-locks"),
        Weighed("-- migration: data-step fill\n", 2, "data-step"),
        Weighed("DO $$ BEGIN DROP TABLE t; END $$", 2, "data-step"),
        Weighed("BEGIN; BEGIN; COMMIT", 3, "nested-transaction", squawk: "transaction-nesting"),
        Weighed("CREATE TABLE t (a int); COMMIT", 3, "nested-transaction"),
        Weighed(
            "BEGIN; CREATE TABLE t (a int)", 5, "open-transaction",
            squawk: "ban-uncommitted-transaction"),
        Weighed(
            "UPDATE t SET a = 1, a = 2 WHERE id BETWEEN 1 AND 9", 5, "column-twice",
            squawk: "ban-duplicate-column-assignments"),
        Weighed("CREATE TABLE t (a text, a text)", 5, "column-twice"),
        Weighed(
            "CREATE TABLE \(String(repeating: "n", count: 64)) (a text)", 3, "name-cut",
            squawk: "identifier-too-long"),
        Weighed("CREATE TABLE t (a text", 2, "unreadable"),
        Weighed("SELECT 'open", 2, "unreadable", squawk: "syntax-error"),
        Weighed("FROBNICATE t", 2, "other"), Weighed("SELECT create_hypertable('t')", 2, "other"),
    ])
    func `as the rows about data and transactions say`(row: Weighed) throws {
        if row.rule == "unreadable", !row.sql.contains("'") {
            // A bracket without an end is read to the end of the file.
            #expect(row.weighed(.postgres).last.operations.map(\.operation.kind) == ["CreateTable"])
        } else {
            try expect(row)
        }
    }

    @Test(arguments: [
        Weighed(
            "CREATE TABLE t (id int PRIMARY KEY)", 2, "int-key", squawk: "prefer-bigint-over-int"),
        Weighed(
            "CREATE TABLE t (id smallint PRIMARY KEY)", 2, "int-key",
            squawk: "prefer-bigint-over-smallint"),
        Weighed(
            "CREATE TABLE t (id bigserial PRIMARY KEY)", 2, "serial-key",
            squawk: "prefer-identity"),
        Weighed("CREATE TABLE t (a varchar(9))", 2, "length-limit", squawk: "prefer-text-field"),
        Weighed("ALTER TABLE t ADD a char(9)", 2, "padded-char", squawk: "ban-char-field"),
        Weighed("ALTER TABLE t ADD a timestamp", 2, "naive-time", squawk: "prefer-timestamp-tz"),
        Weighed(
            outside + "CREATE TABLE t (a text)", 2, "not-repeatable",
            squawk: "prefer-robust-stmts"),
        Weighed(outside + "ALTER TABLE t ADD a text", 2, "not-repeatable"),
    ])
    func `style costs a review`(row: Weighed) throws { try expect(row) }

    private func expect(_ row: Weighed) throws {
        let weighed = row.weighed(.postgres)
        let verdict = try #require(weighed.verdict(row.rule), "\(weighed.scores)")
        #expect(verdict.weight == row.score)
        #expect(weighed.last.operations.map(\.score).max() == row.score)
        if let squawk = row.squawk { #expect(verdict.squawk == squawk) }
        #expect(row.score < 2 || verdict.reason.count > 10)
    }

    @Test func `SET NOT NULL is cheap behind a validated CHECK, from version 12 on`() {
        let check = """
            ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
            """
        let files: KeyValuePairs = [
            "1.sql": check, "2.sql": "ALTER TABLE t VALIDATE CONSTRAINT c;",
            "3.sql": "ALTER TABLE t ALTER a SET NOT NULL;",
        ]
        #expect(Migrations(files).verdict("not-null-scan")?.weight == 1)
        #expect(Migrations(files) { $0.version = 11 }.verdict("not-null-scan")?.weight == 5)
        let unvalidated: KeyValuePairs = [
            "1.sql": check, "3.sql": "ALTER TABLE t ALTER a SET NOT NULL;",
        ]
        #expect(Migrations(unvalidated).verdict("not-null-scan")?.weight == 5)
    }

    @Test func `a default rewrites before version 11`() {
        let sql = "ALTER TABLE t ADD a int DEFAULT 7"
        #expect(Migrations(sql) { $0.version = 10 }.verdict("column-rewrite")?.weight == 5)
    }

    @Test func `one ALTER TABLE with several actions is several operations`() {
        let sql = "ALTER TABLE t ADD a text, ADD COLUMN b numeric(10, 2) DEFAULT 0, DROP c;"
        #expect(Migrations(sql).scores == ["AddColumn 0", "AddColumn 0", "DropColumn 5"])
    }
}
