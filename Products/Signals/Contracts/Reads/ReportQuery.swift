public import Events

/// Which reports are listed, and in which order.
public struct ReportQuery: Hashable, Sendable {
    /// Statuses to list, empty for all but suppressed ones.
    public var statuses: [ReportStatus]
    /// Words in title or summary.
    public var search: String?
    /// Products of which a report holds a signal.
    public var sourceProducts: [String]
    /// Logins of which one is suggested.
    public var suggestedReviewers: [String]
    /// Fields of the order, a minus reverses, an unknown field means the usual order.
    public var ordering: String?
    /// The reader's login, nil for the team's setting.
    public var login: String?
    /// Reports in a page.
    public var limit: Int
    /// The page after this one.
    public var cursor: String?
    /// The view has to have reached this place.
    public var atLeast: Position?

    /// Puts the value together.
    public init(
        statuses: [ReportStatus] = [], search: String? = nil, sourceProducts: [String] = [],
        suggestedReviewers: [String] = [], ordering: String? = nil, login: String? = nil,
        limit: Int = SignalsLimits.pageReportsStandard, cursor: String? = nil,
        atLeast: Position? = nil
    ) {
        (self.statuses, self.search, self.sourceProducts) = (statuses, search, sourceProducts)
        (self.suggestedReviewers, self.ordering, self.login) = (suggestedReviewers, ordering, login)
        (self.limit, self.cursor, self.atLeast) = (limit, cursor, atLeast)
    }
}
