import ImportLinter

/// One thing that `tools tidy` looks for in a file.
struct TidyCheck: Sendable {
    let id: String
    let findings: @Sendable (SourceText) -> [Diagnostic]

    init(_ id: String, _ findings: @escaping @Sendable (SourceText) -> [Diagnostic]) {
        (self.id, self.findings) = (id, findings)
    }

    /// All checks that need one file at a time.
    static let all = [
        lineLength, functionLength, fileLength, hiddenInput, unownedTask, blockingWait, forced,
        unexplained, todo, banner, whiteSpace, vagueName, fileName, partShape, workflowCalls,
        unorderedIteration, bareLimit, placeholder, emptyAllowance, testName, underscore,
        moduleType,
        limitName, bareDuration, workflowName, storedName,
    ]
}

extension SourceText {
    /// A finding at a piece.
    func finding(
        _ id: String, _ severity: Severity = .error, at index: Int, _ what: String, fix: String
    ) -> Diagnostic {
        Diagnostic(id, severity, at: place(index), what, fix: fix)
    }
}
