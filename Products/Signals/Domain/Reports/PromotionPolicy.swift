import SignalsContracts

/// When a report that has just taken a signal is due for research.
package enum PromotionPolicy {
    /// Whether the report is promoted.
    package static func promotes(_ report: ReportStanding) -> Bool {
        guard report.signalCount >= report.signalsAtRun else { return false }
        switch report.status {
        case .potential: return report.totalWeight >= SignalsLimits.promotionWeight
        case .ready:
            return report.signalCount <= SignalsLimits.reresearchSignalsMax
                || hasDoubled(from: report.signalsAtLastRun, to: report.signalCount)
        default: return false
        }
    }

    /// Whether 20, 40, 80 and so on was reached since the last run.
    private static func hasDoubled(from last: Int, to count: Int) -> Bool {
        var step = SignalsLimits.reresearchSignalsMax * 2
        while step <= count {
            if step > last { return true }
            step *= 2
        }
        return false
    }
}
