/// How much a finding weighs.
package enum Severity: String, Comparable, CaseIterable, Sendable {
    case error, warning, info

    /// The lighter one is less.
    package static func < (left: Severity, right: Severity) -> Bool {
        let order: [Severity] = [.info, .warning, .error]
        return order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
    }
}

/// One finding: where, which rule, what, why, and the way out.
package struct Diagnostic: Equatable, Sendable {
    /// Which rule or check found it.
    package let rule: String
    /// How much it weighs.
    package var severity: Severity
    /// Where it is caused.
    package let place: Place
    /// The module that uses; empty where no edge is meant.
    package var from = ""
    /// The module that is used.
    package var to = ""
    /// The code in question, on one line.
    package var code = ""
    /// What is wrong, as a sentence.
    package var what: String
    /// The shortest way, for a rule about reaching.
    package var chain: [Hop] = []
    /// Other ways as short.
    package var otherChains = 0
    /// What to do.
    package let fix: String
    /// Whose module it is.
    package var owner = ""
    /// Whether `--fix` does it.
    package var isAutomatic = false
    /// Whether the revision that the package is compared with did not have it.
    package var isNew = false

    /// A finding at a place.
    package init(
        _ rule: String, _ severity: Severity = .error, at place: Place, _ what: String, fix: String
    ) {
        (self.rule, self.severity, self.place) = (rule, severity, place)
        (self.what, self.fix) = (what, fix)
    }

    /// The edge that an exception would name: of a chain its first step.
    package var edge: (from: String, to: String) {
        chain.count > 2 ? (chain[0].module, chain[1].module) : (from, to)
    }

    /// Names the edge that is meant.
    func about(_ from: Module, _ to: String, _ statement: ImportStatement? = nil) -> Diagnostic {
        var copy = self
        (copy.from, copy.to, copy.owner) = (from.name, to, from.owner)
        copy.code = statement?.text ?? ""
        return copy
    }

    /// By place, then rule, then edge.
    static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.place != right.place { return left.place < right.place }
        return (left.rule, left.from, left.to, left.what)
            < (right.rule, right.from, right.to, right.what)
    }
}

extension Array<Diagnostic> {
    /// In the order in which they are shown.
    package var inOrder: [Diagnostic] { sorted(by: Diagnostic.precedes) }

    /// New ones first, then by severity, else in the order in which they are.
    var weightiestFirst: [Diagnostic] {
        let order: [Severity] = [.error, .warning, .info]
        return [true, false].flatMap { isNew in
            order.flatMap { severity in
                filter { $0.isNew == isNew && $0.severity == severity }
            }
        }
    }
}
