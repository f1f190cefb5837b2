/// A file as operations in order, each with its number and the transaction around it.
struct Migration: Sendable {
    let file: MigrationFile
    private(set) var operations: [Operation] = []
    /// Whether it says that it runs outside of a transaction, or opens its own.
    let isOutsideTransaction: Bool

    init(_ file: MigrationFile, assumesTransaction: Bool) {
        self.file = file
        let isDeclaredOutside = file.directives.contains { $0.directive == .noTransaction }
        let parsed = Migration.parsed(file)
        let hasOwn = parsed.contains { $0.action == .begin || $0.action == .commit }
        isOutsideTransaction = isDeclaredOutside
        var open = assumesTransaction && !isDeclaredOutside && !hasOwn
        var lastBegin: Int?
        for operation in parsed {
            var operation = operation
            switch operation.action {
            case .begin:
                if open { operation.fault = "nested-transaction" }
                open = true
                lastBegin = operations.count
            case .commit, .rollback:
                if !open, operation.action == .commit { operation.fault = "nested-transaction" }
                open = false
                lastBegin = nil
            default: break
            }
            operation.isInTransaction = open
            operations.append(operation)
        }
        if let lastBegin { operations[lastBegin].fault = "open-transaction" }
        number()
    }

    /// Statements and the steps that directives put between them.
    private static func parsed(_ file: MigrationFile) -> [Operation] {
        switch file.content {
        case .program:
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            return [Operation(.runProgram(name, isDirective: false), line: 1)]
        case .unopened: return [Operation(.unreadable("it cannot be opened"), line: 1)]
        case .sql(let statements, let directives, let isUTF8):
            var found: [Operation] = []
            if !isUTF8 { found.append(Operation(.unreadable("bytes that are no UTF-8"), line: 1)) }
            for index in 0...statements.count {
                found += directives.filter { $0.statement == index }.compactMap(step)
                guard index < statements.count else { break }
                found += StatementParser.operations(of: statements[index]).map { operation in
                    var operation = operation
                    operation.statement = index
                    return operation
                }
            }
            return found
        }
    }

    private static func step(_ placed: PlacedDirective) -> Operation? {
        guard case .dataStep(let name) = placed.directive else { return nil }
        return Operation(.runProgram(name, isDirective: true), line: placed.line)
    }

    private mutating func number() {
        var count = 0
        for index in operations.indices where operations[index].isCounted {
            count += 1
            operations[index].number = count
        }
    }
}
