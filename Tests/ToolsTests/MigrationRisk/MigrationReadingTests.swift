import Foundation
import Testing

@testable import MigrationRisk

@Suite struct `Reading migrations` {
    @Test(arguments: [
        ["1_a.sql", "2_a.sql", "10_a.sql"], ["a/9.sql", "a/09b.sql", "a/10.sql"],
        ["0002_x.sql", "0010_x.sql", "0010_y.sql"],
    ])
    func `files stand in the order of their numbers`(names: [String]) {
        #expect(names.reversed().sorted(by: SQLName.naturallyPrecedes) == names)
    }

    @Test func `a folder gives SQL and programs, and takes back only when asked`() throws {
        let folder = try TemporaryPackage([
            "10_b.sql": "SELECT 1", "2_a.sql": "SELECT 1", "2_a.down.sql": "DROP TABLE t",
            "3_fill.py": "#!/usr/bin/env python3\n", "README.md": "text", ".hidden/1.sql": "",
        ])
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(folder.root)/3_fill.py")
        let files = try #require(MigrationFolder.files(in: folder.root, withDown: false))
        #expect(files.map(\.path) == ["2_a.sql", "3_fill.py", "10_b.sql"])
        let all = try #require(MigrationFolder.files(in: folder.root, withDown: true))
        #expect(all.map(\.path).contains("2_a.down.sql"))
        let analysis = Analysis(files, AnalysisSettings())
        #expect(analysis.migrations[1].operations.map(\.operation.kind) == ["RunProgram"])
        #expect(MigrationFolder.files(in: folder.root + "/no", withDown: false) == nil)
    }

    @Test func `statements end outside of brackets, bodies and blocks`() {
        let sql = """
            CREATE TRIGGER g AFTER INSERT ON t BEGIN
              UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END; DELETE FROM u;
            END;
            INSERT INTO t VALUES (';'); CREATE TABLE u (a text DEFAULT ';')
            """
        let weighed = Migrations(sql, .sqlite)
        let kinds = weighed.last.operations.map(\.operation.kind)
        #expect(kinds == ["CreateTrigger", "InsertValues", "CreateTable"])
    }

    @Test func `names compare as the server does`() {
        let files: KeyValuePairs = [
            "1.sql":
                "CREATE TABLE public.\"Odd Name\" (a varchar(9)); CREATE TABLE T (a varchar(9));",
            "2.sql": "ALTER TABLE \"Odd Name\" ALTER a TYPE text;",
            "3.sql": "ALTER TABLE t ALTER A TYPE text;",
            "4.sql": "ALTER TABLE \"T\" ALTER a TYPE text;",
        ]
        #expect(Migrations(files).levels.dropFirst() == [.safe, .safe, .blocked])
    }

    @Test func `M6: broken bytes need a review and never end the process`() {
        let broken: [UInt8] = Array("ALTER TABLE t ADD a text;".utf8) + [0xFF, 0xFE]
        let file = MigrationFile(path: "1.sql", sql: broken)
        let analysis = Analysis([file], AnalysisSettings())
        #expect(analysis.migrations.map(\.level) == [.review])
        #expect(analysis.migrations[0].operations.count > 1)
    }

    @Test func `M6: every prefix of a migration is read without a crash`() {
        let sql = Array(
            """
            -- migration: allow drop-in-use because it is a test
            BEGIN; CREATE TABLE "a b" (id bigint DEFAULT (1 + (2)), UNIQUE (id)); /* x /* y */ */
            ALTER TABLE t ADD COLUMN a text[] DEFAULT '{}'::text[], DROP b;
            UPDATE t SET (a, b) = (1, 2) WHERE c IN (SELECT $1); DO $x$ BEGIN END $x$; COMMIT;
            """.utf8)
        for count in sql.indices {
            for dialect in AnalysisSettings.Dialect.allCases {
                var settings = AnalysisSettings()
                settings.dialect = dialect
                let file = MigrationFile(path: "1.sql", sql: Array(sql[..<count]))
                #expect(Analysis([file], settings).migrations.count == 1)
            }
        }
    }

    @Test func `M6: ten thousand files take no time that grows with their square`() {
        // A hundred here; the thousands are a figure of a release build.
        let count = ProcessInfo.processInfo.environment["MIGRATIONS"].flatMap(Int.init) ?? 100
        let files = (1...count).map { number in
            MigrationFile(
                path: "\(number)_a.sql",
                sql: Array("ALTER TABLE t\(number % 97) ADD COLUMN c\(number) text;".utf8))
        }
        #expect(Analysis(files, AnalysisSettings()).count(.safe) == count)
    }
}
