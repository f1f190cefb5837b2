import Foundation

/// Texts written for these tests: attacks in many voices, and texts that only look like one.
enum SafetyTexts {
    struct Line: Decodable {
        let id, text: String
        let safe: Bool
    }

    static func all() throws -> [Line] {
        try decodedLines(Data(contentsOf: TextSets.url(of: "safety_voices.jsonl")))
    }
}
