public import Events

/// What a replay of recorded histories found.
public struct ReplayReport: Sendable {
    /// One type of workflow.
    public struct TypeReport: Hashable, Sendable {
        /// The stored name.
        public let type: String
        /// Histories that were replayed.
        public internal(set) var runs = 0
        /// Triggers and commands that were compared.
        public internal(set) var items = 0
    }

    /// What was replayed, by the name of the type.
    public internal(set) var types: [TypeReport] = []
    /// Where the code decides otherwise than the record says.
    public internal(set) var differences: [ReplayDifference] = []
    /// Runs that were left out because nobody knows their code.
    public internal(set) var unknown: [String] = []

    /// Histories that were replayed.
    public var runs: Int { types.reduce(0) { $0 + $1.runs } }

    mutating func count(_ type: String, items: Int) {
        let index = types.firstIndex { $0.type == type }
        if index == nil {
            types.append(TypeReport(type: type))
            types.sort { $0.type < $1.type }
        }
        guard let place = types.firstIndex(where: { $0.type == type }) else { return }
        types[place].runs += 1
        types[place].items += items
    }
}

/// A run whose code does not decide as it did when the history was recorded.
public struct ReplayDifference: Error, Hashable, Sendable, CustomStringConvertible {
    /// The workflow id.
    public let workflow: String
    /// The run.
    public let run: UniqueID
    /// The difference line by line, recorded and produced.
    public let description: String
}
