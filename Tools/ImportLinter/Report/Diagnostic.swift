/// How much a finding weighs.
package enum Severity: String, Sendable {
    case error, warning, info
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
    package let what: String
    /// The shortest way, for a rule about reaching.
    package var chain: [Hop] = []
    /// Other ways as short.
    package var otherChains = 0
    /// What to do.
    package let fix: String
    /// Whose module it is.
    package var owner = ""

    /// A finding at a place.
    package init(
        _ rule: String, _ severity: Severity = .error, at place: Place, _ what: String, fix: String
    ) {
        (self.rule, self.severity, self.place) = (rule, severity, place)
        (self.what, self.fix) = (what, fix)
    }

    /// About the same edge, as seen from another place.
    func isLike(_ other: Diagnostic) -> Bool {
        rule == other.rule && severity == other.severity && from == other.from && to == other.to
            && !from.isEmpty && !to.isEmpty
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
}
