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
                    "b-c", "Twice", examples: ["box b-c"], [Calls.rest, Calls.file]
                ) { _ in .done },
                Command("d_e", "Snake", examples: ["box d_e"]) { _ in .done },
            ])
        #expect(
            root.complaints == [
                "box: b-c and a share a name",
                "box a: there is no summary", "box a: there is no example",
                "box a: --data is declared twice",
                "box b-c: <position> can be left out and is not the last",
                "box d_e: the name is not in kebab case",
            ])
    }
}
