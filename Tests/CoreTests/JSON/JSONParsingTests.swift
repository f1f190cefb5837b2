import Events
import Testing

@Suite struct `Parsing JSON` {
    @Test func `keeps keys in order and numbers in their kind`() throws {
        let value = try JSONValue(parsing: #"{"b":1,"a":1.0,"c":[true,false,null,-7]}"#)
        #expect(value.object?.keys == ["b", "a", "c"])
        #expect(value["b"] == .integer(1))
        #expect(value["a"] == .double(1))
        #expect(value["c"] == [true, false, nil, -7])
    }

    @Test(arguments: [
        ("9223372036854775807", JSONValue.integer(.max)),
        ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .double(9223372036854775808)),
        ("-9223372036854775809", .double(-9223372036854775808)),
        ("99999999999999999999999", .double(1e23)),
        ("0", .integer(0)), ("0.5e1", .double(5)), ("1E+2", .double(100)),
    ])
    func `reads whole numbers of 64 bits exactly`(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func `keeps the sign of zero`() throws {
        #expect(try JSONValue(parsing: "-0").text() == "-0.0")
    }

    @Test func `reads every escape and joins surrogate pairs`() throws {
        let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00 é 😀""#
        #expect(
            try JSONValue(parsing: text)
                == .string("\"\\/\u{8}\u{c}\n\r\tA\u{e9}\u{1F600} é 😀"))
    }

    @Test(arguments: [
        "", " ", "{", "[", "[1", "[1,", "[1,]", "[,1]", "{\"a\"", "{\"a\":", "{\"a\":1,}", "{a:1}",
        "{'a':1}", "tru", "nul", "True", "NaN", "Infinity", "01", "-01", "-", "+1", ".5", "1.",
        "1e", "1e+", "0x1", "1e999", "\"", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"",
        "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\n\"", "\"\u{1}\"", "1 2", "[] []",
        "{} x", "[1 2]", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "\u{FEFF}1", "/**/1", "{1:2}", "[1}",
    ])
    func `refuses what is not JSON`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func `names the byte and what should stand there`() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "[1,]") }
        #expect(error?.offset == 3)
        #expect(error?.description == "invalid JSON at byte 3: ']' where a value must stand")
    }

    @Test(arguments: [3, 40]) func `refuses a key that occurs twice`(count: Int) {
        let members = (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let error = #expect(throws: JSONError.self) {
            try JSONValue(parsing: "{\(members),\"k1\":0}")
        }
        #expect(error?.reason == .duplicateKey("k1"))
    }

    @Test func `refuses strings that are not UTF-8`() {
        for bytes: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80]] {
            let error = #expect(throws: JSONError.self) {
                try JSONValue(parsing: [34] + bytes + [34])
            }
            #expect(error?.reason == .notUTF8)
        }
    }

    @Test func `stops at the limits of depth and size`() throws {
        let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(try JSONValue(parsing: deep).text() == deep)
        let tooDeep = #expect(throws: JSONError.self) { try JSONValue(parsing: "[\(deep)]") }
        #expect(tooDeep?.reason == .tooDeep(max: 128))
        let hostile = #expect(throws: JSONError.self) {
            try JSONValue(parsing: String(repeating: "{\"a\":", count: 100_000))
        }
        #expect(hostile?.reason == .tooDeep(max: 128))
        let tooLong = #expect(throws: JSONError.self) {
            try JSONValue(parsing: "[1,2,3]", bytesMax: 6)
        }
        #expect(tooLong?.reason == .tooLong(actual: 7, max: 6))
    }
}
