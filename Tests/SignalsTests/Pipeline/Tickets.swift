import Foundation

/// Texts for pipelines.
enum Tickets {
    /// A text that is like no other.
    static func lone(_ number: Int) -> String {
        "Signal number \(number) about part\(number * 7919)\n"
            + "The screen of part\(number) stays empty."
    }

    /// The first texts of the own set that come in groups of three and more, group by group.
    static func grouped(_ count: Int) throws -> [String] {
        let safe = try TextSets.grouping().filter(\.safe)
        var groups: [String] = []
        for text in safe where !groups.contains(text.group) { groups.append(text.group) }
        let members = groups.map { group in safe.filter { $0.group == group } }
        let chosen = members.filter { $0.count >= 3 }.flatMap(\.self)
        return chosen.prefix(count).map(\.description)
    }

    /// Texts of the own set, each of another group.
    static func different(_ count: Int) throws -> [String] {
        var groups: Set<String> = []
        let safe = try TextSets.grouping().filter(\.safe)
        return safe.filter { groups.insert($0.group).inserted }.prefix(count).map(\.description)
    }

    /// The size of a long test: small by default, large by hand.
    static func size(_ variable: String, byDefault size: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap(Int.init) ?? size
    }
}
