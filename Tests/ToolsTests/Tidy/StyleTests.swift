import ImportLinter
import Testing

@testable import Tidy

/// Lines of the findings of one check in one file.
private func lines(
    _ rule: String, _ text: String, at path: String = "Core/Events/Sample.swift"
) async -> [Int] {
    let file = SourceText(path: path, bytes: Array(text.utf8))
    let result = await TidyTree(files: [file], entries: []).result()
    return result.findings.filter { $0.rule == rule }.map(\.place.line)
}

@Suite struct `Tidiness of names` {
    private static let test = "Tests/CoreTests/Events/ATests.swift"

    @Test(arguments: [
        ("@Test func refusesIt() {}\n", [1]), ("@Test(\"refuses\") func `a b`() {}\n", [1]),
        ("@Test(arguments: [1])\nfunc refuses(a: Int) {}\n", [2]),
        ("@Suite struct Tests {}\n", [1]),
        ("@Test func `refuses it`() {}\n", []), ("@Suite struct `A subject` {}\n", []),
        ("@Test(arguments: [f(1)])\n@MainActor func `refuses`(a: Int) {}\n", []),
        ("func plain() {}\nstruct Plain {}\n", []), ("@Suite(.serialized) struct `A` {}\n", []),
    ])
    func `test-name wants a sentence in back-ticks`(text: String, expected: [Int]) async {
        #expect(await lines("test-name", text, at: Self.test) == expected)
        #expect(await lines("test-name", text) == [])
    }

    @Test(arguments: [
        ("let _a = 1\n", [1]), ("func _f() {}\n", [1]), ("struct _S {}\n", [1]),
        ("_ = f()\n", []), ("func f(_ a: Int) {}\n", []), ("let (_, b) = c\n", []),
        ("a._b = 1\n", []), ("let a_b = 1\n", []),
    ])
    func `underscore finds names that begin with one`(text: String, expected: [Int]) async {
        #expect(await lines("underscore", text) == expected)
    }

    @Test func `module-type finds a type that hides its module`() async {
        let facade = "Products/Signals/Facade/A.swift"
        #expect(await lines("module-type", "struct SignalsFacade {}\n", at: facade) == [1])
        #expect(await lines("module-type", "public struct Signals {}\n", at: facade) == [])
        #expect(await lines("module-type", "enum Tidy {}\n", at: "Tools/Tidy/A.swift") == [1])
        #expect(await lines("module-type", "extension Tidy {}\n", at: "Tools/Tidy/A.swift") == [])
    }

    @Test(arguments: [
        ("let maxSize = 1\n", [1]), ("var maximumBytes: Int\n", [1]), ("let bytesMax = 1\n", []),
        ("let maxed = true\n", []), ("f(maxReplacements: 1)\n", []), ("let max = 1\n", []),
    ])
    func `limit-name wants the noun first`(text: String, expected: [Int]) async {
        #expect(await lines("limit-name", text) == expected)
    }

    @Test(arguments: [
        ("func f(timeout: Int) {}\n", [1]), ("let retryDelay: Double\n", [1]),
        ("func f(timeout: Duration) {}\n", []), ("f(timeout: Int(x))\n", []),
        ("let delayMilliseconds: Int\n", []), ("let interval = 3\n", []),
    ])
    func `bare-duration wants a unit`(text: String, expected: [Int]) async {
        #expect(await lines("bare-duration", text) == expected)
    }

    @Test func `workflow-name wants workflows to be called so`() async {
        let path = "Products/Signals/Workflows/A.swift"
        #expect(await lines("workflow-name", "final class Group: Workflow {}\n", at: path) == [1])
        let text = "final class GroupWorkflow: Workflow {}\nfinal class Cache: Sendable {}\n"
        #expect(await lines("workflow-name", text, at: path) == [])
    }

    @Test(arguments: [
        ("\"signals.signal-emitted\"", []), ("\"SignalEmitted\"", [1]), ("\"tasks.signal\"", [1]),
        ("\"signals.Signal\"", [1]), ("name", [1]),
    ])
    func `stored-name wants the product in front, spelled out`(
        name: String, expected: [Int]
    ) async {
        let path = "Products/Signals/Contracts/A.swift"
        let text = "static let type = EventType(literal: \(name))\n"
        #expect(await lines("stored-name", text, at: path) == expected)
        #expect(await lines("stored-name", text) == [])
    }

    @Test func `stored-name knows products of several words`() async {
        let path = "Products/ExpenseReports/Contracts/A.swift"
        let text =
            "static let type = EventType(literal: \"expense_reports.expense-report-added\")\n"
        #expect(await lines("stored-name", text, at: path) == [])
    }

    @Test(arguments: [
        ("ReportEvents", "struct A: ReportEvent {}\nstruct B {}\n", []),
        ("Receipts", "struct ImportReceipt {}\nenum B {}\n", []),
        ("Activities", "struct A: LocalActivity {}\nstruct B: Activity {}\n", []),
        ("Identifiers", "enum T {}\ntypealias A = Identifier<T>\n", []),
        ("Values", "extension A: ArgumentValue {}\nextension B: ArgumentValue {}\n", []),
        // One type is no family, and a family is named after what it shares.
        ("Receipts", "struct ImportReceipt {}\n", [1]),
        ("Things", "struct A {}\nstruct B {}\n", [1]),
        ("ReportEvent", "struct A: Record {}\nstruct B {}\n", [1]),
    ])
    func `file-name accepts what several types share, in the plural`(
        name: String, text: String, expected: [Int]
    ) async {
        #expect(await lines("file-name", text, at: "Core/Events/\(name).swift") == expected)
    }

    @Test func `part-shape counts what others can set, and no more`() async {
        let path = "Products/Signals/Contracts/A.swift"
        let text =
            "public struct A {\n    public package(set) var b: Int\n    public let c: Int\n}\n"
        #expect(await lines("part-shape", text, at: path) == [])
    }
}
