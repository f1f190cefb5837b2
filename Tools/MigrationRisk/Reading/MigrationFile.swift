/// One file of a folder of migrations.
package struct MigrationFile: Hashable, Sendable {
    /// What a file is.
    enum Content: Hashable, Sendable {
        case sql([Statement], [PlacedDirective], isUTF8: Bool)
        /// An executable file that is not SQL.
        case program
        /// It could not be opened.
        case unopened
    }

    /// Below the folder, with `/`.
    package let path: String
    let content: Content

    /// Reads a file of SQL.
    package init(path: String, sql bytes: [UInt8]) {
        self.path = path
        let lexer = SQLLexer(bytes)
        let cut = Statement.all(in: lexer.tokens)
        let directives = lexer.remarks.map { remark in
            PlacedDirective(
                directive: Directive(remark.text), line: remark.line,
                statement: cut.firstIndex { $0.start + $0.statement.tokens.count > remark.place }
                    ?? cut.count)
        }
        content = .sql(
            cut.map(\.statement), directives,
            isUTF8: String(validating: bytes, as: UTF8.self) != nil)
    }

    /// A file that runs.
    package init(program path: String) {
        self.path = path
        content = .program
    }

    /// A file that could not be opened.
    package init(unopened path: String) {
        self.path = path
        content = .unopened
    }

    var statements: [Statement] {
        guard case .sql(let statements, _, _) = content else { return [] }
        return statements
    }

    var directives: [PlacedDirective] {
        guard case .sql(_, let directives, _) = content else { return [] }
        return directives
    }

    /// `0012` of `app/0012_add.sql`.
    var number: String? {
        let name = path.split(separator: "/").last ?? ""
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? nil : String(digits)
    }

    /// The folder it lies in.
    var folder: String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
