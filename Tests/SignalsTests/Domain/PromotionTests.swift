import Events
import SignalsContracts
import SignalsDomain
import TestSupport
import Testing

@Suite struct `Promoting a report` {
    let opened = ReportFact.opened(Sample.opened())

    @Test func `S17: 0 point 999 is not enough`() throws {
        let weight = Weight(thousandths: 999)
        try given(ReportDecider.self, opened)
            .when(Sample.add("a", weight)).then(Sample.added("a", weight))
    }

    @Test func `S17: one signal of full weight is enough`() throws {
        try given(ReportDecider.self, opened)
            .when(Sample.add("a", .full))
            .then(Sample.added("a", .full), Sample.promoted(1, .full))
    }

    @Test func `S17: two signals of 0 point 6 weigh 1 point 2`() throws {
        try given(ReportDecider.self, opened, Sample.added("a", .tenths(6)))
            .when(Sample.add("b", .tenths(6)))
            .then(Sample.added("b", .tenths(6)), Sample.promoted(2, .tenths(12)))
    }

    @Test func `S17: ten signals of a tenth are exactly enough`() throws {
        let nine = (1...9).map { Sample.added("s\($0)", .tenths(1)) }
        let before = [opened] + nine
        #expect(ReportDecider.state(after: before).standing.totalWeight == .tenths(9))
        try given(ReportDecider.self, before)
            .when(Sample.add("s10", .tenths(1)))
            .then(Sample.added("s10", .tenths(1)), Sample.promoted(10, .full))
    }

    @Test func `S17: weight alone is not enough before the count is reached`() throws {
        let snoozed =
            Sample.facts(to: .ready) + [.snoozed(ReportSnoozed(signals: 9)), Sample.added("b")]
        #expect(ReportDecider.state(after: snoozed).standing.signalsAtRun == 10)
        try given(ReportDecider.self, snoozed)
            .when(Sample.add("c", .full)).then(Sample.added("c", .full))
    }

    @Test func `S18: a candidate counts a signal and nothing else changes`() throws {
        let candidate = Sample.facts(to: .candidate)
        let decision = given(ReportDecider.self, candidate).when(Sample.add("b"))
        try decision.then(Sample.added("b"))
        let (before, after) = (
            ReportDecider.state(after: candidate).standing, try decision.state().standing
        )
        #expect(after.signalCount == before.signalCount + 1)
        #expect((after.status, after.runCount) == (before.status, before.runCount))
    }

    @Test func `S18: a candidate is promoted again without an event`() throws {
        try given(ReportDecider.self, Sample.facts(to: .candidate)).when(.promote).then()
    }

    /// The signals that made a ready report a candidate again, counted up to a number.
    static func reresearched(upTo last: Int) throws -> [Int] {
        var facts = Sample.facts(to: .ready)
        var counts: [Int] = []
        for count in 2...last {
            let state = ReportDecider.state(after: facts)
            let new = try ReportDecider.decide(Sample.add("s\(count)"), state)
            facts += new
            guard new.count > 1 else { continue }
            counts.append(count)
            facts += [Sample.started, Sample.ready]
        }
        return counts
    }

    @Test func `S18: a ready report is researched again each three signals up to the tenth`() throws
    {
        #expect(try Self.reresearched(upTo: 11) == [4, 7, 10])
    }

    @Test func `S18: beyond that at 20, 40 and 80 signals`() throws {
        #expect(try Self.reresearched(upTo: 90) == [4, 7, 10, 20, 40, 80])
    }

    @Test func `a signal that is there already is not counted again`() throws {
        try given(ReportDecider.self, opened, Sample.added("a")).when(Sample.add("a")).then()
    }

    @Test(arguments: [ReportStatus.pendingInput, .failed, .suppressed])
    func `a report that waits for somebody only counts`(status: ReportStatus) throws {
        try given(ReportDecider.self, Sample.facts(to: status))
            .when(Sample.add("b", .full)).then(Sample.added("b", .full))
    }

    @Test(arguments: [ReportStatus.resolved, .deleted])
    func `a report that is over takes no signal`(status: ReportStatus) throws {
        try given(ReportDecider.self, Sample.facts(to: status))
            .when(Sample.add("b", .full)).thenRefuses(.reportGone(Sample.report()))
    }

    @Test func `weight counts anew after research found nothing`() throws {
        let reset = Sample.facts(to: .inProgress) + [.reset(ReportReset(reason: "only praise"))]
        let standing = ReportDecider.state(after: reset).standing
        #expect(standing.totalWeight == .zero)
        #expect(standing.signalCount == 1)
        #expect(standing.error == "Not actionable: only praise")
    }
}
