/// How a package wants to be linted: its rules, its exceptions, and what the checks weigh.
package struct Configuration: Sendable {
    /// The package's own rules, in the order of the file.
    package var rules: [Rule] = []
    /// For checks that the file names, what it says about them.
    package var checks: [String: CheckSetting] = [:]
    /// Edges that are allowed for now.
    package var exceptions: [Exception] = []
    /// Folders and files that are not read, as patterns of paths.
    package var ignored: [String] = []
    /// Packages that are linted with this one, as patterns of folders.
    package var packages: [String] = []
    /// Where it was read, below the root or as given; nil for the defaults.
    package var file: String?
    /// The file as it is written.
    package var text = ""

    /// The defaults: every check, no rule.
    package init() {}
}

/// What a configuration says about a check.
package struct CheckSetting: Equatable, Sendable {
    /// How much its findings weigh; nil switches it off.
    package var severity: Severity?
    /// Words that the check looks for, by the name of the list.
    package var lists: [String: [String]] = [:]

    /// A setting.
    package init(severity: Severity?, lists: [String: [String]] = [:]) {
        (self.severity, self.lists) = (severity, lists)
    }
}

/// An edge that breaks a rule and is allowed until a day.
package struct Exception: Hashable, Sendable {
    /// The rule that is broken.
    package let rule: String
    /// The module that uses.
    package let from: String
    /// The module that is used.
    package let to: String
    /// How many imports it covers; it may only shrink.
    package var imports: Int
    /// Why.
    package let because: String
    /// Who removes it.
    package let owner: String
    /// The last day, as `2027-03-31`.
    package let until: String

    /// An exception as written.
    package init(
        rule: String, from: String, to: String, imports: Int, because: String, owner: String,
        until: String
    ) {
        (self.rule, self.from, self.to, self.imports) = (rule, from, to, imports)
        (self.because, self.owner, self.until) = (because, owner, until)
    }

    /// The edge and the rule, without the rest.
    var key: ExceptionKey { ExceptionKey(rule: rule, from: from, to: to) }
}

/// What an exception is about.
package struct ExceptionKey: Hashable, Comparable, Sendable {
    let rule, from, to: String

    /// An edge that breaks a rule.
    package init(rule: String, from: String, to: String) {
        (self.rule, self.from, self.to) = (rule, from, to)
    }

    /// By rule, then by edge.
    package static func < (left: ExceptionKey, right: ExceptionKey) -> Bool {
        (left.rule, left.from, left.to) < (right.rule, right.from, right.to)
    }
}
