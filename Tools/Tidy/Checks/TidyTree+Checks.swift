import ImportLinter

extension TidyTree {
    /// Files of which no name is written down anywhere else.
    var unusedFiles: [Diagnostic] {
        var users: [String: Int] = [:]
        let words = files.map(\.words)
        for word in words.joined() { users[word, default: 0] += 1 }
        return files.filter { file in
            let names = file.declaredNames
            guard !file.isTest || file.folders.contains("TestSupport"), !names.isEmpty,
                !file.isMain, !file.isManifest, file.fileName != "Placeholder.swift"
            else { return false }
            // A name that its own file holds is counted once there.
            return names.allSatisfy { users[$0, default: 0] <= 1 }
        }.map { file in
            Diagnostic(
                "unused-file", at: file.place(line: 1),
                "Nothing outside \(file.fileName) names anything in it.",
                fix: "delete it, or use it")
        }
    }

    /// Entries of the top level that the architecture does not have.
    var strangeEntries: [Diagnostic] {
        let known = [
            "Package.swift", "Package.resolved", "README.md", "LICENSE", "CONTRIBUTING.md",
            "CHANGELOG.md", "Products", "Core", "Tests", "Tools",
        ]
        return entries.filter { !known.contains($0) && !$0.hasPrefix(".") }.map { entry in
            Diagnostic(
                "strange-entry", at: Place(file: entry, line: 1, column: 1),
                "\(entry) is no part of the top level.",
                fix: "move it below Core, Products, Tests or Tools")
        }
    }

    /// Workflows are bound by one public function.
    var crowdedWorkflows: [Diagnostic] {
        products("Workflows").compactMap { product, files in
            let doors = files.flatMap { file in
                file.tokens.indices.filter { file.isPublicFunction($0) }.map { file.place($0) }
            }
            guard doors.count > Limits.workflowDoorsMax, let last = doors.max() else { return nil }
            return Diagnostic(
                "part-shape", at: last,
                "\(product)Workflows has \(doors.count) public functions, "
                    + "\(Limits.workflowDoorsMax) are allowed.",
                fix: "bind all workflows in one function and keep the rest inside")
        }
    }

    /// A facade that only passes its contracts on is no door.
    var emptyFacades: [Diagnostic] {
        products("Facade").compactMap { product, files in
            let isEmpty = files.allSatisfy(\.declaredNames.isEmpty)
            guard isEmpty, !files.contains(where: { $0.fileName == "Placeholder.swift" }) else {
                return nil
            }
            return Diagnostic(
                "part-shape", at: files[0].place(line: 1), "\(product)Facade holds no code.",
                fix: "give the product its public struct \(product)")
        }
    }

    /// Files of a part, by product.
    private func products(_ part: String) -> [(product: String, files: [SourceText])] {
        Dictionary(grouping: files.filter { $0.part == part }) { $0.folders[1] }
            .map { (product: $0, files: $1) }.sorted { $0.product < $1.product }
    }
}

extension SourceText {
    /// A public function outside of types' own members is a door as well as one inside.
    fileprivate func isPublicFunction(_ index: Int) -> Bool {
        guard word(index, is: "public") else { return false }
        return word(index + 1, is: "func")
            || (word(index + 1, is: "static") && word(index + 2, is: "func"))
    }
}
