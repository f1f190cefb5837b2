/// Hands out the `allow` directives of a file and notes which were needed.
struct WaiverDesk {
    private struct Waiver {
        let rule: String
        let rules: [String]
        let reason: String?
        let placed: PlacedDirective
        var isUsed = false
    }

    private var waivers: [Waiver]
    private let unknown: [PlacedDirective]
    /// What was waived, and why.
    private(set) var used: [String] = []

    init(_ directives: [PlacedDirective]) {
        waivers = directives.compactMap { placed in
            guard case .allow(let rule, let reason) = placed.directive else { return nil }
            return Waiver(
                rule: rule, rules: RiskRule.meant(by: rule), reason: reason, placed: placed)
        }
        unknown = directives.filter { placed in
            if case .unknown = placed.directive { true } else { false }
        }
    }

    /// Marks what the directive in front of a statement allows.
    mutating func waive(_ verdicts: [Verdict], _ operation: Operation) -> [Verdict] {
        verdicts.map { verdict in
            var verdict = verdict
            for index in waivers.indices
            where waivers[index].placed.statement == operation.statement {
                guard waivers[index].rules.contains(verdict.rule), verdict.score > 0,
                    let reason = waivers[index].reason
                else { continue }
                verdict.waived = reason
                waivers[index].isUsed = true
                let what = "#\(operation.number) \(operation.kind): \(verdict.rule)"
                used.append("\(what) is allowed because \(reason)")
            }
            return verdict
        }
    }

    /// Directives that do nothing, or do it without a reason.
    var remarks: [Remark] {
        waivers.compactMap { waiver in
            let line = waiver.placed.line
            if waiver.rules.isEmpty {
                return Remark(
                    rule: "unused-allow", level: .review,
                    text: "line \(line) allows \(waiver.rule): there is no such rule", line: line)
            }
            if waiver.reason == nil {
                return Remark(
                    rule: "allow-without-reason", level: .blocked,
                    text: "line \(line) allows \(waiver.rule) without a reason: say `because …`",
                    line: line)
            }
            guard !waiver.isUsed else { return nil }
            return Remark(
                rule: "unused-allow", level: .review,
                text: "line \(line) allows \(waiver.rule), and nothing needs it: take it out",
                line: line)
        }
            + unknown.map { placed in
                Remark(
                    rule: "unknown-directive", level: .review,
                    text: "line \(placed.line): nobody knows this directive", line: placed.line)
            }
    }
}
