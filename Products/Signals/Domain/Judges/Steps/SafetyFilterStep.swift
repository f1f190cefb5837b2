/// Asks whether a text is safe to show to judges and agents that follow instructions.
package enum SafetyFilterStep: JudgeStep {
    package struct Question: Codable, Sendable {
        /// Product and type, `zendesk/ticket`.
        package let source: String
        package let text: String

        package init(source: String, text: String) {
            (self.source, self.text) = (source, text)
        }
    }

    package enum Answer: Sendable, Equatable {
        case safe
        case unsafe(Threat)
    }

    package static let name = StepName.safetyFilter

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        guard case .unsafe(let threat) = answer else { return }
        if AnswerCheck.isBlank(threat.explanation) {
            throw InvalidAnswer(name, "an unsafe text needs an explanation")
        }
        // A provider that refuses to read a text does not say where.
        if threat.type == .providerSafetyFilter, threat.fragment.isEmpty { return }
        guard AnswerCheck.occurs(threat.fragment, in: question.text) else {
            throw InvalidAnswer(name, "the fragment does not occur in the text; quote it exactly")
        }
    }

    /// A text that a provider does not even answer about is not shown to anybody else.
    package static func answerOfSilence(to question: Question) -> Answer? {
        .unsafe(
            Threat(
                type: .providerSafetyFilter, fragment: "",
                explanation: "the provider gave no answer about the text"))
    }
}

/// Why a text is unsafe, with the words that make it so.
package struct Threat: Codable, Sendable, Equatable {
    package let type: ThreatType
    /// Quoted from the text as it stands there.
    package let fragment: String
    package let explanation: String

    package init(type: ThreatType, fragment: String, explanation: String) {
        (self.type, self.fragment, self.explanation) = (type, fragment, explanation)
    }
}

/// Kinds of attack that a text may carry.
package enum ThreatType: String, CaseIterable, Codable, Sendable {
    case instructionOverride = "instruction_override"
    case hiddenInstructions = "hidden_instructions"
    case encodedPayload = "encoded_payload"
    case secretExfiltration = "secret_exfiltration"
    case remoteCodeExecution = "remote_code_execution"
    /// Only remote judges answer this: their provider refused to read the text.
    case providerSafetyFilter = "provider_safety_filter"
}

extension SafetyFilterStep.Answer: Codable {
    private enum Key: String, CodingKey {
        case safe, fragment, explanation
        case threatType = "threat_type"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if try values.decode(Bool.self, forKey: .safe) {
            self = .safe
            return
        }
        self = .unsafe(
            Threat(
                type: try values.decode(ThreatType.self, forKey: .threatType),
                fragment: try values.decode(String.self, forKey: .fragment),
                explanation: try values.decode(String.self, forKey: .explanation)))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .safe: try values.encode(true, forKey: .safe)
        case .unsafe(let threat):
            try values.encode(false, forKey: .safe)
            try values.encode(threat.type, forKey: .threatType)
            try values.encode(threat.fragment, forKey: .fragment)
            try values.encode(threat.explanation, forKey: .explanation)
        }
    }
}
