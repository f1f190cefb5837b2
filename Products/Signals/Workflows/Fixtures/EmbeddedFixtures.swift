/// The texts of the demonstration, compiled in so that they are there without a path.
package enum EmbeddedFixtures {
    /// Returns the whole file, UTF-8, exactly as it lies beside this source.
    package static func bytes(of name: FixtureName) -> [UInt8] {
        switch name {
        case .zendeskTickets: PackageResources.zendesk_tickets_json
        case .githubIssues: PackageResources.github_issues_json
        case .linearIssues: PackageResources.linear_issues_json
        case .truth: PackageResources.fixture_truth_jsonl
        }
    }
}
