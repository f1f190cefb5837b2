import CommandLine
import Testing

@Suite struct `Calling a command` {
    @Test func `reads options in every spelling`() async {
        let shell = await Shell(
            "signals", "emit", "--team-id=3", "-t", "hello", "--mode", "careful", "--tag", "a",
            "--tag=b=c", "--wait", "2m", "-n", "--json", "--data", "/d")
        #expect(shell.code == 0)
        #expect(
            shell.output == "team 3, text hello, mode careful, tags [\"a\", \"b=c\"], "
                + "wait 120.0 seconds, dry true, json true, data /d\n")
    }

    @Test func `fills in defaults`() async {
        let shell = await Shell("signals", "emit", "--text", "x")
        #expect(
            shell.output == "team 1, text x, mode fast, tags [], wait 0.0 seconds, dry false, "
                + "json false, data none\n")
    }

    @Test func `understands snake case and other names`() async {
        let shell = await Shell(
            "signals", "emit_signals_from_fixture", "--text=x", "--team_id", "9")
        #expect(shell.code == 0)
        #expect(shell.output.hasPrefix("team 9"))
        let kebab = await Shell("signals", "emit-signals-from-fixture", "--text=x")
        #expect(kebab.code == 0)
    }

    @Test func `takes options of a group before or after the command`() async {
        let before = await Shell("--data", "/d", "signals", "emit", "--text=x")
        let after = await Shell("signals", "emit", "--text=x", "--data", "/d")
        #expect(before.output == after.output)
        #expect(before.output.contains("data /d"))
    }

    @Test func `places positional arguments`() async {
        #expect(await Shell("show", "f", "1", "-2", "3").output == "f [1, -2, 3]\n")
        #expect(await Shell("show", "--", "--f", "1").output == "--f [1]\n")
        #expect(await Shell("show", "-").output == "- []\n")
    }

    @Test func `accepts an empty value and a negative one`() async {
        #expect(await Shell("signals", "emit", "--text=").output.contains("text ,"))
        #expect(await Shell("signals", "emit", "--text", "-5").output.contains("text -5,"))
    }

    @Test func `ends with the code of its outcome`() async {
        #expect(await Shell("signals", "list").code == 1)
        let failed = await Shell("fail")
        #expect(failed.code == 1)
        #expect(failed.errors == "error: the disk is full: free some space\n")
        let wrong = await Shell("check")
        #expect(wrong.code == 2)
        #expect(
            wrong.errors
                == "error: --a and --b exclude each other\nSee `box check --help`.\n")
    }
}

@Suite struct `Calling a command wrongly` {
    @Test(arguments: [
        ("emit --text x --tema-id 1", "unknown option --tema-id: did you mean --team-id?"),
        ("emit --text x --qqqqq", "unknown option --qqqqq"),
        ("emit --text x -z", "unknown option -z; put -- before"),
        ("emit --text x --team-id", "--team-id needs a value: --team-id <ID>"),
        ("emit --text x --team-id --json", "--team-id needs a value"),
        ("emit --text x --team-id two", "--team-id must be a whole number, not \"two\""),
        ("emit --text x --team-id 0", "--team-id must be at least 1, not 0"),
        ("emit --text x --team-id 1 --team-id 2", "--team-id is given twice; keep one"),
        (
            "emit --text x --mode carful",
            "one of fast, careful, not \"carful\": did you mean careful?"
        ),
        ("emit --text x --wait 5", "--wait must be a time such as 500ms, 5s"),
        ("emit --text x --json=yes", "--json takes no value"),
        ("emit", "missing --text: The text"),
        ("emit --text x more", "unexpected argument \"more\""),
        ("emti", "unknown command \"emti\": did you mean emit?"),
        ("", "box signals needs a command: emit, list"),
    ])
    func `names the argument and what to write`(words: String, message: String) async {
        let words = words.split(separator: " ").map(String.init)
        let shell = await Shell(words: ["signals"] + words)
        #expect(shell.code == 2)
        #expect(shell.errors.contains(message), "\(shell.errors)")
        #expect(shell.errors.contains("--help`."))
        #expect(shell.output.isEmpty)
    }

    @Test func `names a missing or wrong positional argument`() async {
        #expect(await Shell("show").errors.contains("missing <file>: The file to read"))
        #expect(await Shell("show", "f", "x").errors.contains("<position> must be a whole number"))
    }

    @Test func `never repeats control characters or endless words`() async {
        let shell = await Shell("\u{1B}[31m" + String(repeating: "x", count: 10_000))
        #expect(!shell.errors.contains("\u{1B}"))
        #expect(shell.errors.count < 300)
    }
}

