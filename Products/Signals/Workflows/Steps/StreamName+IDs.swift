import Events
import SignalsContracts

extension StreamName {
    /// The signal whose stream this is; nil for another stream.
    var signalID: SignalID? { category == SignalsStreams.signals ? SignalID(id) : nil }
    /// The report whose stream this is; nil for another stream.
    var reportID: ReportID? { category == SignalsStreams.reports ? ReportID(id) : nil }
    /// The team whose stream this is; nil for another stream.
    var teamID: TeamID? { category == SignalsStreams.teams ? TeamID(id) : nil }
}
