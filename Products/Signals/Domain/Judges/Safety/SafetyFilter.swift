import SignalsContracts

/// The offline safety filter: rules for five kinds of attack; talk about attacks is safe.
package enum SafetyFilter {
    /// Judges one text.
    package static func judge(_ text: String) -> SafetyFilterStep.Answer {
        let read = ReadText(String(text.unicodeScalars.prefix(scalarsMax)))
        return threat(in: read).map { .unsafe($0) } ?? .safe
    }

    static func threat(in text: ReadText) -> Threat? {
        HiddenRule.threat(in: text) ?? EncodedRule.threat(in: text)
            ?? ExecutionRule.threat(in: text) ?? ExfiltrationRule.threat(in: text)
            ?? OverrideRule.threat(in: text)
    }

    /// More than any description holds: 8,000 tokens of four bytes.
    private static let scalarsMax = 32_000
}

/// The offline judge of whole reports: the filter over each signal and over their texts together.
package enum ReportSafety {
    package static func judge(_ question: ReportSafetyStep.Question) -> ReportSafetyStep.Answer {
        for (index, signal) in question.signals.enumerated() {
            if case .unsafe(let threat) = SafetyFilter.judge(signal.text) {
                return unsafe(threat, "signal \(index + 1)")
            }
        }
        for window in windows(question.signals.map(\.text)) {
            if case .unsafe(let threat) = SafetyFilter.judge(window) {
                return unsafe(threat, "signals read together")
            }
        }
        return .init(choice: true, explanation: "No rule objects to any signal or to all of them.")
    }

    private static func unsafe(_ threat: Threat, _ place: String) -> ReportSafetyStep.Answer {
        .init(
            choice: false,
            explanation: "\(threat.type.rawValue) in \(place): \(threat.explanation): "
                + "\"\(threat.fragment.prefix(fragmentCharactersMax))\"")
    }

    /// Neighbours joined with and without a space: an instruction may be cut inside a word.
    private static func windows(_ texts: [String]) -> [String] {
        guard texts.count > 1 else { return [] }
        let trimmed = texts.map(Self.trimmed)
        return zip(trimmed, trimmed.dropFirst()).flatMap { [$0 + " " + $1, $0 + $1] }
            + [trimmed.joined(separator: " ")]
    }

    /// Without what marks the parts of a split text at its ends: dots, `(1/2)`, `part 2`.
    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let last = text.last, endings.contains(last) || last.isWhitespace {
            text = text.dropLast()
        }
        while let first = text.first, endings.contains(first) || first.isWhitespace {
            text = text.dropFirst()
        }
        return String(text)
    }

    private static let endings: Set<Character> = [
        ".", "…", "-", "–", "—", "\"", "'", ",", ":", "\\",
    ]
    private static let fragmentCharactersMax = 200
}
