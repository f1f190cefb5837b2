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

@Suite struct `Tidiness of size` {
    @Test func `line-length allows a hundred columns, and a long sentence of documentation`() async
    {
        let long = String(repeating: "é", count: 99)
        #expect(await lines("line-length", "// \(long)\n") == [1])
        #expect(await lines("line-length", "// \(long.dropFirst(2))\n") == [])
        #expect(await lines("line-length", "/// \(long)\n") == [])
        #expect(await lines("line-length", "let s = \"\"\"\n\(long)xx\n\"\"\"\n") == [])
    }

    @Test(arguments: [(68, 0), (69, 1)])
    func `function-length counts from the first word to the closing brace`(
        count: Int, found: Int
    ) async {
        let body = String(repeating: "    x()\n", count: count)
        let text = "protocol P {\n    func f()\n    func g()\n}\nfunc h() {\n\(body)}\n"
        #expect(await lines("function-length", text).count == found)
        #expect(
            await lines("function-length", "struct S {\ninit() {\n\(body)}\n}\n").count == found)
    }

    @Test func `file-length allows five hundred lines`() async {
        #expect(await lines("file-length", String(repeating: "\n", count: 500)) == [])
        #expect(await lines("file-length", String(repeating: "\n", count: 501)) == [501])
    }

    @Test func `white-space finds tabs, blanks at the end, CR LF and a missing newline`() async {
        #expect(await lines("white-space", "a\n\tb\nc \nd\r\ne") == [2, 3, 4, 5])
        #expect(await lines("white-space", "a\n    b\n") == [])
    }
}

@Suite struct `Tidiness of calls` {
    @Test(arguments: [
        "Date()", "Date.now", "UUID()", "Task.sleep(for: .zero)", "SystemRandomNumberGenerator()",
        "Int.random(in: 1...2)", "a.shuffled()", "a.randomElement()", "DispatchQueue.main",
        "Thread.current", "ProcessInfo.processInfo", "ContinuousClock()",
    ])
    func `hidden-input finds it outside adapters alone`(call: String) async {
        #expect(await lines("hidden-input", "let x = \(call)\n") == [1])
        #expect(await lines("hidden-input", "let x = \"\(call)\" // \(call)\n") == [])
        let adapter = "Core/Events/Adapters/Clock.swift"
        #expect(await lines("hidden-input", "let x = \(call)\n", at: adapter) == [])
    }

    @Test(arguments: [
        "Int.random(in: 1...2, using: &g)", "run.random()", "a.shuffled(using: &g)",
        "clock.sleep()",
        "Date(timeIntervalSince1970: 1)", "func random() {}",
    ])
    func `hidden-input lets pass what was handed in`(call: String) async {
        #expect(await lines("hidden-input", "\(call)\n") == [])
    }

    @Test func `hidden-input finds a test that sleeps`() async {
        let path = "Tests/CoreTests/A.swift"
        #expect(await lines("hidden-input", "try await Task.sleep(for: .zero)\n", at: path) == [1])
        #expect(await lines("hidden-input", "let id = UUID()\n", at: path) == [])
    }

    @Test(arguments: [
        ("func f() {\n    Task { g() }\n    h()\n}\n", [2]), ("_ = Task { g() }\n", [1]),
        ("Task.detached { g() }\n", [1]), ("let task = Task { g() }\n", []),
        ("return Task { g() }\n", []), ("tasks.append(Task { g() })\n", []),
        ("await Task { g() }.value\n", []), ("struct Task {}\n", []),
    ])
    func `unowned-task finds a task that nobody awaits`(text: String, expected: [Int]) async {
        #expect(await lines("unowned-task", text) == expected)
    }

    @Test func `blocking-wait finds a semaphore`() async {
        #expect(await lines("blocking-wait", "let s = DispatchSemaphore(value: 0)\n") == [1])
    }

    @Test(arguments: [
        ("try! f()\n", [1]), ("a as! B\n", [1]), ("fatalError(\"x\")\n", [1]), ("print(1)\n", [1]),
        ("try? f()\n", []), ("a as? B\n", []), ("console.print(1)\n", []), ("\"try! f()\"\n", []),
        ("if a != b {}\n", []),
    ])
    func `forced finds what ends the process`(text: String, expected: [Int]) async {
        #expect(await lines("forced", text) == expected)
    }

