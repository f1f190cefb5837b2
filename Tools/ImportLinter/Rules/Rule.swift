/// A sentence about which modules may use which, with its reason and the way out.
package struct Rule: Sendable {
    /// Its name, in kebab case.
    package let id: String
    let contract: Contract
    /// Why it holds, as a clause.
    let because: String
    /// What to do instead.
    let fix: String
    /// An edge that it lets pass and one that it reports; tried at each start.
    let allowed: String
    let forbidden: String

    /// A rule; the examples are `From -> To`.
    package init(
        _ id: String, _ contract: Contract, because: String, fix: String, allowed: String,
        forbidden: String
    ) {
        (self.id, self.contract, self.because) = (id, contract, because)
        (self.fix, self.allowed, self.forbidden) = (fix, allowed, forbidden)
    }
}

/// What a rule demands.
package enum Contract: Sendable {
    /// No way leads from one to the other, however long.
    case forbidden(from: [Selector], to: [Selector])
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

    /// Every pattern in it: one that matches nothing is a mistake.
    var selectors: [Selector] {
        switch self {
        case .forbidden(let from, let to): from + to
        case .only(let modules, let mayImport, _, _): modules + mayImport
        case .protected(let modules, let importers): modules + importers
        case .door(let of, let alongside, let through, let usedBy):
            of + alongside + through + usedBy
        }
    }
}
