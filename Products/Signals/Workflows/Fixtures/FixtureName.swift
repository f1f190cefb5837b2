/// One of the files of texts that this product brings along; the raw value is the file's name.
package enum FixtureName: String, CaseIterable, Sendable {
    /// Thirty support tickets, ids `00001` to `00030`.
    case zendeskTickets = "zendesk_tickets.json"
    /// Forty-one issues, one of them closed and one without a body.
    case githubIssues = "github_issues.json"
    /// Twenty issues of the teams' own planning board.
    case linearIssues = "linear_issues.json"
    /// For every record of the other three: its group, and whether somebody can act on it.
    case truth = "fixture_truth.jsonl"
}
