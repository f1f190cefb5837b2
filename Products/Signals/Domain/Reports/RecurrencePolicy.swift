package import SignalsContracts

/// What a signal does that matches a report.
package enum Recurrence: Hashable, Sendable {
    /// It joins.
    case join
    /// It opens a report with the old title, and both know of each other.
    case continueIn(title: String)
    /// It opens a report of its own.
    case openAnother
    /// It goes to another report.
    case follow(ReportID)
    /// The report is gone and the signal must be matched again without it.
    case matchAgain

    /// Decides by the status of the report, and by the reason where it was dismissed.
    package init(matching report: ReportStanding) {
        switch (report.status, report.dismissal?.reason) {
        case (.deleted, _):
            self = report.mergedInto.map(Recurrence.follow) ?? .matchAgain
        case (.resolved, _), (.suppressed, .alreadyFixed): self = .continueIn(title: report.title)
        case (.suppressed, .tooBroad): self = .openAnother
        case (.suppressed, .duplicate):
            self = report.dismissal?.duplicateOf.map(Recurrence.follow) ?? .join
        default: self = .join
        }
    }
}
