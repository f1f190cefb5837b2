/// A working copy of a repository, to be read only.
package protocol CodeCheckout: Sendable {
    /// Paths of all tracked files, sorted by bytes, at most `limit`.
    func paths(limit: Int) async throws(CheckoutError) -> PathList

    /// A file's text, at most `bytesMax` bytes of it; nil for a file that is not text.
    func text(of path: String, bytesMax: Int) async throws(CheckoutError) -> String?

    /// Lines that hold any of the fixed strings, in order of path and line, at most `limit`.
    func lines(holding needles: [String], limit: Int) async throws(CheckoutError) -> [CodeLine]

    /// Commits that touched a path, newest first; of all paths when it is nil.
    func commits(touching path: String?, limit: Int) async throws(CheckoutError) -> [CodeCommit]

    /// The lines of a file that a commit added or took away, without their marks.
    func changedLines(
        by sha: String, in path: String
    ) async throws(CheckoutError) -> [String]

    /// The commits that last changed these lines of a file, each once, in order of line.
    func blame(
        _ path: String, lines: ClosedRange<Int>
    ) async throws(CheckoutError) -> [String]

    /// The commit of a sha or the beginning of one; nil where what is checked out does not build on it.
    func commit(_ sha: String) async throws(CheckoutError) -> CodeCommit?
}

/// Finds the working copy of a repository.
package protocol CodeCheckouts: Sendable {
    /// The checkout of `owner/repo`; nil where the repository is connected without one.
    func checkout(of repository: String) async throws(CheckoutError) -> (any CodeCheckout)?
}

/// Paths, and whether some were left out.
package struct PathList: Sendable, Equatable {
    package let paths: [String]
    package let isCut: Bool

    package init(paths: [String], isCut: Bool) { (self.paths, self.isCut) = (paths, isCut) }
}

/// A line of code that was found.
package struct CodeLine: Sendable, Equatable {
    package let path: String
    /// Counted from 1.
    package let number: Int
    package let text: String

    package init(path: String, number: Int, text: String) {
        (self.path, self.number, self.text) = (path, number, text)
    }
}