@Suite struct `Asking for help` {
    @Test func `shows usage, commands, options and an example`() async {
        let shell = await Shell("signals", "emit", "--help")
        #expect(shell.code == 0)
        #expect(
            shell.output == """
                box signals emit: Emits one signal

                Usage
                  box signals emit --text <TEXT> [options]

                Options
                  --team-id <ID>     The team (default 1)
                  -t, --text <TEXT>  The text (required)
                  --mode <MODE>      How to go about it (fast, careful; default fast)
                  --tag <TAG>        A tag (may be repeated)
                  --wait <TIME>      How long to wait
                  -n, --dry-run      Change nothing
                  --json             Print one JSON object instead of text
                  --data <DIR>       The data directory
                  -h, --help         Show this help

                Example
                  box signals emit --text hello

                Also called emit_signals_from_fixture.

                """)
    }

    @Test func `answers to every way of asking`() async {
        let asked = await Shell("signals", "emit", "--help").output
        #expect(await Shell("signals", "emit", "-h").output == asked)
        #expect(await Shell("help", "signals", "emit").output == asked)
        #expect(await Shell("signals", "help", "emit").output == asked)
        #expect(await Shell("--version").output == "box 1.2.3\n")
    }

    @Test func `comes before complaints about what is missing`() async {
        #expect(await Shell("show", "--help").code == 0)
    }
}

@Suite struct `Declaring commands` {
    @Test func `finds no fault with a tree that is in order`() {
        #expect(Calls.root.complaints.isEmpty)
    }

    @Test func `finds what would confuse`() {
        let root = Command(
            "box", "Sorts", examples: ["box a"], [Calls.data],
            subcommands: [
                Command("a", aliases: ["b_c"], "", examples: [], [Calls.data]) { _ in .done },
                Command(
                    "b-c", "Twice", examples: ["box a"], [Calls.rest, Calls.file]
                ) { _ in .done },
                Command("d_e", "Snake", examples: ["box a"]) { _ in .done },
            ])
        #expect(
            root.complaints == [
                "box: b-c and a share a name",
                "box a: there is no summary", "box a: there is no example",
                "box a: --data is declared twice",
                "box b-c: <position> can be left out and is not the last",
                "box b-c: box a: it runs box a", "box d_e: the name is not in kebab case",
                "box d_e: box a: it runs box a",
            ])
    }

    @Test func `finds examples that do not work as they stand`() {
        let root = Command(
            "box", "Sorts", examples: ["box a --data x", "sort it"],
            subcommands: [
                Command(
                    "a", "First", examples: ["box a", "box b", "HOME=/ box a --data 'x y' | less"],
                    [Calls.data]
                ) { _ in .done },
                Command("b", "Second", examples: ["box b --count 1", "box b > file"]) { _ in .done
                },
            ])
        #expect(
            root.complaints == [
                "box: sort it: it does not begin with box", "box a: box b: it runs box b",
                "box b: box b --count 1: unknown option --count",
            ])
    }

    @Test func `lists every command with what it takes`() {
        let outline = Calls.root.outline
        let paths = outline.map { $0.path.joined(separator: " ") }
        #expect(
            paths == [
                "box signals", "box signals emit", "box signals list", "box show", "box fail",
                "box check",
            ])
        #expect(outline.map(\.isRunnable) == [false, true, true, true, true, true])
        #expect(outline[1].aliases == ["emit_signals_from_fixture"])
        #expect(outline[1].options.prefix(3) == ["--data", "--team-id", "--text"])
        #expect(outline[3].positionals == ["file", "position"])
    }
}

@Suite struct `A group whose name may be left out` {
    @Test func `is put in before its commands and their other names`() async {
        let whole = await Shell("signals", "emit", "--text", "x")
        #expect(whole.code == 0)
        #expect(await Shell("emit", "--text", "x").output == whole.output)
        let named = await Shell("emit_signals_from_fixture", "--text", "x", "--data", "d")
        #expect(named.output.hasSuffix("data d\n"))
        #expect(await Shell("list").code == 1)
    }

    @Test func `leaves a command of the same level its name`() async {
        let root = Command(
            "box", "Sorts", examples: ["box one"],
            subcommands: [
                Command(
                    "group", "Holds", examples: ["box group one"], groupName: .optional,
                    subcommands: [
                        Command("one", "Inner", examples: ["box group one"]) { _ in .problem }
                    ]),
                Command("one", "Outer", examples: ["box one"]) { _ in .done },
            ])
        #expect(await root.run(["one"], version: "1", console: .silent) == .done)
        #expect(await root.run(["group", "one"], version: "1", console: .silent) == .problem)
    }

    @Test func `is among what is suggested`() async {
        #expect(await Shell("emti").errors.contains("did you mean emit?"))
    }
}

@Suite struct `A line of an example` {
    @Test(arguments: [
        ("box a b", ["box", "a", "b"]), ("box 'a b' \"c d\"", ["box", "a b", "c d"]),
        (#"box a\ b "c\"d" ''"#, ["box", "a b", "c\"d", ""]), ("A=1 box x=2", ["box", "x=2"]),
        ("box a | wc -l", ["box", "a"]), ("box a>f", ["box", "a"]), ("", []),
    ])
    func `is cut as a shell cuts it`(line: String, words: [String]) {
        #expect(ExampleLine(line).words == words)
    }

    @Test func `keeps the variables apart`() {
        #expect(ExampleLine("A_1=x B= box").variables == ["A_1=x", "B="])
    }
}

extension Console {
    /// A console that nobody reads.
    fileprivate static let silent = Console(
        output: .plain, errors: .plain, writeOutput: { _ in }, writeErrors: { _ in })
}
