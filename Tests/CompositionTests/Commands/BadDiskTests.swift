import Events
import Foundation
import Testing

/// Disks that are full or cannot be written, each in a mount namespace of its own.
@Suite(.enabled(if: Mounting.isPermitted, "a namespace for mounts is not permitted here"))
struct `A bad disk` {
    @Test func `that is full is named, nothing is lost, and work goes on once there is space`()
        async throws
    {
        let binary = try Binary()
        let emit = (1...3).map { Ticket.emit("\($0)").map(\.quotedForShell).joined(separator: " ") }
        let outcome = try await binary.shell(
            """
            mkdir disk; unshare -rm bash -c '
            mount -t tmpfs -o size=1m tmpfs disk
            export SIGNALBOX_DATA=$PWD/disk/data
            signalbox signals setup >/dev/null
            . ./one.sh; echo "one $?"
            dd if=/dev/zero of=disk/full bs=4k 2>/dev/null
            . ./two.sh; echo "two $?"
            mount -o remount,size=64m disk
            signalbox events verify >/dev/null; echo "verify $?"
            . ./three.sh; echo "three $?"
            signalbox signals status --wait --json'
            """,
            files: ["one.sh": emit[0], "two.sh": emit[1], "three.sh": emit[2]])
        let lines = outcome.output
        #expect(lines.contains("one 0"), "\(outcome.errors)")
        #expect(lines.contains("two 1"), "\(outcome.errors)")
        #expect(outcome.errors.contains("no space is left"), "\(outcome.errors)")
        #expect(lines.contains("verify 0"))
        #expect(lines.contains("three 0"))
        let start = try #require(lines.range(of: "{\n"))
        let status = try JSONValue(parsing: String(lines[start.lowerBound...]))
        #expect(status["ledger"]?["accepted"] == 2)
        #expect(status["ledger"]?["outcomes"]?["assigned"] == 2)
    }

    @Test func `that cannot be written is named with what to do, and is read as far as it can be`()
        async throws
    {
        let binary = try await Seed.tickets.copy()
        let emit = Ticket.emit("9").map(\.quotedForShell).joined(separator: " ")
        for line in [emit, "signals setup", "up --port 0", "demo"] {
            let outcome = try await binary.shell(
                """
                unshare -rm bash -c 'mount --bind data data
                mount -o remount,ro,bind data
                . ./line.sh; echo "ended $?"'
                """, files: ["line.sh": line])
            #expect(outcome.output.contains("ended 1"), "\(line): \(outcome.output)")
            #expect(outcome.errors.contains("Read-only file system"), "\(outcome.errors)")
            #expect(outcome.errors.contains("make it writable, or name another directory"))
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        }
    }
}

/// Whether this process may mount in a namespace of its own.
private enum Mounting {
    static let isPermitted: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        process.arguments = ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        (process.standardOutput, process.standardError) = (nil, FileHandle.nullDevice)
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}

extension String {
    /// The text as one word of a shell.
    fileprivate var quotedForShell: String { "'\(replacing("'", with: "'\\''"))'" }
}

extension Binary {
    /// Runs a line of the shell with files beside it, each a call of the executable.
    fileprivate func shell(_ line: String, files: [String: String]) async throws -> Outcome {
        for (name, words) in files.sorted(by: { $0.key < $1.key }) {
            try write("signalbox \(words)\n", to: name)
        }
        return try await shell(line)
    }
}

@Suite struct `A damaged log` {
    private static func file(_ binary: Binary) -> URL {
        URL(fileURLWithPath: binary.path("data/log.db"))
    }

    /// Changes a stored text behind the database's back, where its triggers do not look.
    private static func damage(_ binary: Binary, _ text: String) throws -> Data {
        var bytes = try Data(contentsOf: file(binary))
        let place = try #require(bytes.range(of: Data(text.utf8)))
        bytes[place.lowerBound + 1] = UInt8(ascii: "X")
        try bytes.write(to: file(binary))
        return bytes
    }

    @Test func `is found with its position by verify, and is left as it is`() async throws {
        let binary = try await Seed.tickets.copy()
        let damaged = try Self.damage(binary, "signals.team-configured")
        let outcome = try await binary.run("events", "verify", "--json")
        #expect(outcome.status == 1)
        #expect(try outcome.json["sound"] == false)
        #expect(try outcome.json["bad_position"] == 1)
        let words = try await binary.run("events", "verify")
        #expect(words.errors.contains("position 1 is bad"))
        #expect(words.errors.contains("restore a backup into a new directory"))
        #expect(try Data(contentsOf: Self.file(binary)) == damaged)
    }

    @Test(arguments: [["demo"], ["up", "--port", "0"], Ticket.emit("9"), ["signals", "cleanup"]])
    func `is refused with its position by what would write, and not a byte of it changes`(
        words: [String]
    ) async throws {
        // Opening looks at the newest events, which in a short log are all of them.
        let binary = try await Seed.team.copy()
        let damaged = try Self.damage(binary, "signals.team-configured")
        let outcome = try await binary.run(words)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("log.db is damaged at position 1 "), "\(outcome.errors)")
        #expect(outcome.errors.contains("nothing was changed; run `signalbox events verify`"))
        #expect(try Data(contentsOf: Self.file(binary)) == damaged)
    }

    @Test(arguments: [
        ["demo"], ["up", "--port", "0"], ["signals", "reports"], ["events", "verify"],
    ])
    func `whose pages are torn is refused, and not a byte of it changes`(
        words: [String]
    ) async throws {
        let binary = try await Seed.tickets.copy()
        var bytes = try Data(contentsOf: Self.file(binary))
        bytes.replaceSubrange(4_096..<bytes.count, with: Data(count: bytes.count - 4_096))
        try bytes.write(to: Self.file(binary))
        let outcome = try await binary.run(words)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("is damaged at position"), "\(outcome.errors)")
        #expect(try Data(contentsOf: Self.file(binary)) == bytes)
    }

    @Test func `that is no database at all is refused, and stays`() async throws {
        let binary = try await Seed.team.copy()
        let bytes = Data("this is not a database, but it may be somebody's notes".utf8)
        try bytes.write(to: Self.file(binary))
        let outcome = try await binary.run("demo")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("is not a log"))
        #expect(outcome.errors.contains("name another data directory"))
        #expect(try Data(contentsOf: Self.file(binary)) == bytes)
    }
}