    @Test func `forced lets a main program print`() async {
        #expect(await lines("forced", "print(1)\n", at: "Tools/Main/main.swift") == [])
    }

    @Test(arguments: [
        "final class A: @unchecked Sendable {}\n", "nonisolated(unsafe) var a = 1\n",
        "let a = try? f()\n",
    ])
    func `unexplained wants a reason above`(text: String) async {
        #expect(await lines("unexplained", text) == [1])
        #expect(await lines("unexplained", "// The lock guards it.\n\(text)") == [])
    }

    @Test func `unexplained accepts the sentence above the function`() async {
        let text = "/// Nil where there is none.\nprivate func f() {\n\n\n\n\n\n    try? g()\n}\n"
        #expect(await lines("unexplained", text) == [])
        #expect(await lines("unexplained", String(text.drop { $0 != "\n" })) == [8])
    }
}

@Suite struct `Tidiness of words` {
    @Test func `todo wants the number of an issue`() async {
        #expect(await lines("todo", "// TODO: later\n/* FIXME */\n// TODO #12: later\n") == [1, 2])
        #expect(await lines("todo", "let todo = \"TODO\"\n// what is to do\n") == [])
    }

    @Test func `banner finds dividers and licences`() async {
        #expect(await lines("banner", "// Copyright 2026\n\n// =======\n////// x\n") == [1, 3, 4])
        #expect(await lines("banner", "// MARK: - Topic\n// a - b\n/// | --- | --- |\n") == [])
    }

    @Test(arguments: [
        ("struct FileManager {}\n", [1]), ("enum Base {}\n", [1]), ("class BaseView {}\n", [1]),
        ("struct SharedTerm {}\n", []), ("enum Base64 {}\n", []),
        ("extension FileManager {}\n", []),
        ("struct Managed {}\n", []),
    ])
    func `vague-name finds names that fit anything`(text: String, expected: [Int]) async {
        #expect(await lines("vague-name", text) == expected)
    }

    @Test func `vague-name looks at folders and files`() async {
        #expect(await lines("vague-name", "", at: "Core/Common/A.swift") == [1])
        #expect(await lines("vague-name", "", at: "Core/Events/StoreHelpers.swift") == [1])
    }

    @Test func `file-name wants a type of the file, or a topic of it`() async {
        #expect(await lines("file-name", "struct A {}\n", at: "Core/Events/B.swift") == [1])
        #expect(await lines("file-name", "struct A {}\n", at: "Core/Events/A.swift") == [])
        #expect(await lines("file-name", "extension A {}\n", at: "Core/Events/A+Text.swift") == [])
        #expect(await lines("file-name", "struct A {}\n", at: "Core/Events/Limits.swift") == [])
    }

    @Test func `placeholder finds what is left over`() async {
        #expect(await lines("placeholder", "", at: "Core/Events/Placeholder.swift") == [1])
    }

    @Test func `bare-limit finds a number without a name`() async {
        #expect(await lines("bare-limit", "f(timeout: 30)\nlet rowsMax: Int = 5\n") == [1, 2])
        #expect(await lines("bare-limit", "static let rowsMax = 5\n") == [1])
        #expect(await lines("bare-limit", "private static let rowsMax = 5\n") == [])
        #expect(await lines("bare-limit", "f(timeout: wait)\nlet rowsMax = 1\n") == [])
        #expect(await lines("bare-limit", "let a = 2\n", at: "Core/Events/Limits.swift") == [])
    }
}

@Suite struct `Tidiness of parts` {
    @Test func `a domain has nothing public`() async {
        let text = "public import Events\npublic struct A {}\npackage struct B {}\n"
        #expect(await lines("part-shape", text, at: "Products/Signals/Domain/A.swift") == [2])
    }

