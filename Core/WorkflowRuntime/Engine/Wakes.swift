internal import Events

/// When which workflow id is to be looked at again: the earliest moment of each, in a heap.
struct Wakes: Sendable {
    private struct Entry: Sendable {
        let due: Timestamp
        let workflow: String
    }

    private var heap: [Entry] = []
    private var earliest: [String: Timestamp] = [:]

    var next: Timestamp? { heap.first?.due }

    mutating func add(_ workflow: String, at due: Timestamp) {
        if let known = earliest[workflow], known <= due { return }
        earliest[workflow] = due
        heap.append(Entry(due: due, workflow: workflow))
        var child = heap.count - 1
        while child > 0, heap[child].due < heap[(child - 1) / 2].due {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes out who is due, in the order of the moments.
    mutating func taken(at now: Timestamp) -> [String] {
        var due: [String] = []
        while let first = heap.first, first.due <= now {
            removeFirst()
            // An entry that was overtaken by an earlier one was answered with it.
            guard earliest[first.workflow] == first.due else { continue }
            earliest.removeValue(forKey: first.workflow)
            due.append(first.workflow)
        }
        return due
    }

    private mutating func removeFirst() {
        let last = heap.removeLast()
        guard !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].due < heap[least].due {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
