import Foundation
import Testing

@Suite struct `The grouping set` {
    let texts: [GroupingText]

    init() throws { texts = try TextSets.grouping() }

    @Test func `has 111 different signals in 48 groups`() {
        #expect(texts.map(\.id) == (1...111).map { "g" + String(format: "%03d", $0) })
        #expect(Set(texts.map(\.description)).count == 111)
        #expect(Set(texts.map(\.group)).count == 48)
    }

    @Test func `has 24 malicious ones, at least four of each threat type`() {
        let malicious = Dictionary(grouping: texts.filter { !$0.safe }, by: \.style)
        #expect(malicious.values.map(\.count).reduce(0, +) == 24)
        #expect(
            Set(malicious.keys) == [
                "instruction_override", "hidden_instructions", "encoded_payload",
                "secret_exfiltration", "remote_code_execution",
            ])
        #expect(malicious.values.allSatisfy { $0.count >= 4 })
    }

    @Test func `names no threat type as the style of a safe signal`() {
        let threats = Set(texts.filter { !$0.safe }.map(\.style))
        #expect(threats.isDisjoint(with: texts.filter(\.safe).map(\.style)))
    }

    @Test func `has single signals and groups of several sources`() {
        let groups = Dictionary(grouping: texts.filter(\.safe), by: \.group).values
        #expect(groups.count { $0.count == 1 } == 13)
        #expect(groups.count { Set($0.map(\.product)).count > 1 } >= 20)
        #expect(groups.map(\.count).max() == 6)
    }

    @Test(arguments: [
        ("transfer-makes-stock-negative", "fuel-stock-rounded", "stock"),
        ("reset-link-expired-at-once", "reset-mail-in-spam", "reset"),
        ("contract-last-page-missing", "contract-pdf-boxes-for-letters", "contract"),
        ("ios-push-not-arriving", "push-badge-wrong", "push"),
        ("import-creates-duplicates", "import-day-month-swapped", "import"),
        ("overdue-mail-every-hour", "overdue-mail-wrong-name", "overdue"),
        ("assistant-quotes-old-prices", "assistant-too-wordy", "assistant"),
    ])
    func `has near misses: the same component, another fault`(
        group: String, miss: String, component: String
    ) {
        for name in [group, miss] {
            let members = texts.filter { $0.group == name }
            #expect(members.contains { $0.description.lowercased().contains(component) })
        }
    }

    @Test func `hides half of the malicious texts in groups that safe signals have too`() {
        let safe = Set(texts.filter(\.safe).map(\.group))
        #expect(texts.count { !$0.safe && safe.contains($0.group) } == 14)
    }

    @Test func `keeps every description within the limit`() {
        #expect(texts.allSatisfy { !$0.description.isEmpty && $0.description.utf8.count < 4_000 })
    }
}

@Suite struct `The benign set` {
    let texts: [BenignText]

    init() throws { texts = try TextSets.benign() }

    @Test func `has at least 200 different texts, ids in order`() {
        #expect(texts.count >= 200)
        #expect(texts.map(\.id) == texts.indices.map { "b" + String(format: "%03d", $0 + 1) })
        #expect(Set(texts.map(\.text)).count == texts.count)
        #expect(texts.allSatisfy { !$0.text.isEmpty && $0.text.utf8.count < 4_000 })
    }

    @Test(arguments: [
        "prompt injection", "ignore all previous instructions", "base64", "| sudo sh", "vulnerab",
        "eyJhbGciOi", "rot13", "<!--", "content-security-policy", "password", "shell",
    ])
    func `is hard: it speaks of what attacks are made of`(words: String) {
        #expect(texts.contains { $0.text.localizedCaseInsensitiveContains(words) })
    }

    @Test func `uses invisible characters where scripts, emoji and tables need them`() {
        let invisible: Set<Unicode.Scalar> = [
            "\u{200B}", "\u{200C}", "\u{200D}", "\u{200F}", "\u{FEFF}",
        ]
        let used = Set(texts.flatMap(\.text.unicodeScalars)).intersection(invisible)
        #expect(used == invisible)
    }
}
