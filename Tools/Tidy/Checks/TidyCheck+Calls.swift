import ImportLinter

extension TidyCheck {
    /// Time, randomness and the process, brought in behind the back of the ports.
    static let hiddenInput = TidyCheck("hidden-input") { source in
        source.tokens.indices.compactMap { index in
            guard let call = source.hiddenInput(at: index), !source.isBoundary else { return nil }
            return source.finding(
                "hidden-input", at: index, "\(call) gives another answer each time.",
                fix: "take a TimeSource or a RandomSource as a parameter; only Adapters call it")
        }
            + source.sleeps.filter { _ in source.isTest }.map { index in
                source.finding(
                    "hidden-input", at: index, "A test that sleeps is slow and fails at random.",
                    fix: "wait for what is expected, or use virtual time")
            }
    }

    static let unownedTask = TidyCheck("unowned-task") { source in
        source.tokens.indices.compactMap { index in
            guard source.word(index, is: "Task"), !source.mark(index - 1, is: "."),
                !source.isDeclared(index)
            else { return nil }
            let isDetached =
                source.mark(index + 1, is: ".") && source.word(index + 2, is: "detached")
            guard isDetached || source.isUnowned(taskAt: index) else { return nil }
            return source.finding(
                "unowned-task", at: index,
                isDetached ? "Task.detached belongs to nobody." : "Nobody awaits this Task.",
                fix: "use a task group, or keep the task and await or cancel it")
        }
    }

    static let blockingWait = TidyCheck("blocking-wait") { source in
        source.tokens.indices.compactMap { index in
            guard source.word(index, is: "DispatchSemaphore"), !source.isTest else { return nil }
            return source.finding(
                "blocking-wait", at: index, "DispatchSemaphore blocks a thread that others need.",
                fix: "await a continuation, or use a Mutex")
        }
    }

    static let forced = TidyCheck("forced") { source in
        source.tokens.indices.compactMap { index in
            guard let what = source.forced(at: index) else { return nil }
            return source.finding(
                "forced", at: index, "\(what) ends the process for a fault of the world.",
                fix: "throw an error that says what, which one and what to do next")
        }
            + source.tokens.indices.filter { source.isPrint(at: $0) }.map { index in
                source.finding(
                    "forced", at: index, "A library does not print.",
                    fix: "return the text, or log it")
            }
    }
}

extension SourceText {
    fileprivate func hiddenInput(at index: Int) -> String? {
        let isEmptyCall = mark(index + 1, is: "(") && mark(index + 2, is: ")")
        if mark(index - 1, is: ".") { return hiddenMember(at: index, isEmptyCall) }
        for (name, text): (StaticString, String) in [
            ("Date", "Date()"), ("UUID", "UUID()"), ("ContinuousClock", "ContinuousClock()"),
            ("SuspendingClock", "SuspendingClock()"),
        ] where word(index, is: name) && isEmptyCall { return text }
        if word(index, is: "Date"), mark(index + 1, is: "."), word(index + 2, is: "now") {
            return "Date.now"
        }
        if isSleep(at: index) { return "Task.sleep" }
        let names: [StaticString] = [
            "SystemRandomNumberGenerator", "DispatchQueue", "Thread", "ProcessInfo",
        ]
        return names.contains { word(index, is: $0) } && !isDeclared(index) ? text(index) : nil
    }

    private func hiddenMember(at index: Int, _ isEmptyCall: Bool) -> String? {
        if isEmptyCall, word(index, is: "shuffled") || word(index, is: "randomElement") {
            return ".\(text(index))()"
        }
        // `T.random(in:)` draws from the system; `run.random()` is somebody's own generator.
        guard word(index, is: "random"), mark(index + 1, is: "("), let end = closing(index + 1),
            tokens.indices.contains(index - 2),
            text(index - 2).first?.isUppercase == true || mark(index - 2, is: "("),
            !(index...end).contains(where: { word($0, is: "using") })
        else { return nil }
        return ".random(…)"
    }

    fileprivate var sleeps: [Int] { tokens.indices.filter(isSleep) }

    private func isSleep(at index: Int) -> Bool {
        let isTask = word(index, is: "Task") && mark(index + 1, is: ".")
        return isTask && word(index + 2, is: "sleep")
    }

    fileprivate func isDeclared(_ index: Int) -> Bool {
        word(index - 1, is: "struct") || word(index - 1, is: "class") || word(index - 1, is: "enum")
    }

    /// A task whose value goes nowhere.
    fileprivate func isUnowned(taskAt index: Int) -> Bool {
        var next = index + 1
        if mark(next, is: "("), let end = closing(next) { next = end + 1 }
        guard mark(next, is: "{") else { return false }
        if mark(index - 1, is: "=") { return word(index - 2, is: "_") }
        // `Task { … }.value` is awaited where it stands.
        if let end = closing(next), mark(end + 1, is: ".") { return false }
        let isGiven = ["(", ",", ":", "["].contains { mark(index - 1, is: $0) }
        // The only expression of a function or a getter is its value.
        let isAlone =
            mark(index - 1, is: "{") && closing(next).map { mark($0 + 1, is: "}") } == true
        return !isGiven && !word(index - 1, is: "return") && !isAlone
    }

    fileprivate func forced(at index: Int) -> String? {
        if word(index, is: "fatalError"), mark(index + 1, is: "(") { return "fatalError" }
        guard word(index, is: "try") || word(index, is: "as"), touch(index, index + 1),
            mark(index + 1, is: "!")
        else { return nil }
        return text(index) + "!"
    }

    fileprivate func isPrint(at index: Int) -> Bool {
        word(index, is: "print") && mark(index + 1, is: "(") && !mark(index - 1, is: ".")
            && !word(index - 1, is: "func") && !isMain && !isTest
    }
}
