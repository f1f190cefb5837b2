import Events
import SignalsContracts
import SignalsDomain
import TestSupport
import Testing

@Suite struct `Regrouping reports` {
    let a = Sample.report("a")
    let b = Sample.report("b")

    @Test func `a merge counts all signals in the target, once`() throws {
        let first: [ReportFact] = [
            .opened(Sample.opened("a")), Sample.added("a", .tenths(3)),
            Sample.added("a2", .tenths(4)),
        ]
        let decision = given(ReportDecider.self, first).when(.merge(into: b))
        let merger = ReportMerged(from: a, into: b, signalCount: 2, totalWeight: .tenths(7))
        try decision.then(.merged(merger))
        let gone = try decision.state()
        #expect(gone.standing.status == .deleted)
        #expect(gone.standing.mergedInto == b)
        try given(ReportDecider.self, first + [.merged(merger)]).when(.merge(into: b)).then()

        let second: [ReportFact] = [
            .opened(Sample.opened("b")), Sample.added("b", .tenths(3)),
        ]
        try given(ReportDecider.self, second).when(.absorb(merger))
            .then(.merged(merger), Sample.promoted(3, .full))
        var state = try given(ReportDecider.self, second).when(.absorb(merger)).state()
        state.absorb(gone)
        #expect(state.standing.signalCount == 3)
        #expect(state.standing.totalWeight == .full)
        #expect(state.members.count == 3)
    }

    @Test func `a split takes the weight of its signals along`() throws {
        let facts: [ReportFact] = [
            .opened(Sample.opened("a")), Sample.added("a", .tenths(3)),
            Sample.added("b", .tenths(4)), Sample.added("c", .tenths(5)),
        ]
        let state = try given(ReportDecider.self, facts)
            .when(.split([Sample.signal("b"), Sample.signal("c")], into: b)).state()
        #expect(state.standing.signalCount == 1)
        #expect(state.standing.totalWeight == .tenths(3))
        #expect(state.movedTo[Sample.signal("c")] == b)
        #expect(state.member(Sample.signal("a"))?.weight == .tenths(3))
    }

    @Test func `weight from before a reset is not taken away twice`() throws {
        let facts =
            Sample.facts(to: .inProgress)
            + [.reset(ReportReset(reason: "noise")), Sample.added("b", .tenths(4))]
        let state = try given(ReportDecider.self, facts)
            .when(.split([Sample.signal("a")], into: b)).state()
        #expect(state.standing.totalWeight == .tenths(4))
        #expect(state.standing.signalCount == 1)
    }

    @Test func `a split needs signals of the report and leaves one behind`() throws {
        let facts: [ReportFact] = [.opened(Sample.opened("a")), Sample.added("a")]
        try given(ReportDecider.self, facts)
            .when(.split([Sample.signal("x")], into: b))
            .thenRefuses(
                .signalElsewhere(
                    Sample.signal("x"), is: "elsewhere", needed: "in report \(a)"))
        guard
            case .failure(.invalidArgument("signals", _)) = given(ReportDecider.self, facts)
                .when(.split([Sample.signal("a")], into: b)).outcome
        else {
            Issue.record("a split that takes everything was not refused")
            return
        }
    }

    @Test func `a released report gives its signals back with a new generation`() {
        var signal = SignalDecider.state(after: [
            .accepted(Sample.accepted("a")), .cleared(SignalCleared()),
            .assigned(
                SignalAssigned(
                    reportID: a, isNew: true, promoted: false, generation: 1,
                    matchMetadata: .new(NewMatch(reason: "first")))),
        ])
        signal.follow(.released, of: a)
        #expect(signal.place == .inFlight(.grouping))
        #expect(signal.generation == 2)
    }
}

@Suite struct `What a signal does that matches a dismissed report` {
    static func dismissed(_ reason: DismissalReason, duplicateOf: ReportID? = nil) -> Recurrence {
        let facts =
            Sample.facts(to: .ready) + [
                .suppressed(
                    ReportSuppressed(
                        reason: reason, origin: .user, note: "", duplicateOf: duplicateOf))
            ]
        return Recurrence(matching: ReportDecider.state(after: facts).standing)
    }

    @Test func `it opens a report with the old title when it had been fixed`() {
        #expect(Self.dismissed(.alreadyFixed) == .continueIn(title: "t"))
        let resolved = ReportDecider.state(after: Sample.facts(to: .resolved)).standing
        #expect(Recurrence(matching: resolved) == .continueIn(title: "t"))
    }

    @Test func `it opens a report of its own when the old one was too broad`() {
        #expect(Self.dismissed(.tooBroad) == .openAnother)
    }

    @Test func `it joins the report of which the old one is a duplicate`() {
        let other = Sample.report("b")
        #expect(Self.dismissed(.duplicate, duplicateOf: other) == .follow(other))
    }

    @Test(arguments: [DismissalReason.notABug, .wontFix, .notUseful, .spam, .other])
    func `it is counted and nothing else for every other reason`(reason: DismissalReason) {
        #expect(Self.dismissed(reason) == .join)
    }

    @Test func `ten signals later the report is marked as recurring`() {
        let nine = Sample.facts(to: .suppressed) + (1...9).map { Sample.added("n\($0)") }
        #expect(!ReportDecider.state(after: nine).standing.isRecurring)
        let ten = ReportDecider.state(after: nine + [Sample.added("n10")]).standing
        #expect(ten.isRecurring)
        #expect(ten.status == .suppressed)
    }

    @Test func `it follows a merge and is matched again after a deletion`() {
        let merged =
            Sample.facts(to: .ready) + [
                .merged(
                    ReportMerged(
                        from: Sample.report(), into: Sample.report("b"), signalCount: 1,
                        totalWeight: .full))
            ]
        let state = ReportDecider.state(after: merged).standing
        #expect(Recurrence(matching: state) == .follow(Sample.report("b")))
        let deleted = ReportDecider.state(after: Sample.facts(to: .deleted)).standing
        #expect(Recurrence(matching: deleted) == .matchAgain)
    }
}
