import Events
import SignalsContracts
import SignalsDomain
import TestSupport
import Testing

@Suite struct `The status machine of a report` {
    /// Every pair of statuses between which a step is listed, without the steps to deleted.
    static let listed: Set<[ReportStatus]> = [
        [.potential, .candidate], [.ready, .candidate], [.candidate, .inProgress],
        [.inProgress, .ready], [.inProgress, .pendingInput], [.inProgress, .potential],
        [.inProgress, .candidate], [.candidate, .failed], [.inProgress, .failed],
        [.pendingInput, .failed], [.ready, .failed], [.failed, .candidate],
        [.pendingInput, .candidate], [.ready, .potential], [.pendingInput, .potential],
        [.failed, .potential], [.suppressed, .potential], [.potential, .suppressed],
        [.candidate, .suppressed], [.inProgress, .suppressed], [.pendingInput, .suppressed],
        [.ready, .suppressed], [.resolved, .suppressed], [.failed, .suppressed],
        [.suppressed, .ready], [.ready, .resolved], [.pendingInput, .resolved],
    ]

    static let commands: [(StatusMachine.Step, ReportCommand)] = [
        (.promote, .promote), (.startResearch, .startResearch(run: "r")),
        (.finish, .complete(.ready(title: "t", summary: "s"), artefacts: [], seen: nil)),
        (
            .requestInput,
            .complete(
                .inputRequested(title: "t", summary: "s", reason: "r"), artefacts: [], seen: nil)
        ),
        (.reset, .complete(.notActionable(explanation: "e"), artefacts: [], seen: nil)),
        (.giveBack, .giveBack(.retry, error: nil)),
        (.fail, .fail(.infrastructure, "r", artefacts: [])),
        (.retry, .retry(.operator, reviewed: true, repository: nil, answer: nil)),
        (.snooze, .snooze(signals: 3)), (.restore, .restore(note: nil)),
        (.suppress, .dismiss(Dismissal(reason: .wontFix, origin: .user))),
        (.resolve, .resolve(.user, note: nil)), (.remove, .delete(why: "test")),
    ]

    static let pairs = ReportStatus.allCases.flatMap { status in
        commands.map { (status, $0.0, $0.1) }
    }

    @Test(arguments: pairs)
    func `takes the listed steps, repeats none and refuses all others`(
        from: ReportStatus, step: StatusMachine.Step, command: ReportCommand
    ) throws {
        let before = ReportDecider.state(after: Sample.facts(to: from)).standing
        let target = StatusMachine.target(of: step, before)
        let decision = given(ReportDecider.self, Sample.facts(to: from)).when(command)
        if StatusMachine.sources(of: step).contains(from) {
            #expect(try decision.state().standing.status == target)
            #expect(target == .deleted || Self.listed.contains([from, target]))
        } else if from == target, step != .restore {
            try decision.then()
        } else {
            try decision.thenRefuses(
                .invalidStatusTransition(Sample.report(), from: from, to: target))
        }
    }

    @Test func `every listed pair is reached by some step`() {
        let reached = Self.commands.flatMap { step, _ in
            StatusMachine.sources(of: step).map { from in
                let standing = ReportDecider.state(after: Sample.facts(to: from)).standing
                return [from, StatusMachine.target(of: step, standing)]
            }
        }
        #expect(Self.listed.subtracting(reached).isEmpty)
    }

    @Test func `a restored report is where it was, or potential when research was cut off`() throws
    {
        for (from, to) in [
            (ReportStatus.ready, ReportStatus.ready), (.failed, .failed), (.resolved, .resolved),
            (.pendingInput, .pendingInput), (.candidate, .potential), (.inProgress, .potential),
        ] {
            let dismissed =
                Sample.facts(to: from) + [
                    .suppressed(ReportSuppressed(reason: .other, origin: .user, note: ""))
                ]
            let after = try given(ReportDecider.self, dismissed)
                .when(.restore(note: nil)).state()
            #expect(after.standing.status == to)
            #expect(after.standing.dismissal == nil)
        }
    }

    @Test func `a judged failure is tried again only after a review`() throws {
        let judged =
            Sample.facts(to: .inProgress) + [
                .failed(
                    ReportFailed(
                        reportID: Sample.report(), team: Sample.team, kind: .judged,
                        reason: "unsafe"))
            ]
        func retry(reviewed: Bool) -> ReportCommand {
            .retry(.operator, reviewed: reviewed, repository: nil, answer: nil)
        }
        try given(ReportDecider.self, judged)
            .when(retry(reviewed: false)).thenRefuses(.reviewRequired(Sample.report()))
        let after = try given(ReportDecider.self, judged).when(retry(reviewed: true)).state()
        #expect(after.standing.status == .candidate)
        #expect(after.standing.error == nil)
    }

    @Test func `signals that came while a run looked make it a candidate again`() throws {
        let running = Sample.facts(to: .inProgress) + [Sample.added("b")]
        let ready = ResearchOutcome.ready(title: "t", summary: "s")
        try given(ReportDecider.self, running)
            .when(.complete(ready, artefacts: [], seen: 1))
            .then(.returned(ReportReturned(reason: .lateSignals)))
        let after = try given(ReportDecider.self, running)
            .when(.complete(ready, artefacts: [], seen: 2)).state()
        #expect(after.standing.status == .ready)
    }

    @Test func `a run that starts moves the gate for the next one`() {
        let standing = ReportDecider.state(after: Sample.facts(to: .inProgress)).standing
        #expect(standing.signalsAtRun == 1 + 3)
        #expect(standing.runCount == 1)
    }
}
