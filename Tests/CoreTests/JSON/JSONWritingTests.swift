import Events
import Testing

@Suite struct `Writing JSON` {
    @Test func `keeps the order of keys in the compact form`() {
        let value: JSONValue = ["z": 1, "a": [1.5, "x", nil, true], "e": [:], "l": []]
        #expect(value.text() == #"{"z":1,"a":[1.5,"x",null,true],"e":{},"l":[]}"#)
    }

    @Test func `indents by two spaces in the pretty form`() {
        let value: JSONValue = ["a": [1, ["b": 2]], "e": [:], "l": []]
        #expect(
            value.text(.pretty) == """
                {
                  "a": [
                    1,
                    {
                      "b": 2
                    }
                  ],
                  "e": {},
                  "l": []
                }
                """)
    }

    @Test func `escapes only what must be escaped`() {
        #expect(JSONValue.string("\"\\/\n\u{1}é").text() == #""\"\\/\n\u0001é""#)
    }

    @Test func `writes null for a double that JSON cannot hold`() {
        #expect(JSONValue.array([.double(.nan), .double(.infinity)]).text() == "[null,null]")
    }

    @Test func `reads back every double it wrote`() throws {
        var random = Fuzz(seed: 7)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: random.next())
            guard double.isFinite else { continue }
            let value = JSONValue.double(double)
            #expect(try JSONValue(parsing: value.bytes()) == value)
        }
    }
}

@Suite struct `Fuzzing JSON` {
    @Test func `any value survives being written and read in both layouts`() throws {
        var random = Fuzz(seed: 1)
        for _ in 0..<2_000 {
            let value = random.json(depth: 5)
            #expect(try JSONValue(parsing: value.bytes()) == value)
            #expect(try JSONValue(parsing: value.bytes(.pretty)) == value)
        }
    }

    @Test func `mutated texts are refused or read, and what is read is stable`() {
        var random = Fuzz(seed: 2)
        var refused = 0
        for _ in 0..<5_000 {
            var bytes = random.json(depth: 4).bytes()
            for _ in 0...random.below(3) { random.mutate(&bytes) }
            do {
                let value = try JSONValue(parsing: bytes)
                #expect(try JSONValue(parsing: value.bytes()) == value)
            } catch {
                refused += 1
                #expect((0...bytes.count).contains(error.offset))
            }
        }
        #expect(refused > 500)
    }

    @Test func `every prefix of a text is refused`() throws {
        let text = #"{"a":[1,2.5,"é\n\ud83d\ude00"],"b":{"c":null,"d":true}}"#
        let bytes = Array(text.utf8)
        for count in 0..<bytes.count {
            #expect(throws: JSONError.self) { try JSONValue(parsing: Array(bytes[..<count])) }
        }
        #expect(try JSONValue(parsing: bytes)["b"]?["d"] == true)
    }
}
