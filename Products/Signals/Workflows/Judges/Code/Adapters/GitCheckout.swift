import Events

/// A working copy of git; only what is committed is read.
package struct GitCheckout: CodeCheckout {
    private let git: GitCommand

    /// Opens the working copy at a path.
    package init(_ path: String) async throws(CheckoutError) {
        git = GitCommand(path: path)
        let answer = try await git.run(["rev-parse", "--verify", "--quiet", "HEAD"])
        guard answer.code == 0 else { throw .notARepository(path: path) }
    }

    package func paths(limit: Int) async throws(CheckoutError) -> PathList {
        let output = try await succeed(["ls-tree", "-r", "--name-only", "-z", "HEAD"])
        let paths = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return PathList(paths: Array(paths.prefix(limit)), isCut: paths.count > limit)
    }

    package func text(of path: String, bytesMax: Int) async throws(CheckoutError) -> String? {
        let answer = try await git.run(["show", "HEAD:\(path)"])
        guard answer.code == 0, !answer.output.prefix(8_000).contains(0) else { return nil }
        return String(decoding: answer.output.prefix(bytesMax), as: UTF8.self)
    }

    package func lines(
        holding needles: [String], limit: Int
    ) async throws(CheckoutError) -> [CodeLine] {
        guard !needles.isEmpty else { return [] }
        let arguments = ["grep", "-n", "-I", "-F", "-z"] + needles.flatMap { ["-e", $0] }
        // Exit code 1 says that nothing was found.
        let answer = try await git.run(arguments + ["HEAD"])
        guard answer.code <= 1 else { return [] }
        var lines: [CodeLine] = []
        for row in answer.output.split(separator: 10) where lines.count < limit {
            let parts = row.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let number = Int(String(decoding: parts[1], as: UTF8.self))
            else { continue }
            let path = String(decoding: parts[0].dropFirst("HEAD:".utf8.count), as: UTF8.self)
            lines.append(
                CodeLine(
                    path: path, number: number, text: String(decoding: parts[2], as: UTF8.self)))
        }
        return lines
    }

    package func commits(
        touching path: String?, limit: Int
    ) async throws(CheckoutError) -> [CodeCommit] {
        let arguments = ["log", "-n", "\(limit)", Self.format] + (path.map { ["--", $0] } ?? [])
        return Self.commits(in: try await succeed(arguments))
    }

    package func changedLines(
        by sha: String, in path: String
    ) async throws(CheckoutError) -> [String] {
        let output = try await succeed(
            ["show", "--format=", "--unified=0", "--no-color", "--no-ext-diff", sha, "--", path])
        var isHeader = true
        return output.split(separator: 10).compactMap { row in
            // The names of the files have the same marks; they stand before the first place.
            if row.starts(with: "@@".utf8) { isHeader = false }
            guard !isHeader, let mark = row.first, mark == 0x2B || mark == 0x2D else { return nil }
            return String(decoding: row.dropFirst(), as: UTF8.self)
        }
    }

    package func blame(
        _ path: String, lines: ClosedRange<Int>
    ) async throws(CheckoutError) -> [String] {
        let range = "\(lines.lowerBound),\(lines.upperBound)"
        let answer = try await git.run(
            ["blame", "-s", "--porcelain", "-L", range, "HEAD", "--", path])
        guard answer.code == 0 else { return [] }
        var known: Set<String> = []
        return answer.output.split(separator: 10).compactMap { row in
            let first = String(decoding: row.prefix { $0 != 32 }, as: UTF8.self)
            guard first.utf8.count == 40, [UInt8](hexadecimal: first.utf8) != nil,
                known.insert(first).inserted
            else { return nil }
            return first
        }
    }

    package func commit(_ sha: String) async throws(CheckoutError) -> CodeCommit? {
        guard (4...40).contains(sha.utf8.count), sha.allSatisfy(\.isHexDigit) else { return nil }
        // A commit of a branch that was given up is an object still, and no history.
        let known = try await git.run(["merge-base", "--is-ancestor", sha, "HEAD"])
        guard known.code == 0 else { return nil }
        let answer = try await git.run(["log", "-n", "1", Self.format, sha, "--"])
        return answer.code == 0 ? Self.commits(in: answer.output).first : nil
    }

    private func succeed(_ arguments: [String]) async throws(CheckoutError) -> [UInt8] {
        let answer = try await git.run(arguments)
        guard answer.code == 0 else {
            throw .failed(
                command: "git \(arguments[0])", status: Int(answer.code), message: git.path)
        }
        return answer.output
    }

    private static let format = "--format=%H%x1f%an%x1f%ae%x1f%ct%x1f%B%x1e"

    private static func commits(in output: [UInt8]) -> [CodeCommit] {
        output.split(separator: 0x1E).compactMap { row in
            let parts = row.split(separator: 0x1F, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard parts.count == 5, let seconds = Int64(parts[3]) else { return nil }
            return CodeCommit(
                sha: String(parts[0].drop(while: \.isNewline)), authorName: parts[1],
                authorEmail: parts[2],
                committedAt: Timestamp(microseconds: seconds * 1_000_000), message: parts[4])
        }
    }
}
