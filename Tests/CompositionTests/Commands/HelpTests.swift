import Testing

@Suite struct `The command line` {
    @Test func `says its version`() async throws {
        let outcome = try await Binary().run("--version")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("signalbox "))
    }

    @Test func `shows an example with every command's help, without escape codes`() async throws {
        let binary = try Binary()
        for path in try await commands(binary) {
            let outcome = try await binary.run(path + ["--help"], environment: ["NO_COLOR": "1"])
            #expect(outcome.status == 0, "\(path)")
            #expect(outcome.output.contains("Example"), "\(path)")
            #expect(!outcome.output.contains("\u{1B}"), "\(path)")
        }
    }

    @Test func `names the nearest command for one that does not exist`() async throws {
        let outcome = try await Binary().run("evnts")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("did you mean events?"))
    }

    /// Every command, found by asking each group for its help.
    private func commands(_ binary: Binary) async throws -> [[String]] {
        var (found, open): ([[String]], [[String]]) = ([[]], [[]])
        while let path = open.popLast() {
            let help = try await binary.run(path + ["--help"]).output
            for name in Self.subcommands(help) {
                found.append(path + [name])
                open.append(path + [name])
            }
        }
        return found
    }

    private static func subcommands(_ help: String) -> [String] {
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: "Commands") else { return [] }
        return lines[(start + 1)...].prefix { !$0.isEmpty }.compactMap { line in
            guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
            return line.split(separator: " ").first.map(String.init)
        }
    }
}
