import ImportLinter
import Testing

/// One red and one green package for every kind of rule, as other packages write them.
@Suite struct `Kinds of rules` {
    /// Findings of one rule in a package whose modules use each other as `edges` says.
    private func found(_ rule: String, _ edges: [String: [String]]) throws -> [Diagnostic] {
        let configuration = try ConfigurationSample.read("{version: 1, rules: [\(rule)]}")
        let result = EdgeSample(edges).lint(configuration)
        #expect(result.complaints == [])
        return result.findings.filter { $0.rule == "r" }
    }

    private func chains(_ findings: [Diagnostic]) -> [String] {
        findings.map { $0.chain.map(\.module).joined(separator: " ") }
    }

    // MARK: Layers

    private let layers = "{id: 'r', kind: 'layers', layers: [['Top*'], ['Mid'], ['Low']]}"

    @Test func `layers let modules use what is below them`() throws {
        let found = try found(
            layers, ["Top1": ["Mid", "Low", "Free"], "Mid": ["Low"], "Free": ["Low"]])
        #expect(found.isEmpty)
    }

    @Test func `layers find a way up, through modules that stand in none`() throws {
        let found = try found(
            layers, ["Low": ["Free"], "Free": ["Between"], "Between": ["Top1"], "Mid": []])
        #expect(chains(found) == ["Low Free Between Top1"])
        #expect(found.first?.place.file == "Sources/Low/F.swift")
    }

    @Test func `layers report a way through another layer once, where it goes up`() throws {
        let found = try found(layers, ["Low": ["Mid"], "Mid": ["Top1"]])
        #expect(chains(found) == ["Low Mid", "Mid Top1"])
    }

    @Test func `direct layers look at single imports`() throws {
        let direct = layers.replacing("]}", with: "], reach: 'direct'}")
        let edges = ["Low": ["Free"], "Free": ["Top1"], "Mid": []]
        #expect(try found(direct, edges).isEmpty)
        #expect(try chains(found(direct, ["Low": ["Top1"], "Mid": []])) == ["Low Top1"])
    }

    @Test func `closed layers let none be skipped`() throws {
        let closed = layers.replacing("]}", with: "], closed: true}")
        #expect(try found(closed, ["Top1": ["Mid"], "Mid": ["Low"]]).isEmpty)
        #expect(try chains(found(closed, ["Top1": ["Low"], "Mid": []])) == ["Top1 Low"])
    }

    @Test func `siblings that are independent do not use each other`() throws {
        let apart = layers.replacing("]}", with: "], siblings: 'independent'}")
        let edges = ["Top1": ["Top2"], "Top2": ["Low"], "Mid": []]
        #expect(try found(layers, edges).isEmpty)
        #expect(try chains(found(apart, edges)) == ["Top1 Top2"])
    }

