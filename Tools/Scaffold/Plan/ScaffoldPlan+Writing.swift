import Foundation

extension ScaffoldPlan {
    /// Writes everything aside, then moves it into place; whatever fails leaves the tree as it was.
    package func write(to root: String) throws(ScaffoldError) {
        let aside = "\(root)/.new-product-\(request.name.product)"
        do {
            try? FileManager.default.removeItem(atPath: aside)
            for file in files { try ScaffoldPlan.write(file.text, "\(aside)/\(file.path)") }
            for edit in edits { try ScaffoldPlan.write(edit.after, "\(aside)/\(edit.path)") }
        } catch {
            remove(aside)
            throw .file(aside, error.localizedDescription)
        }
        try move(from: aside, to: root)
        remove(aside)
    }

    private func move(from aside: String, to root: String) throws(ScaffoldError) {
        var undo: [() throws -> Void] = []
        do {
            for folder in ScaffoldPlan.folders(request) {
                let parent = URL(filePath: "\(root)/\(folder)").deletingLastPathComponent()
                try FileManager.default.createDirectory(
                    at: parent, withIntermediateDirectories: true)
                try FileManager.default.moveItem(
                    atPath: "\(aside)/\(folder)", toPath: "\(root)/\(folder)")
                undo.append { try FileManager.default.removeItem(atPath: "\(root)/\(folder)") }
            }
            for edit in edits {
                undo.append { try ScaffoldPlan.write(edit.before, "\(root)/\(edit.path)") }
                try ScaffoldPlan.write(edit.after, "\(root)/\(edit.path)")
            }
        } catch {
            // What cannot be taken back is named by the error all the same.
            for step in undo.reversed() { try? step() }
            remove(aside)
            throw .file(root, error.localizedDescription)
        }
    }

    /// What stays behind is hidden from the build, and the next run removes it first.
    private func remove(_ folder: String) {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func write(_ text: String, _ path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url, options: .atomic)
    }
}
