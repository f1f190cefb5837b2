package import Events
internal import Workflows

/// All runs of a log: a pure fold of the engine's records in the order of the log.
package struct RunTable: Sendable {
    private var rows: [UniqueID: RunRow] = [:]
    private var runs: [String: [UniqueID]] = [:]
    private var letters: [String: Int] = [:]
    /// The types of the search attributes that any run has had, by name.
    package private(set) var attributeTypes: [String: String] = [:]

    /// A table without runs.
    package init() {}

    /// The run with this id.
    package subscript(run: UniqueID) -> RunRow? { rows[run] }

    /// The runs of a workflow id in the order in which they started.
    package func runs(of workflow: String) -> [RunRow] {
        (runs[workflow] ?? []).compactMap { rows[$0] }
    }

    /// All runs, in no particular order.
    package var all: [RunRow] { Array(rows.values) }

    /// How many runs there are.
    package var count: Int { rows.count }

    /// Letters that wait for a run: those it has not seen and those it has seen and not read.
    package func unreadLetters(of row: RunRow) -> Int {
        guard row.isOpen else { return row.undelivered.count }
        return row.unread.count + max(0, (letters[row.workflow] ?? 0) - row.mailThrough)
    }

    /// Takes the next record of the log.
    package mutating func apply(_ record: StoredRecord) {
        switch record.content {
        case .started(let started): start(started, record)
        case .closed(let closed): close(closed, record)
        case .advanced(let advanced): advance(advanced, record.bytes)
        case .attemptFailed(let failed): count(record.bytes, for: failed.run)
        case .heartbeat(let beat): count(record.bytes, for: beat.run)
        case .held(let held):
            count(record.bytes, for: held.run)
            rows[held.run]?.problem = held.problem
        case .released(let run):
            count(record.bytes, for: run)
            rows[run]?.problem = nil
        case .letter:
            if let workflow = record.workflow {
                letters[workflow] = Int(record.revision.value) + 1
            }
        }
    }

    private mutating func start(_ record: RunStarted, _ stored: StoredRecord) {
        let own = RunRow.Link(workflow: record.workflow, run: record.firstRun)
        let inherited = record.parent.flatMap { rows[$0.run]?.root }
        let earlier = rows[record.firstRun]?.root
        rows[record.run] = RunRow(
            record, root: earlier ?? inherited ?? own, bytes: stored.bytes, at: stored.revision)
        runs[record.workflow, default: []].append(record.run)
        learnTypes(record.attributes)
        learnTypes(record.activations)
    }

    private mutating func advance(_ record: RunAdvanced, _ bytes: Int) {
        count(bytes, for: record.run)
        learnTypes(record.activations)
        rows[record.run]?.historyLength = record.lastEvent
        rows[record.run]?.unread = record.unread
        rows[record.run]?.mailThrough = record.mailThrough
        rows[record.run]?.build = record.build
        rows[record.run]?.problem = nil
        rows[record.run]?.apply(record.activations)
    }

    private mutating func close(_ record: RunClosed, _ stored: StoredRecord) {
        count(stored.bytes, for: record.run)
        learnTypes(record.activations)
        rows[record.run]?.historyLength = record.lastEvent
        rows[record.run]?.unread = record.unread
        rows[record.run]?.undelivered = record.undelivered
        rows[record.run]?.mailThrough = record.mailThrough
        rows[record.run]?.problem = nil
        rows[record.run]?.apply(record.activations)
        rows[record.run]?.status = record.status
        rows[record.run]?.closed = record.at
        rows[record.run]?.closeRevision = stored.revision
    }

    private mutating func count(_ bytes: Int, for run: UniqueID) {
        rows[run]?.records += 1
        rows[run]?.historyBytes += bytes
    }

    private mutating func learnTypes(_ activations: [Activation]) {
        for command in activations.flatMap(\.commands) {
            if case .attributes(let changes) = command { learnTypes(changes) }
        }
    }

    private mutating func learnTypes(_ attributes: JSONObject) {
        for member in attributes.members {
            guard let type = member.value["type"]?.string else { continue }
            if attributeTypes[member.key] == nil { attributeTypes[member.key] = type }
        }
    }
}