    @Test func `exhaustive layers name every module that stands in none`() throws {
        let whole = layers.replacing("]}", with: "], exhaustive: true}")
        let edges = ["Top1": ["Free"], "Mid": [], "Low": []]
        #expect(try found(layers, edges).isEmpty)
        #expect(try found(whole, edges).map(\.from) == ["Free"])
        let some = layers.replacing("]}", with: "], exhaustive: ['F*']}")
        #expect(
            try found(some, ["Top1": ["Other", "Free"], "Mid": [], "Low": []]).map(\.from) == [
                "Free"
            ])
    }

    @Test func `layers with a variable hold within each of its values`() throws {
        let rule = "{id: 'r', kind: 'layers', layers: [['{p}Facade'], ['{p}Core']]}"
        let green = ["AFacade": ["ACore"], "BCore": ["AFacade"], "BFacade": []]
        #expect(try found(rule, green).isEmpty)
        #expect(try chains(found(rule, ["ACore": ["X"], "X": ["AFacade"]])) == ["ACore X AFacade"])
    }

    // MARK: Forbidden

    @Test func `forbidden finds the shortest chain and counts the others`() throws {
        let rule = "{id: 'r', kind: 'forbidden', from: 'A', to: 'Z'}"
        let edges = ["A": ["B", "C"], "B": ["Z"], "C": ["Z"], "Z": ["D"]]
        let red = try found(rule, edges)
        #expect(chains(red) == ["A B Z"])
        #expect(red.map(\.otherChains) == [1])
        #expect(try found(rule, ["A": ["B"], "B": ["C"], "Z": ["A"]]).isEmpty)
    }

    @Test func `forbidden, direct, lets a chain pass`() throws {
        let rule = "{id: 'r', kind: 'forbidden', from: 'A', to: 'Z', reach: 'direct'}"
        #expect(try found(rule, ["A": ["B"], "B": ["Z"]]).isEmpty)
        #expect(try chains(found(rule, ["A": ["Z"]])) == ["A Z"])
    }

    @Test func `forbidden follows a chain to a module of the toolchain`() throws {
        let rule = "{id: 'r', kind: 'forbidden', from: 'A', to: 'toolchain:Foundation'}"
        #expect(try chains(found(rule, ["A": ["B"], "B": ["Foundation"]])) == ["A B Foundation"])
        #expect(try found(rule, ["A": ["Foundation"]]).map(\.to) == ["Foundation"])
        #expect(try found(rule, ["A": ["B"], "B": ["Dispatch"], "C": ["Foundation"]]).isEmpty)
    }

    // MARK: Independent

    @Test func `independent modules reach each other on no way`() throws {
        let rule = "{id: 'r', kind: 'independent', modules: ['P*']}"
        #expect(try found(rule, ["P1": ["X"], "P2": ["X"]]).isEmpty)
        #expect(try chains(found(rule, ["P1": ["X"], "X": ["P2"]])) == ["P1 X P2"])
    }

    @Test func `independent groups are joined by a variable or by a list`() throws {
        let byName = "{id: 'r', kind: 'independent', modules: ['{p}Part', '{p}Main']}"
        let edges = ["AMain": ["APart"], "BMain": ["BPart"]]
        #expect(try found(byName, edges).isEmpty)
        #expect(try chains(found(byName, ["AMain": ["BPart"]])) == ["AMain BPart"])
        let byList = "{id: 'r', kind: 'independent', groups: [['A', 'B'], ['C']]}"
        #expect(try chains(found(byList, ["A": ["B"], "B": ["C"]])) == ["B C"])
    }

    @Test func `what is excepted belongs to no group`() throws {
        let rule = "{id: 'r', kind: 'independent', modules: ['P*'], except: ['PShared']}"
        #expect(try found(rule, ["P1": ["PShared"], "P2": ["PShared"]]).isEmpty)
    }

    // MARK: Protected, door, only

    @Test func `protected modules have the importers that are listed`() throws {
        let rule = "{id: 'r', kind: 'protected', modules: ['{p}Core'], importers: ['{p}*']}"
        #expect(try found(rule, ["AFacade": ["ACore"]]).isEmpty)
        #expect(try chains(found(rule, ["BFacade": ["ACore"]])) == ["BFacade ACore"])
    }

    @Test func `a module of the toolchain can be protected as well`() throws {
        let rule = "{id: 'r', kind: 'protected', modules: 'toolchain:Glibc', importers: 'Sys'}"
        #expect(try found(rule, ["Sys": ["Glibc"]]).isEmpty)
        #expect(try found(rule, ["Sys": [], "A": ["Glibc"]]).map(\.from) == ["A"])
    }

    @Test func `a door is the only way in, for those who may use it`() throws {
        let rule = """
            {id: 'r', kind: 'door', of: ['{p}Inner', '{p}Door'], through: '{p}Door', usedBy: ['App']}
            """
        #expect(try found(rule, ["App": ["ADoor"], "ADoor": ["AInner"]]).isEmpty)
        #expect(try chains(found(rule, ["App": ["AInner"], "ADoor": []])) == ["App AInner"])
        #expect(try chains(found(rule, ["X": ["ADoor"], "App": [], "AInner": []])) == ["X ADoor"])
    }

    @Test func `only what is listed may be imported, of the toolchain too`() throws {
        let rule = """
            {id: 'r', kind: 'only', modules: 'Pure', mayImport: 'Values', toolchain: ['Testing']}
            """
        #expect(try found(rule, ["Pure": ["Values", "Testing"]]).isEmpty)
        let red = try found(rule, ["Pure": ["Values", "Other", "Foundation"]])
        #expect(red.map(\.to) == ["Other", "Foundation"])
    }

    // MARK: Acyclic

    @Test func `groups in a ring are shown with the fewest edges that break it`() throws {
        let rule = "{id: 'r', kind: 'acyclic', groups: ['{p}_']}".replacing("_", with: "Core")
        let byPrefix = "{id: 'r', kind: 'acyclic', groups: [['A*'], ['B*'], ['C*']]}"
        #expect(try found(byPrefix, ["A1": ["B1"], "B1": ["C1"], "A2": ["C1"]]).isEmpty)
        // No module is in a ring, and the groups are.
        let ring = ["A1": ["B1"], "B2": ["C1"], "C2": ["A2"], "A3": ["B1"]]
        let red = try found(byPrefix, ring)
        #expect(red.count == 1)
        #expect(red.first?.what.contains("A* → B* → C* → A*") == true)
        #expect(red.first?.fix == "remove A* → B*")
        #expect(try found(rule, ["ACore": ["BCore"], "BCore": ["CCore"]]).isEmpty)
        #expect(try found(rule, ["ACore": ["BCore"], "BCore": ["ACore"]]).count == 1)
    }

    @Test func `two rings that share an edge are broken by that edge`() throws {
        let rule = "{id: 'r', kind: 'acyclic', groups: [['A'], ['B'], ['C'], ['D']]}"
        let edges = ["A": ["B"], "B": ["C", "D"], "C": ["A"], "D": ["A"]]
        let red = try found(rule, edges)
        #expect(red.count == 2)
        #expect(Set(red.map(\.fix)) == ["remove A → B"])
    }
}

