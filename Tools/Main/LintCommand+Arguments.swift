import CommandLine

// What `lint-imports` takes: how to show findings, what to ask, what to change.

extension LintCommand {
    static let paths = Positional<String>(
        "path", "The package: the nearest Package.swift at or above it", presence: .repeated)
    static let format = Option<ReportFormat>(
        "format", "FORMAT", "How findings are written", default: .text)
    static let output = Option<String>(
        "output", "FILE", "Write the report to a file; text still goes to the terminal")
    static let rule = Option<String>(
        "rule", "ID", "Show findings of this rule only", presence: .repeated)
    static let only = Option<String>(
        "only", "PATH", "Show findings in files below this path only", presence: .repeated)
    static let strict = Flag("strict", "Ignore all exceptions, and count warnings as errors")
    static let base = Option<String>(
        "base", "REF", "Mark what this git revision did not have; exceptions may only shrink")
    static let config = Option<String>(
        "config", "FILE", "The configuration: .lint-imports.json or lint-imports.json by default")
    static let noCache = Flag("no-cache", "Ask SwiftPM again, whatever is remembered")
    static let threads = Option<Int>(
        "threads", "N", "Read one file after the other with 1; else as many as there are cores",
        complaint: { $0 < 1 ? "must be 1 or more" : nil })
    static let verbose = Flag("verbose", "Tell times and what was skipped on standard error")
    static let watch = Flag("watch", "Check again after each save; Ctrl-C ends it")

    static let imports = Flag("imports", "Print the imports of files or folders, a line a file")
    static let explain = Option<String>(
        "explain", "NAME", "Tell all about a module, a rule, a check, or config")
    static let whoImports = Option<String>(
        "who-imports", "MODULE", "List the imports of a module, by owner")
    static let transitive = Flag("transitive", "With --who-imports: everyone who reaches it")
    static let why = Option<String>(
        "why", "MODULE", "Show the shortest way from this module to the one named as the path")
    static let all = Flag("all", "With --why: every way that is as short")
    static let cut = Option<String>(
        "cut", "MODULE", "Show the fewest edges that part this module from the one named as path")
    static let affected = Option<String>(
        "affected", "BASE", "List the test targets that changes since a git revision can reach")
    static let whyAffected = Flag("why-affected", "With --affected: add the reason")

    static let fix = Flag("fix", "Remove what is said twice or not needed, and lower exceptions")
    static let dryRun = Flag("dry-run", "With --fix or --accept: print the change, write nothing")
    static let declare = Flag("declare", "With --fix: declare what is imported and allowed")
    static let accept = Option<String>(
        "accept", "RULE", "Write an exception for the two modules named as paths")
    static let because = Option<String>("because", "TEXT", "With --accept: why")
    static let until = Option<String>("until", "DATE", "With --accept: the last day, 2027-03-31")
    static let owner = Option<String>("owner", "NAME", "With --accept: who removes it")
}

/// How findings are written.
enum ReportFormat: String, CaseIterable, ArgumentValue {
    case text, json, sarif, github

    static let expectation = "text, json, sarif or github"
    static let choices = allCases.map(\.rawValue)
    init?(argument: String) { self.init(rawValue: argument) }
    var argumentText: String { rawValue }
}
