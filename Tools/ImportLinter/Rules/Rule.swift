/// A sentence about which modules may use which, with its reason and the way out.
package struct Rule: Sendable {
    /// Its name, in kebab case.
    package let id: String
    let contract: Contract
    /// Why it holds, as a clause.
    let because: String
    /// What to do instead.
    let fix: String
    /// An edge that it lets pass and one that it reports, tried at each start; empty for none.
    let allowed: String
    let forbidden: String
    /// How much its findings weigh.
    var severity = Severity.error

    /// A rule; the examples are `From -> To`.
    package init(
        _ id: String, _ contract: Contract, because: String, fix: String, allowed: String = "",
        forbidden: String = ""
    ) {
        (self.id, self.contract, self.because) = (id, contract, because)
        (self.fix, self.allowed, self.forbidden) = (fix, allowed, forbidden)
    }
}

/// How far a rule looks.
package enum Range: String, CaseIterable, Sendable {
    /// Single imports.
    case direct
    /// Chains of any length.
    case transitive
}

/// What a rule demands.
package enum Contract: Sendable {
    /// Modules stand in layers, highest first, and nothing leads up.
    case layers(Layers)
    /// No way leads from one to the other; a direct rule looks at single imports.
    case forbidden(from: [Selector], to: [Selector], range: Range = .transitive)
    /// No way leads from one group to another.
    case independent(_ groups: [Grouping], except: [Selector] = [])
    /// These import nothing in scope but what is listed; of the toolchain, where `toolchain` is
    /// given, only those whole and those in `scoped` piece by piece (`import func M.x`).
    case only(
        _ modules: [Selector], mayImport: [Selector], toolchain: [String]? = nil,
        scoped: [String] = [])
    /// Nobody else uses these.
    case protected(_ modules: [Selector], importers: [Selector])
    /// From outside a group only its door is used, and only by those listed; who stands
    /// alongside belongs to the group.
    case door(
        of: [Selector], alongside: [Selector], through: [Selector], usedBy: [Selector])
    /// Groups do not use each other in a ring.
    case acyclic(_ groups: [Grouping])

    /// Layers from the highest down, and how strictly they are taken.
    package struct Layers: Sendable {
        var layers: [[Selector]]
        var range = Range.transitive
        /// A layer uses only itself and the one right below it.
        var isClosed = false
        /// Modules of one layer do not use each other.
        var keepsSiblingsApart = false
        /// Whether every module but tests has to stand in a layer.
        var isExhaustive = false
        /// Modules that have to stand in a layer in any case.
        var placed: [Selector] = []
    }

    /// Every pattern in it: one that matches nothing is a mistake.
    var selectors: [Selector] {
        switch self {
        case .layers(let layers): layers.layers.flatMap(\.self) + layers.placed
        case .forbidden(let from, let to, _): from + to
        case .independent(let groups, let except): groups.flatMap(\.selectors) + except
        case .only(let modules, let mayImport, _, _): modules + mayImport
        case .protected(let modules, let importers): modules + importers
        case .door(let of, let alongside, let through, let usedBy):
            of + alongside + through + usedBy
        case .acyclic(let groups): groups.flatMap(\.selectors)
        }
    }
}

/// Patterns that make groups of modules: one group for each value of their variables.
package struct Grouping: Sendable {
    let selectors: [Selector]
    /// Without a variable every module is a group of its own, unless they were listed together.
    let isOneGroup: Bool

    /// Groups by patterns.
    package init(_ selectors: [Selector], isOneGroup: Bool = false) {
        (self.selectors, self.isOneGroup) = (selectors, isOneGroup)
    }

    /// For each module the name of its group; nil outside of all.
    static func names(_ groupings: [Grouping], _ graph: ModuleGraph) -> [String?] {
        graph.modules.map { module in
            for (number, grouping) in groupings.enumerated() {
                guard let bound = grouping.selectors.bindings(module) else { continue }
                if let value = bound.min(by: { $0.key < $1.key })?.value {
                    return String(decoding: value, as: UTF8.self)
                }
                guard grouping.isOneGroup else { return module.name }
                return grouping.selectors.first?.text ?? "group \(number + 1)"
            }
            return nil
        }
    }
}
