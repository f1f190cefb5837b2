import SignalsDomain
import Testing

@Suite struct `The actionability filter` {
    @Test(arguments: [
        "Please change our billing address\nWe moved to Harbour Street 4, invoices should go there.",
        "Refund please\nI would like my money back for March.",
        "Thank you!\nYour support was wonderful.",
        "Automatic reply: Totals\nI am out of office until Monday.",
        "Bump left-pad from 1.2.0 to 1.3.0",
        "Colours\nSame as WEB-388.",
        "Duplicate of #41",
        "Release checklist\n- [ ] tag\n- [ ] notes\n- [x] build",
        "Stand-up notes\nYesterday: reviews. Today: more reviews.",
        "On-call note: quiet night, nothing to hand over",
        "Rotate the signing keys of the mail service",
        "Increase your traffic with our SEO services",
    ])
    func `drops what asks for no change of the product`(text: String) {
        let answer = judge(text)
        #expect(!answer.actionable)
        #expect(!answer.reason.isEmpty)
    }

    @Test(arguments: [
        "The billing address form fails with an error when I save it",
        "Refund button does nothing",
        "Thanks for the new chart, but it crashes on my phone",
        "Please add a dark theme",
        "Keys are not rotated after 90 days although the setting is on",
        "Something",
    ])
    func `lets defects, wishes and what is in doubt pass`(text: String) {
        #expect(judge(text).actionable)
    }

    @Test func `turns its default round where the source says so`() {
        let question = ActionabilityFilterStep.Question(
            source: "linear/issue", text: "Something", defaultNotActionable: true)
        #expect(!ActionabilityFilter.judge(question).actionable)
    }

    @Test func `follows the team's guidance before its own rules`() {
        let steering = "Ignore tickets about the beta portal. Always keep refunds."
        #expect(!judge("The beta portal crashes", steering: steering).actionable)
        #expect(judge("Refunds, please", steering: steering).actionable)
        #expect(judge("The portal crashes", steering: steering).actionable)
    }

    private func judge(
        _ text: String, steering: String? = nil
    ) -> ActionabilityFilterStep.Answer {
        ActionabilityFilter.judge(
            .init(source: "zendesk/ticket", text: text, steering: steering))
    }
}
