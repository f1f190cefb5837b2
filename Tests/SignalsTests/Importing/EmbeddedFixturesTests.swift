import Foundation
import Testing

@Suite struct `The embedded texts` {
    let records: EmbeddedRecords

    init() throws { records = try EmbeddedRecords() }

    @Test func `are thirty tickets and sixty-one issues`() {
        #expect(records.tickets.map(\.id) == (1...30).map { String(format: "%05d", $0) })
        #expect(records.gitHub.count == 41)
        #expect(records.linear.count == 20)
    }

    @Test func `have one line of truth a record, in the order of the files`() {
        #expect(records.truth.map(\.id) == records.texts.map(\.id))
        #expect(Set(records.truth.map(\.id)).count == 91)
    }

    @Test func `are all different, none blank, none near the limit of a description`() {
        #expect(Set(records.texts.map(\.text)).count == 91)
        for (id, text) in records.texts {
            #expect(text.utf8.count > 20 && text.utf8.count < 4_000, "\(id)")
        }
    }

    @Test func `carry tags and labels as the JSON text of a list`() throws {
        for tags in records.tickets.map(\.tags) {
            _ = try JSONDecoder().decode([String].self, from: Data(tags.utf8))
        }
        for labels in records.gitHub.map(\.labels) + records.linear.map(\.labels) {
            _ = try JSONDecoder().decode([LabelRecord].self, from: Data(labels.utf8))
        }
    }

    @Test func `were written between March and June 2026, oldest first in each file`() {
        let files = [
            records.tickets.map(\.created_at), records.gitHub.map(\.created_at),
            records.linear.map(\.created_at),
        ]
        for times in files {
            #expect(times == times.sorted())
            #expect(times.allSatisfy { $0 >= "2026-03-01" && $0 < "2026-07-01" })
        }
    }
}

@Suite struct `The tickets among the embedded texts` {
    let records: EmbeddedRecords

    init() throws { records = try EmbeddedRecords() }

    @Test func `hold five groups of two to four`() {
        let sizes = records.groups(of: "zendesk").values.sorted()
        #expect(sizes == [2, 3, 3, 3, 4])
    }

    @Test(arguments: ["refund the", "thank you", "billing address", "automatic reply"])
    func `hold one that nobody can act on`(words: String) {
        #expect(records.notActionable("zendesk").count { $0.contains(words) } == 1)
    }

    @Test func `name no component in the last four`() {
        let components: Set<Substring> = [
            "api", "app", "billing", "booking", "calendar", "camera", "contract", "csv",
            "dashboard",
            "deposit", "export", "hand", "invoice", "label", "login", "mobile", "pdf", "printer",
            "quote", "report", "scanner", "search", "sms", "sso", "sync", "webhook", "yard",
        ]
        for ticket in records.tickets.suffix(4) {
            let text = "\(ticket.subject) \(ticket.description)".lowercased()
            let words = Set(text.split { !$0.isLetter })
            #expect(words.isDisjoint(with: components), "\(ticket.id)")
        }
    }

    @Test func `are open, so that none is skipped for its status`() {
        #expect(records.tickets.allSatisfy { !["solved", "closed"].contains($0.status) })
    }
}

@Suite struct `The issues among the embedded texts` {
    let records: EmbeddedRecords

    init() throws { records = try EmbeddedRecords() }

    @Test func `hold six groups on GitHub and three on Linear`() {
        #expect(records.groups(of: "github").values.sorted() == [2, 3, 4, 4, 4, 4])
        #expect(records.groups(of: "linear").values.sorted() == [3, 3, 3])
    }

    @Test func `share one group with the tickets`() {
        let tickets = Set(records.groups(of: "zendesk").keys)
        let shared = records.truth.filter { !$0.id.hasPrefix("zendesk") }.map(\.group)
            .filter(tickets.contains)
        #expect(Set(shared) == ["export-truncated-rows"])
    }

    @Test(arguments: ["bump date-grid", "duplicate of #", "release 2026.16 checklist"])
    func `hold one on GitHub that nobody can act on`(words: String) {
        #expect(records.notActionable("github").count { $0.contains(words) } == 1)
    }

    @Test(arguments: ["checklist before", "stand-up", "on-call", "rotate the", "same as"])
    func `hold one on Linear that nobody can act on`(words: String) {
        #expect(records.notActionable("linear").count { $0.contains(words) } == 1)
    }

    @Test func `hold one without a body and one that is closed`() {
        #expect(records.gitHub.filter(\.body.isEmpty).map(\.id) == ["40017"])
        #expect(records.gitHub.filter { $0.state != "open" }.map(\.id) == ["40031"])
    }

    @Test func `hold none on Linear that is completed or canceled`() {
        let settled = records.linear.filter { ["completed", "canceled"].contains($0.state.type) }
        #expect(settled.isEmpty)
    }
}