    @Test func `contracts are values`() async {
        let path = "Products/Signals/Contracts/A.swift"
        #expect(
            await lines("part-shape", "public actor A {}\nfinal class B {}\n", at: path) == [1, 2])
        let text = "public struct A {\n    public var b: Int\n    public var c: Int { 1 }\n}\n"
        #expect(await lines("part-shape", text, at: path) == [])
        let event = "Products/Signals/Contracts/Events/A.swift"
        #expect(await lines("part-shape", text, at: event) == [2])
        #expect(await lines("part-shape", text.replacing("var b", with: "let b"), at: event) == [])
    }

    @Test(arguments: [
        "Task { g() }", "let t = Task { g() }", "Task.sleep(for: x)", "@MainActor func f() {}",
        "DispatchQueue.main.async {}", "Task.detached {}",
    ])
    func `workflow-call finds what leaves the lane`(call: String) async {
        let path = "Products/Signals/Workflows/A.swift"
        #expect(await lines("workflow-call", call + "\n", at: path) == [1])
        #expect(await lines("workflow-call", call + "\n") == [])
        let adapter = "Products/Signals/Workflows/Code/Adapters/A.swift"
        #expect(await lines("workflow-call", call + "\n", at: adapter) == [])
    }

    @Test(arguments: [
        ("let s: Set<Int> = []\nfor a in s {}\n", [2]),
        ("var d = [:]\nfor a in d.keys {}\n", [2]),
        ("let d: [String: Int]\nfor (k, v) in d where k {}\n", [2]),
        ("let s: Set<Int> = []\nfor a in s.sorted() {}\n", []),
        ("let a: [Int] = []\nfor b in a {}\n", []),
    ])
    func `unordered-iteration finds an order that changes from run to run`(
        text: String, expected: [Int]
    ) async {
        let path = "Products/Signals/Domain/A.swift"
        #expect(await lines("unordered-iteration", text, at: path) == expected)
    }
}

@Suite struct `Tidiness of the tree` {
    private func file(_ path: String, _ text: String) -> SourceText {
        SourceText(path: path, bytes: Array(text.utf8))
    }

    private func found(
        _ rule: String, _ files: [SourceText], _ entries: [String] = []
    ) async -> [String] {
        let result = await TidyTree(files: files, entries: entries).result()
        return result.findings.filter { $0.rule == rule }.map(\.place.file)
    }

    @Test func `unused-file finds a file that nobody names`() async {
        let files = [
            file("Core/A/A.swift", "struct A { func f() {} }"),
            file("Core/A/B.swift", "struct B { let a: A }"),
            file("Core/A/Limits.swift", "extension A { func g() {} }"),
        ]
        #expect(await found("unused-file", files) == ["Core/A/B.swift", "Core/A/Limits.swift"])
    }

    @Test func `strange-entry finds what the architecture lacks`() async {
        let entries = ["Core", "README.md", ".ci", "Scripts", "Package.swift"]
        #expect(await found("strange-entry", [], entries) == ["Scripts"])
    }

    @Test func `part-shape counts the doors of workflows`() async {
        let text = "public func a() {}\npublic func b() {}\npublic func c() {}\n"
        let files = [file("Products/Signals/Workflows/A.swift", text)]
        #expect(await found("part-shape", files).count == 1)
        let two = [
            file("Products/Signals/Workflows/A.swift", "public func a() {}\npublic func b() {}\n")
        ]
        #expect(await found("part-shape", two).isEmpty)
    }

    @Test func `part-shape finds a facade that is no more than its exports`() async {
        let exports = file("Products/A/Facade/Exports.swift", "@_exported import AContracts")
        #expect(await found("part-shape", [exports]).count == 1)
        let door = file("Products/A/Facade/A.swift", "public struct A {}")
        #expect(await found("part-shape", [exports, door]).isEmpty)
    }

    @Test func `an allowance wants a reason, and covers its own line and the next`() async {
        let text = "// tidy: the test of the clock itself\nlet a = Date()\nlet b = Date()\n"
        #expect(await lines("hidden-input", text) == [3])
        let bare = "// tidy: because\nlet a = Date()\n"
        #expect(await lines("hidden-input", bare) == [2])
        #expect(await lines("allowance-without-reason", bare) == [1])
    }

    @Test func `a file that cannot be read is told, not passed over`() async {
        let result = await TidyTree(files: [file("Core/A/A.swift", "/* open")], entries: [])
            .result()
        #expect(result.exitCode() == 3)
        #expect(result.unreadable.map(\.file) == ["Core/A/A.swift"])
    }

    @Test func `is the same in every order of the files`() async {
        let files = [file("Core/A/B.swift", "let a = Date()"), file("Core/A/A.swift", "print(1)")]
        let one = await TidyTree(files: files, entries: []).result()
        let other = await TidyTree(files: files.reversed(), entries: []).result()
        #expect(one.findings == other.findings)
        #expect(!one.findings.isEmpty)
    }
}
