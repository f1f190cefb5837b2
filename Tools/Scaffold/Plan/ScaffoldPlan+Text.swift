import Foundation

extension ScaffoldPlan {
    /// What was made or would be made, and the next three steps.
    package func summary(isWritten: Bool, errors: Int) -> [String] {
        let made = files.map { "  \($0.path)" }
        let changed = edits.flatMap { edit in
            ["  \(edit.path)"] + edit.added.filter { !$0.isEmpty }.map { "    + \($0)" }
        }
        let head = isWritten ? "made \(files.count) files:" : "would make \(files.count) files:"
        let middle = isWritten ? "added lines to 2 files:" : "would add lines to 2 files:"
        return [head] + made + [middle] + changed + (isWritten ? next(errors) : [])
    }

    private func next(_ errors: Int) -> [String] {
        let name = request.name.product
        return [
            "lint-imports: \(errors == 0 ? "clean" : "\(errors) errors")",
            "next:",
            "  1. swift build --build-tests && swift test --filter \(name)Tests",
            "  2. change the words: Products/\(name)/Contracts, then the rules in Domain",
            "  3. give it a command or a route: Products/README.md",
        ]
    }

    /// The same for programs.
    package func json(isWritten: Bool, errors: Int) -> String {
        let object: [String: Any] = [
            "product": request.name.product, "noun": request.name.noun,
            "calls": request.calls.map(\.name), "written": isWritten,
            "files": files.map(\.path), "edited": edits.map(\.path), "lintErrors": errors,
        ]
        let options: JSONSerialization.WritingOptions = [
            .sortedKeys, .prettyPrinted, .withoutEscapingSlashes,
        ]
        // Texts, numbers and lists of texts are always JSON.
        let data = (try? JSONSerialization.data(withJSONObject: object, options: options)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