@Suite struct `Patterns of other packages` {
    @Test func `a pattern that matches nothing is a fault of the configuration`() throws {
        let text = "{version: 1, rules: [{id: 'r', kind: 'forbidden', from: 'A', to: 'Nowhere'}]}"
        let result = EdgeSample(["A": []]).lint(try ConfigurationSample.read(text))
        #expect(result.exitCode() == 2)
        #expect(result.complaints.count == 1)
        #expect(result.complaints.first?.hasPrefix("rule-matches-nothing") == true)
    }

    @Test func `an example that does not behave is a fault of the rule`() throws {
        let text = """
            {version: 1, rules: [{id: 'r', kind: 'protected', modules: 'A', importers: 'B',
              example: {allowed: 'C -> A', forbidden: 'B -> A'}}]}
            """
        let result = EdgeSample(["B": ["A"]]).lint(try ConfigurationSample.read(text))
        #expect(result.complaints.map { $0.prefix(11) } == ["rule-broken", "rule-broken"])
    }

    @Test func `a package is picked by its name, and what takes away is taken away`() throws {
        let text = """
            {version: 1, rules: [
              {id: 'r', kind: 'protected', modules: ['package:sample', '!A'], importers: ['!*']}]}
            """
        let sample = EdgeSample(["B": ["A", "C"]])
        // An importer pattern that only takes away matches nobody.
        let found = sample.lint(try ConfigurationSample.read(text)).findings.filter {
            $0.rule == "r"
        }
        #expect(found.isEmpty)
        let kept = text.replacing("'!*'", with: "'C'").replacing("'!A'", with: "'!B'")
        let red = sample.lint(try ConfigurationSample.read(kept)).findings.filter { $0.rule == "r" }
        #expect(red.map(\.to) == ["A", "C"])
    }
}
