import Events
import Workflows

/// An attribute by which runs are found, with the kind of its values.
struct QueryAttribute: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable {
        case keyword, keywordList, text, int, double, bool, datetime, duration, status

        var isSortable: Bool { self != .keywordList && self != .text }
        var isOrdered: Bool { isSortable && self != .bool && self != .status }
    }

    let name: String
    let kind: Kind
    let isCustom: Bool

    /// The attribute of this name; nil where there is none.
    init?(_ name: String, types: [String: String]) {
        if let kind = Self.system[name] {
            (self.name, self.kind, isCustom) = (name, kind, false)
        } else if let kind = types[name].flatMap(Kind.init(rawValue:)) {
            (self.name, self.kind, isCustom) = (name, kind, true)
        } else {
            return nil
        }
    }

    init(system name: String, _ kind: Kind) {
        (self.name, self.kind, isCustom) = (name, kind, false)
    }

    private static let system: [String: Kind] = [
        "WorkflowId": .keyword, "RunId": .keyword, "WorkflowType": .keyword,
        "TaskQueue": .keyword, "ParentWorkflowId": .keyword, "ParentRunId": .keyword,
        "RootWorkflowId": .keyword, "RootRunId": .keyword, "BuildId": .keyword,
        "TemporalScheduledById": .keyword, "ExecutionStatus": .status, "StartTime": .datetime,
        "ExecutionTime": .datetime, "CloseTime": .datetime,
        "TemporalScheduledStartTime": .datetime, "ExecutionDuration": .duration,
        "HistoryLength": .int, "HistorySizeBytes": .int, "StateTransitionCount": .int,
        "TemporalReportedProblems": .keywordList, "TemporalChangeVersion": .keywordList,
    ]
}

/// A value as it is compared: moments and durations as nanoseconds.
enum QueryValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case double(Double)
    case bool(Bool)
    case list([String])
    /// A text of which words are found.
    case words(String)

    /// Whether it equals the other, contains it, or holds one of its words.
    func matches(_ other: QueryValue) -> Bool {
        switch (self, other) {
        case (.list(let elements), .text(let text)): elements.contains(text)
        case (.words(let words), .text(let text)): !words.words.isDisjoint(with: text.words)
        case (.integer, .double), (.double, .integer):
            !isLess(than: other) && !other.isLess(than: self)
        default: self == other
        }
    }

    func isLess(than other: QueryValue) -> Bool {
        switch (self, other) {
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.integer(let left), .integer(let right)): left < right
        case (.double(let left), .double(let right)): left < right
        case (.integer(let left), .double(let right)): Double(left) < right
        case (.double(let left), .integer(let right)): left < Double(right)
        case (.bool(let left), .bool(let right)): !left && right
        default: false
        }
    }

    func starts(with prefix: String) -> Bool {
        guard case .text(let text) = self else { return false }
        return text.utf8.starts(with: prefix.utf8)
    }
}

extension String {
    fileprivate var words: Set<String> {
        Set(lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}

extension RunRow {
    /// The value of an attribute; nil where the run has none.
    func value(of attribute: QueryAttribute) -> QueryValue? {
        attribute.isCustom ? custom(attribute) : system(attribute.name)
    }

    private func system(_ name: String) -> QueryValue? {
        switch name {
        case "WorkflowId": .text(workflow)
        case "RunId": .text(run.description)
        case "WorkflowType": .text(type)
        case "TaskQueue": .text(queue)
        case "ParentWorkflowId": parent.map { .text($0.workflow) }
        case "ParentRunId": parent.map { .text($0.run.description) }
        case "RootWorkflowId": .text(root.workflow)
        case "RootRunId": .text(root.run.description)
        case "BuildId": build.isEmpty ? nil : .text(build)
        case "ExecutionStatus": .text(status.rawValue)
        case "StartTime": .integer(started.nanoseconds)
        case "ExecutionTime": .integer(execution.nanoseconds)
        case "CloseTime": closed.map { .integer($0.nanoseconds) }
        case "ExecutionDuration":
            closed.map { .integer(($0 - execution).microseconds * 1_000) }
        case "HistoryLength": isOpen ? nil : .integer(Int64(historyLength))
        case "HistorySizeBytes": isOpen ? nil : .integer(Int64(historyBytes))
        case "StateTransitionCount": isOpen ? nil : .integer(Int64(records))
        case "TemporalReportedProblems":
            problem.map { .list([$0.category.rawValue, "category=\($0.category.rawValue)"]) }
        default: nil
        }
    }

    private func custom(_ attribute: QueryAttribute) -> QueryValue? {
        guard let stored = attributes[attribute.name], let value = stored["value"] else {
            return nil
        }
        return switch attribute.kind {
        case .keyword, .status: value.string.map(QueryValue.text)
        case .text: value.string.map(QueryValue.words)
        case .keywordList: value.array.map { .list($0.compactMap(\.string)) }
        case .int, .duration: value.integer.map(QueryValue.integer)
        case .double: value.double.map(QueryValue.double)
        case .bool: value.bool.map(QueryValue.bool)
        case .datetime:
            value.string.flatMap { Timestamp($0) }.map { .integer($0.nanoseconds) }
        }
    }
}

extension Timestamp {
    var nanoseconds: Int64 { microseconds.multipliedReportingOverflow(by: 1_000).partialValue }
}
