public import SignalsContracts

/// The records of a source that this product brings along, as a JSON list; nil for a source without any.
public func signalsFixture(of source: SourcePair) -> [UInt8]? {
    switch source {
    case .zendeskTicket: EmbeddedFixtures.bytes(of: .zendeskTickets)
    case .githubIssue: EmbeddedFixtures.bytes(of: .githubIssues)
    case .linearIssue: EmbeddedFixtures.bytes(of: .linearIssues)
    default: nil
    }
}
