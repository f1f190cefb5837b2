import Events
import SignalsContracts
import SignalsDomain

/// Facts that tests begin with.
enum Sample {
    static let team = TeamID.first

    static func signal(_ key: String) -> SignalID {
        SignalsIdentity.signal(team: team, epoch: 1, key: key)
    }

    static func accepted(
        _ key: String, weight: Weight = .standard, importID: ImportID? = nil
    ) -> SignalAccepted {
        SignalAccepted(
            team: team, epoch: 1, source: .zendeskTicket, sourceID: key,
            description: "Export \(key) is empty", weight: weight, extra: [:],
            idempotencyKey: key, importID: importID)
    }

    static func opened(_ founder: String = "a") -> ReportOpened {
        ReportOpened(
            team: team, epoch: 1, founder: signal(founder), generation: 1,
            title: "Exports are empty", summary: "CSV exports have no rows")
    }

    static func report(_ founder: String = "a") -> ReportID {
        SignalsIdentity.report(team: team, epoch: 1, founder: signal(founder), generation: 1)
    }

    static func added(_ key: String, _ weight: Weight = .standard) -> ReportFact {
        .signalAdded(
            ReportSignalAdded(signalID: signal(key), weight: weight, source: .zendeskTicket))
    }

    static func add(_ key: String, _ weight: Weight = .standard) -> ReportCommand {
        .add(signal(key), weight: weight, source: .zendeskTicket)
    }

    static func promoted(_ count: Int, _ weight: Weight) -> ReportFact {
        .promoted(ReportPromoted(signalCount: count, totalWeight: weight))
    }

    static let started = ReportFact.researchStarted(ReportResearchStarted(run: "r"))
    static let ready = ReportFact.ready(
        ReportReady(reportID: report(), team: team, title: "t", summary: "s"))

    /// Facts that bring a report to a status, one signal of full weight in it.
    static func facts(to status: ReportStatus) -> [ReportFact] {
        let potential: [ReportFact] = [.opened(opened()), added("a", .full)]
        let candidate = potential + [promoted(1, .full)]
        let running = candidate + [started]
        switch status {
        case .potential: return potential
        case .candidate: return candidate
        case .inProgress: return running
        case .ready: return running + [ready]
        case .pendingInput:
            return running + [
                .inputRequested(
                    ReportInputRequested(
                        reportID: report(), team: team, title: "t", summary: "s", reason: "r"))
            ]
        case .resolved:
            return running + [ready, .resolved(ReportResolved(origin: .user))]
        case .failed:
            return running + [
                .failed(
                    ReportFailed(
                        reportID: report(), team: team, kind: .infrastructure, reason: "r"))
            ]
        case .suppressed:
            return running + [
                ready,
                .suppressed(ReportSuppressed(reason: .wontFix, origin: .user, note: "")),
            ]
        case .deleted: return potential + [.deleted(ReportDeleted(why: "test"))]
        }
    }
}

extension Weight {
    /// A weight of tenths.
    static func tenths(_ count: Int) -> Weight { Weight(thousandths: count * 100) }
}
