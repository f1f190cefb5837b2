import Events
import Telemetry
import Testing

@Suite struct `Saying what happens` {
    private let sink = MemorySink()

    private func instruments(_ level: LogLevel = .info) -> Instruments {
        Instruments(to: sink, time: FixedTime(), level: level)
    }

    @Test func `keeps level, message, time and fields`() throws {
        instruments().warning("disk is slow", ["path": "/data", "seconds": 3])
        let record = try #require(sink.records.first)
        #expect(record.level == .warning)
        #expect(record.message == "disk is slow")
        #expect(record.time == FixedTime().now())
        #expect(record.fields == ["path": "/data", "seconds": 3])
    }

    @Test func `does not even build what nobody reads`() {
        var built = 0
        func message() -> String {
            built += 1
            return "detail"
        }
        instruments(.warning).info(message())
        Instruments.silent.error(message())
        #expect(sink.records.isEmpty)
        #expect(built == 0)
    }

    @Test func `puts common fields into every record`() {
        let instruments = instruments().with(["team": 7, "part": "views"])
        instruments.info("started", ["part": "blobs"])
        #expect(sink.records.map(\.fields) == [["team": 7, "part": "blobs"]])
    }

    @Test func `is one JSON object a line`() {
        let record = LogRecord(
            time: FixedTime().now(), level: .error, message: "a \"b\"\nc",
            fields: ["n": 1, "half": 0.5, "yes": true, "time": "late"])
        #expect(
            LogFormat.json.line(record)
                == #"{"time":"2023-11-14T22:13:20Z","level":"error","message":"a \"b\"\nc","#
                + #""n":1,"half":0.5,"yes":true,"field.time":"late"}"#)
    }

    @Test func `is one line of text, whatever is said`() {
        let record = LogRecord(
            time: FixedTime().now(), level: .info, message: "one\ntwo\u{1B}[31m",
            fields: ["plain": "x", "spaced": "a b", "empty": ""])
        #expect(
            LogFormat.text.line(record)
                == "2023-11-14T22:13:20Z info    one two [31m plain=x spaced=\"a b\" empty=\"\"")
    }

    @Test func `never shows what is redacted`() throws {
        let secret = Redacted("hunter2")
        instruments().info("token is \(secret)", ["token": .of(secret)])
        let record = try #require(sink.records.first)
        var dumped = ""
        dump(secret, to: &dumped)
        for text in [LogFormat.json.line(record), LogFormat.text.line(record), dumped] {
            #expect(!text.contains("hunter2"))
        }
        #expect(secret.revealed == "hunter2")
    }

    @Test func `cuts a text that is too long`() {
        let record = LogRecord(
            time: FixedTime().now(), level: .info, message: String(repeating: "x", count: 20_000))
        let line = LogFormat.text.line(record)
        #expect(line.utf8.count < 9_000)
        #expect(line.contains("bytes more"))
    }
}

@Suite struct `Counting what happens` {
    @Test func `adds to counters and sets gauges, by name and labels`() {
        let instruments = Instruments.silent
        instruments.count("appends")
        instruments.count("appends", by: 2)
        instruments.count("appends", ["team": "1"])
        instruments.set("lag", to: 9)
        instruments.set("lag", to: 4)
        #expect(
            instruments.snapshot.map { "\($0.name) \($0.labels) \($0.value)" }
                == ["appends [:] 3", "appends [\"team\": \"1\"] 1", "lag [:] 4"])
    }

    @Test func `shares meters with every copy`() {
        let instruments = Instruments.silent
        instruments.with(["part": "x"]).count("appends")
        #expect(instruments.snapshot.map(\.value) == [1])
        #expect(Instruments.silent.snapshot.isEmpty)
    }

    @Test func `counts from many tasks at once`() async {
        let instruments = Instruments.silent
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask { for _ in 0..<100 { instruments.count("n") } }
            }
        }
        #expect(instruments.snapshot.map(\.value) == [5_000])
    }

    @Test func `drops meters past the limit and counts them`() {
        let instruments = Instruments.silent
        for number in 0..<5_000 { instruments.count("n", ["id": String(number)]) }
        let snapshot = instruments.snapshot
        #expect(snapshot.count == 4_097)
        #expect(snapshot.last { $0.name == "telemetry.meters-dropped" }?.value == 904)
    }
}

/// A clock that stands still.
private struct FixedTime: TimeSource {
    func now() -> Timestamp { Timestamp(microseconds: 1_700_000_000_000_000) }
    func wait(until moment: Timestamp) async throws(CancellationError) {}
}
