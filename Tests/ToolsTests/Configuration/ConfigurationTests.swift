import ImportLinter
import Testing

@Suite struct `A configuration` {
    @Test func `may hold comments, bare keys and trailing commas`() throws {
        let found = try ConfigurationSample.read(
            """
            {
              // why
              version: 1,
              rules: [
                { id: 'a', kind: 'protected', modules: 'A', "importers": ["B"], because: 'x', },
              ],
              builtin: { "unused-dependency": "error", "self-import": "off", },
              ignore: ["Vendor/"],
            }
            """)
        #expect(found.rules.map(\.id) == ["a"])
        #expect(found.checks["unused-dependency"] == CheckSetting(severity: .error))
        #expect(found.checks["self-import"] == CheckSetting(severity: nil))
        #expect(found.ignored == ["path:Vendor"])
    }

    @Test(arguments: [
        ("{version: 2}", "lint-imports.json: \"version\" has to be 1, the only one there is"),
        ("{version: 1, rule: []}", "there is no key \"rule\": did you mean \"rules\"?"),
        ("{version: 1, rules: {}}", "\"rules\" has to be a list"),
        (
            "{version: 1, rules: [{id: 'a', kind: 'layer'}]}",
            "rules[0] a: there is no kind \"layer\": did you mean layers?"
        ),
        (
            "{version: 1, rules: [{id: 'a', kind: 'protected', modules: 'A', importer: 'B'}]}",
            "there is no key \"importer\": did you mean \"importers\"?"
        ),
        (
            "{version: 1, rules: [{id: 'a', kind: 'protected', modules: 'A'}]}",
            "rules[0] a: \"importers\" is missing"
        ),
        (
            "{version: 1, builtin: {'unknown-modul': 'off'}}",
            "there is no key \"unknown-modul\": did you mean \"unknown-module\"?"
        ),
        ("{version: 1, builtin: {'self-import': 'loud'}}", "not \"loud\""),
        (
            "{version: 1, rules: [{id: 'a', kind: 'layers', layers: [['A']], reach: 'far'}]}",
            "\"reach\" has to be \"direct\" or \"transitive\""
        ),
        (
            "{version: 1, exceptions: [{rule: 'a', from: 'A*', to: 'B', imports: 1}]}",
            "an exception names one edge, not a pattern"
        ),
        (
            "{version: 1, exceptions: [{rule: 'a', from: 'A', to: 'B'}]}",
            "\"imports\" has to be the number of imports it covers"
        ),
    ])
    func `says what is wrong, where, and what was meant`(text: String, fault: String) {
        let faults = ConfigurationSample.faults(text)
        #expect(faults.contains { $0.contains(fault) }, "\(faults)")
    }

    @Test func `reports all faults at once`() {
        let text = "{version: 3, rulez: [], rules: [{id: 'a', kind: 'only'}]}"
        #expect(ConfigurationSample.faults(text).count == 3)
    }

    @Test func `that is no JSON is refused with its name`() {
        #expect(
            ConfigurationSample.faults("{version: ").first?.hasPrefix("lint-imports.json") == true)
    }

    @Test func `that is strict wants a reason, a fix and examples`() {
        let rule = "{id: 'a', kind: 'protected', modules: 'A', importers: 'B'}"
        #expect(ConfigurationSample.faults("{version: 1, rules: [\(rule)]}") == [])
        let faults = ConfigurationSample.faults("{version: 1, strict: true, rules: [\(rule)]}")
        #expect(
            faults.map { $0.split(separator: " ").suffix(3).joined(separator: " ") } == [
                "\"because\" is missing", "\"fix\" is missing", "\"example\" is missing",
            ])
    }

    @Test func `weighs checks, and leaves lighter findings as light as they are`() throws {
        let sample = EdgeSample(["A": ["A"], "B": []])
        let count = { (word: String) -> [Severity] in
            let text = "{version: 1, builtin: {'self-import': '\(word)'}}"
            let found = sample.lint(try ConfigurationSample.read(text)).findings
            return found.filter { $0.rule == "self-import" }.map(\.severity)
        }
        #expect(try count("error") == [.error])
        #expect(try count("info") == [.info])
        #expect(try count("off") == [])
        #expect(sample.lint(Configuration()).findings.map(\.severity) == [.warning])
    }

    @Test func `brings rules whose findings weigh what it says`() throws {
        let text = """
            {version: 1, rules: [
              {id: 'a', kind: 'protected', modules: 'B', importers: 'C', severity: 'warning'}]}
            """
        let found = EdgeSample(["A": ["B"], "C": []]).lint(try ConfigurationSample.read(text))
        #expect(found.findings.map(\.severity) == [.warning])
        #expect(found.exitCode() == 0)
        #expect(found.exitCode(isStrict: true) == 1)
    }
}
