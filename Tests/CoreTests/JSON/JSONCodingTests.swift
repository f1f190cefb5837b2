import Events
import Foundation
import Testing

@Suite struct `Coding through JSON values` {
    private struct Inner: Codable, Hashable {
        var zeta = 1
        var alpha: String? = nil
    }

    private struct Outer: Codable, Hashable {
        var name = "n"
        var inner = Inner()
        var list = [Inner(zeta: 2, alpha: "x"), Inner()]
        var flag = true
        var ratio = 0.1
        var small: Float = 0.1
        var byte: UInt8 = 255
        var optional: Int? = nil
        var table = ["z": 1, "a": 2, "m": 3]
        var chosen: Set<String> = ["q", "b", "k"]
        var free: JSONValue = ["k": [1, 2.5, nil]]
    }

    private enum Choice: Codable, Hashable {
        case none
        case some(amount: Int, Inner)
    }

    @Test func `writes members in the order of the type and sorts what has no order`() throws {
        #expect(
            try JSONValue(encoding: Outer()).text()
                == #"{"name":"n","inner":{"zeta":1},"list":[{"zeta":2,"alpha":"x"},{"zeta":1}],"#
                + #""flag":true,"ratio":0.1,"small":0.1,"byte":255,"#
                + #""table":{"a":2,"m":3,"z":1},"chosen":["b","k","q"],"free":{"k":[1,2.5,null]}}"#)
    }

    @Test func `sorts the pairs of a dictionary whose keys are not texts`() throws {
        let table = [Inner(zeta: 9): 1, Inner(zeta: 3): 2]
        let value = try JSONValue(encoding: table)
        #expect(value.text() == #"[{"zeta":3},2,{"zeta":9},1]"#)
        #expect(try value.decode(as: [Inner: Int].self) == table)
    }

    @Test func `reads back what it wrote`() throws {
        let value = Outer()
        #expect(try JSONValue(encoding: value).decode() == value)
        let choice = Choice.some(amount: 3, Inner())
        #expect(try JSONValue(encoding: choice).decode() == choice)
        #expect(try JSONValue(encoding: [choice, .none]).decode() == [choice, .none])
    }

    @Test func `agrees with the coder of the standard library`() throws {
        let reference = try JSONEncoder().encode(Outer())
        #expect(try JSONValue(parsing: Array(reference)).decode(as: Outer.self) == Outer())
        let ours = Data(try JSONValue(encoding: Outer()).bytes())
        #expect(try JSONDecoder().decode(Outer.self, from: ours) == Outer())
    }

    @Test func `passes through coders of another kind`() throws {
        let value: JSONValue = ["a": [1, 2.5, "x", nil, true], "b": ["c": [:]]]
        let data = try JSONEncoder().encode(value)
        let read = try JSONDecoder().decode(JSONValue.self, from: data)
        #expect(read["a"] == value["a"])
        #expect(read["b"] == value["b"])
    }

    @Test func `names the path to what is missing or of another kind`() throws {
        let value: JSONValue = ["zeta": "seven"]
        let mismatch = #expect(throws: DecodingError.self) {
            try JSONValue.array([value]).decode(as: [Inner].self)
        }
        guard case .typeMismatch(_, let context) = mismatch else {
            Issue.record("expected a type mismatch, got \(String(describing: mismatch))")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["Index 0", "zeta"])
        #expect(context.debugDescription == "expected a whole number (Int), found a string")
        #expect(throws: DecodingError.self) { try JSONValue.object(.init()).decode(as: Inner.self) }
        #expect(throws: DecodingError.self) { try JSONValue.integer(256).decode(as: UInt8.self) }
    }

    @Test func `refuses numbers that it cannot hold`() {
        #expect(throws: EncodingError.self) { try JSONValue(encoding: [Double.nan]) }
        #expect(throws: EncodingError.self) { try JSONValue(encoding: [UInt64.max]) }
    }
}
