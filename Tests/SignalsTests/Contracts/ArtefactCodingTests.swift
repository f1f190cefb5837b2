import Events
import SignalsContracts
import Testing

@Suite struct `Artefacts as stored` {
    static let report = SignalsIdentity.report(
        team: .first, epoch: 1, founder: signal, generation: 1)
    static let signal = SignalsIdentity.signal(team: .first, epoch: 1, key: "k1")

    static let samples: [(Artefact, String)] = [
        (
            .safetyJudgment(SafetyJudgment(choice: true, explanation: "plain")),
            #"{"content":{"choice":true,"explanation":"plain"},"type":"safety_judgment"}"#
        ),
        (
            .relatedTo(report),
            #"{"content":{"report_id":"\#(report)"},"type":"related_to"}"#
        ),
        (
            .actionabilityJudgment(
                ActionabilityJudgment(
                    actionability: .immediatelyActionable, explanation: "found",
                    alreadyAddressed: true)),
            #"{"content":{"actionability":"immediately_actionable","already_addressed":true,"#
                + #""explanation":"found"},"type":"actionability_judgment"}"#
        ),
        (
            .priorityJudgment(PriorityJudgment(priority: .p1, explanation: "many")),
            #"{"content":{"explanation":"many","priority":"P1"},"type":"priority_judgment"}"#
        ),
    ]

    @Test(arguments: samples)
    func `have a type and a content`(artefact: Artefact, text: String) throws {
        let stored = try JSONCoding.encode(artefact)
        #expect(String(decoding: stored, as: UTF8.self) == text)
        #expect(try JSONCoding.decode(Artefact.self, from: stored) == artefact)
    }

    @Test func `match metadata says which kind of match it was`() throws {
        let new = MatchMetadata.new(NewMatch(reason: "first of its kind"))
        let existing = MatchMetadata.existing(
            ExistingMatch(parentSignalID: Self.signal, matchQuery: "csv", reason: "same export"))
        for metadata in [new, existing] {
            let stored = try JSONCoding.encode(metadata)
            #expect(try JSONCoding.decode(MatchMetadata.self, from: stored) == metadata)
        }
        #expect(String(decoding: try JSONCoding.encode(new), as: UTF8.self).contains("\"new\""))
    }
}
