import Events
import Foundation
import SignalsContracts
import SignalsDomain
import SignalsWorkflows
import Testing

@Suite struct `The quality of grouping offline` {
    @Test func `reaches its bars on the own set, one signal after the other`() async throws {
        let texts = try TextSets.grouping().filter(\.safe).map {
            GroupedText(text: $0.description, group: $0.group)
        }
        var evaluation = Evaluation()
        let scores = try await evaluation.scores(of: texts)
        #expect(scores.ari >= 0.60)
        #expect(scores.homogeneity >= 0.90)
        #expect(scores.completeness >= 0.85)
        #expect(scores.decisions.correctShare >= 0.70)
    }

    @Test(
        .enabled(if: RealData.exists, "the development data is not beside this package"),
        arguments: [("banking", 0.40), ("seamonkey", 0.93)])
    func `holds on the beginning of real sets, with the same configuration`(
        name: String, bar: Double
    ) async throws {
        let texts = try RealData.texts(of: name, first: 300)
        var evaluation = Evaluation()
        let scores = try await evaluation.scores(of: texts)
        #expect(scores.bcubedF1 >= bar)
        #expect(evaluation.recall >= 0.85)
        #expect(texts.allSatisfy { SafetyFilter.judge($0.text) == .safe })
    }
}

struct GroupedText {
    let text, group: String
}

/// Real texts for development; they lie beside the package and are not part of it.
enum RealData {
    static var exists: Bool { FileManager.default.fileExists(atPath: folder.path()) }

    static func texts(of name: String, first count: Int) throws -> [GroupedText] {
        let truth: [Truth] = try decodedLines(Data(contentsOf: url(name, "truth.jsonl")))
        let groups = Dictionary(uniqueKeysWithValues: truth.map { ($0.id, $0.group) })
        let records: [Record] = try decodedLines(Data(contentsOf: url(name, "issues.jsonl")))
        let ordered = records.enumerated().sorted {
            ($0.element.created_at, $0.offset) < ($1.element.created_at, $1.offset)
        }
        return ordered.prefix(count).map { entry in
            let record = entry.element
            let text =
                record.title == record.body ? record.title : record.title + "\n" + record.body
            return GroupedText(text: text, group: groups[record.id] ?? record.id)
        }
    }

    private struct Record: Decodable { let id, title, body, created_at: String }
    private struct Truth: Decodable { let id, group: String }

    private static var folder: URL {
        URL(filePath: #filePath).appending(path: "../../../../../shared/data").standardized
    }

    private static func url(_ name: String, _ file: String) -> URL {
        folder.appending(path: "\(name)/\(file)")
    }
}

/// Groups texts as the workflow does: search, match, gate, place; without an engine around it.
struct Evaluation {
    private var team = Team()
    private var found = 0
    private var asked = 0

    /// Share of signals with an earlier member whose candidates contain one.
    var recall: Double { asked == 0 ? 1 : Double(found) / Double(asked) }

    mutating func scores(of texts: [GroupedText]) async throws -> GroupingScores {
        var placed: [(group: String, report: Int)] = []
        var groups: [SignalID: String] = [:]
        var reports: [ReportID: Int] = [:]
        for (number, text) in texts.enumerated() {
            let question = try await team.question(number, text.text)
            if groups.values.contains(text.group) {
                asked += 1
                let candidates = question.searches.flatMap(\.candidates)
                if candidates.contains(where: { groups[$0.signalID] == text.group }) { found += 1 }
            }
            var report = number
            if let parent = MatchJudge.judge(question).parent,
                let joined = team.index.report(of: parent), let place = reports[joined],
                try await team.gate(number, text.text, joining: place).specificEnough
            {
                report = place
            }
            try await team.place(number, text.text, in: report)
            reports[.sample(report)] = report
            groups[.sample(number)] = text.group
            placed.append((text.group, report))
        }
        return GroupingScores(placed)
    }
}
