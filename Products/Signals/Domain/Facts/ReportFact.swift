package import Events
package import SignalsContracts

/// What may happen to a report.
package enum ReportFact: StreamFact {
    case opened(ReportOpened)
    case signalAdded(ReportSignalAdded)
    case titled(ReportTitled)
    case promoted(ReportPromoted)
    case researchStarted(ReportResearchStarted)
    case artefactRecorded(ReportArtefactRecorded)
    case ready(ReportReady)
    case inputRequested(ReportInputRequested)
    case reset(ReportReset)
    case returned(ReportReturned)
    case failed(ReportFailed)
    case retried(ReportRetried)
    case snoozed(ReportSnoozed)
    case suppressed(ReportSuppressed)
    case restored(ReportRestored)
    case resolved(ReportResolved)
    case merged(ReportMerged)
    case split(ReportSplit)
    case released(ReportReleased)
    case deleted(ReportDeleted)

    package static let readers = Dictionary(uniqueKeysWithValues: [
        reader(ReportFact.opened),
        reader(ReportFact.signalAdded),
        reader(ReportFact.titled),
        reader(ReportFact.promoted),
        reader(ReportFact.researchStarted),
        reader(ReportFact.artefactRecorded),
        reader(ReportFact.ready),
        reader(ReportFact.inputRequested),
        reader(ReportFact.reset),
        reader(ReportFact.returned),
        reader(ReportFact.failed),
        reader(ReportFact.retried),
        reader(ReportFact.snoozed),
        reader(ReportFact.suppressed),
        reader(ReportFact.restored),
        reader(ReportFact.resolved),
        reader(ReportFact.merged),
        reader(ReportFact.split),
        reader(ReportFact.released),
        reader(ReportFact.deleted),
    ])

    package var payload: any EventPayload {
        switch self {
        case .opened(let payload): payload
        case .signalAdded(let payload): payload
        case .titled(let payload): payload
        case .promoted(let payload): payload
        case .researchStarted(let payload): payload
        case .artefactRecorded(let payload): payload
        case .ready(let payload): payload
        case .inputRequested(let payload): payload
        case .reset(let payload): payload
        case .returned(let payload): payload
        case .failed(let payload): payload
        case .retried(let payload): payload
        case .snoozed(let payload): payload
        case .suppressed(let payload): payload
        case .restored(let payload): payload
        case .resolved(let payload): payload
        case .merged(let payload): payload
        case .split(let payload): payload
        case .released(let payload): payload
        case .deleted(let payload): payload
        }
    }
}
