/// Where a signal comes from: a product and a type of record in it, such as `github / issue`.
public struct SourcePair: Hashable, Comparable, Sendable {
    /// The product.
    public let product: String
    /// The type of record.
    public let type: String

    /// Names a source, known or not.
    public init(product: String, type: String) {
        (self.product, self.type) = (product, type)
    }

    /// Orders by product, then by type.
    public static func < (left: SourcePair, right: SourcePair) -> Bool {
        (left.product, left.type) < (right.product, right.type)
    }
}

extension SourcePair {
    /// Tickets of Zendesk.
    public static let zendeskTicket = SourcePair(product: "zendesk", type: "ticket")
    /// Issues of GitHub.
    public static let githubIssue = SourcePair(product: "github", type: "issue")
    /// Issues of Linear.
    public static let linearIssue = SourcePair(product: "linear", type: "issue")
    /// Conversations with users.
    public static let conversationsTicket = SourcePair(product: "conversations", type: "ticket")
    /// Clusters of recorded sessions.
    public static let sessionCluster = SourcePair(
        product: "session_replay", type: "session_analysis_cluster")
    /// Problems seen in one recorded session.
    public static let sessionProblem = SourcePair(
        product: "session_replay", type: "session_problem")
    /// Evaluations of language models.
    public static let evaluation = SourcePair(product: "llm_analytics", type: "evaluation")
    /// Findings of scouts.
    public static let scoutFinding = SourcePair(
        product: "signals_scout", type: "cross_source_issue")

    /// The three sources whose records can be imported, enabled in a team that a new log begins with.
    public static let imported: [SourcePair] = [zendeskTicket, githubIssue, linearIssue]
}

extension SourcePair: CustomStringConvertible {
    /// The pair as `product/type`.
    public var description: String { "\(product)/\(type)" }
}

extension SourcePair: Codable {
    private enum CodingKeys: String, CodingKey {
        case product = "source_product"
        case type = "source_type"
    }
}
