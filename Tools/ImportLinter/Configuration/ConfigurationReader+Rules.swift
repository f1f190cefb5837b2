/// The kinds of rules, with the keys that each takes.
enum RuleSchema {
    static let shared = ["id", "kind", "because", "fix", "example", "severity"]
    static let kinds: [(kind: String, keys: [String])] = [
        ("layers", ["layers", "closed", "exhaustive", "siblings", "reach"]),
        ("forbidden", ["from", "to", "reach"]),
        ("independent", ["modules", "groups", "except"]),
        ("protected", ["modules", "importers"]),
        ("door", ["of", "alongside", "through", "usedBy"]),
        ("only", ["modules", "mayImport", "toolchain", "scoped"]),
        ("acyclic", ["groups"]),
    ]

    /// The keys of a configuration, as `--explain config` prints them.
    static var text: [String] {
        let rules = kinds.map { "    kind \"\($0.kind)\"  \($0.keys.joined(separator: ", "))" }
        let checks = Check.all.map { check in
            "    \(check.id)  \(check.isOnByDefault ? check.severity.rawValue : "off")"
                + (check.lists.isEmpty ? "" : "  lists: \(check.lists.joined(separator: ", "))")
        }
        return [
            "lint-imports.json, or .lint-imports.json, beside Package.swift; JSON5",
            "  version     1",
            "  strict      true: every rule has to say because, fix and example",
            "  ignore      patterns of folders and files that are not read",
            "  packages    patterns of folders with packages that are linted with this one",
            "  rules       each with \(shared.joined(separator: ", ")) and the keys of its kind:",
        ] + rules + [
            "  builtin     a check and \"off\", \"info\", \"warning\" or \"error\"; the defaults:"
        ] + checks + [
            "  exceptions  each with rule, from, to, imports, because, owner, until"
        ]
    }
}

extension ConfigurationReader {
    func rule(_ entry: Entry, isStrict: Bool) -> Rule? {
        let kinds = RuleSchema.kinds.map(\.kind)
        guard let id = entry.text("id", isRequired: true),
            let kind = entry.text("kind", isRequired: true)
        else { return nil }
        guard let keys = RuleSchema.kinds.first(where: { $0.kind == kind })?.keys else {
            let near = NearestNames.of(kind, among: kinds).first ?? kinds.joined(separator: ", ")
            complain(entry.place, "there is no kind \"\(kind)\": did you mean \(near)?")
            return nil
        }
        entry.allow(RuleSchema.shared + keys)
        guard let contract = contract(kind, entry) else { return nil }
        let example = entry.entry("example")
        example?.allow(["allowed", "forbidden"])
        let because = entry.text("because", isRequired: isStrict) ?? ""
        let fix = entry.text("fix", isRequired: isStrict) ?? ""
        if isStrict, example == nil { complain(entry.place, "\"example\" is missing") }
        var rule = Rule(
            id, contract, because: because, fix: fix,
            allowed: example?.text("allowed", isRequired: isStrict) ?? "",
            forbidden: example?.text("forbidden", isRequired: isStrict) ?? "")
        if let word = entry.text("severity") {
            rule.severity = Severity(rawValue: word) ?? .error
            if Severity(rawValue: word) == nil {
                complain(entry.place, "\"severity\" has to be info, warning or error")
            }
        }
        return rule
    }

    private func contract(_ kind: String, _ entry: Entry) -> Contract? {
        let selectors = { (key: String) in
            entry.list(key, isRequired: true).map { Selector($0) }
        }
        switch kind {
        case "layers": return layers(entry)
        case "forbidden":
            return .forbidden(from: selectors("from"), to: selectors("to"), range: range(entry))
        case "independent":
            let groups = groupings(entry, "modules") + groupings(entry, "groups")
            if groups.isEmpty { complain(entry.place, "\"modules\" or \"groups\" is missing") }
            return .independent(groups, except: entry.list("except").map { Selector($0) })
        case "protected":
            return .protected(selectors("modules"), importers: selectors("importers"))
        case "door":
            return .door(
                of: selectors("of"), alongside: entry.list("alongside").map { Selector($0) },
                through: selectors("through"), usedBy: selectors("usedBy"))
        case "only":
            return .only(
                selectors("modules"), mayImport: entry.list("mayImport").map { Selector($0) },
                toolchain: entry.value["toolchain"] == nil ? nil : entry.list("toolchain"),
                scoped: entry.list("scoped"))
        default:
            if entry.value["groups"] == nil { complain(entry.place, "\"groups\" is missing") }
            return .acyclic(groupings(entry, "groups"))
        }
    }

    private func layers(_ entry: Entry) -> Contract {
        var layers = Contract.Layers(
            layers: entry.lists("layers", isRequired: true).map { $0.texts.map { Selector($0) } },
            range: range(entry))
        layers.isClosed = entry.flag("closed")
        if let siblings = entry.text("siblings") {
            layers.keepsSiblingsApart = siblings == "independent"
            if siblings != "independent" {
                complain(entry.place, "\"siblings\" can only be \"independent\"")
            }
        }
        if entry.value["exhaustive"] is Bool {
            layers.isExhaustive = entry.flag("exhaustive")
        } else {
            layers.placed = entry.list("exhaustive").map { Selector($0) }
        }
        return .layers(layers)
    }

    private func groupings(_ entry: Entry, _ key: String) -> [Grouping] {
        entry.lists(key).map { texts, isList in
            Grouping(texts.map { Selector($0) }, isOneGroup: isList)
        }
    }

    private func range(_ entry: Entry) -> Range {
        guard let word = entry.text("reach") else { return .transitive }
        if let range = Range(rawValue: word) { return range }
        complain(entry.place, "\"reach\" has to be \"direct\" or \"transitive\"")
        return .transitive
    }
}
