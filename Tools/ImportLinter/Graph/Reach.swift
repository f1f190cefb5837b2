/// Which modules each module reaches, as one row of bits a module.
struct Reach: Sendable {
    /// 64-bit words in a row.
    let width: Int
    private var words: [UInt64]
    /// Rings: modules that reach each other, sorted; only those of more than one.
    private(set) var rings: [[Int]] = []

    /// Computes all rows at once, modules below first.
    init(_ targets: [[Int]]) {
        width = (targets.count + 63) / 64
        words = [UInt64](repeating: 0, count: width * targets.count)
        for group in Components.of(targets) {
            if group.count > 1 { rings.append(group.sorted()) }
            fill(group, targets)
        }
        rings.sort { $0[0] < $1[0] }
    }

    /// A module of a ring reaches itself; any other does not.
    func contains(_ from: Int, _ to: Int) -> Bool {
        words[from * width + to >> 6] & (1 << UInt64(to & 63)) != 0
    }

    /// Whether a module reaches one of a set.
    func meets(_ from: Int, _ set: BitSet) -> Bool {
        for word in 0..<width where words[from * width + word] & set.words[word] != 0 {
            return true
        }
        return false
    }

    /// What a module reaches, in order.
    func members(_ from: Int) -> [Int] {
        (0..<width).flatMap { word -> [Int] in
            var rest = words[from * width + word]
            var found: [Int] = []
            while rest != 0 {
                found.append(word << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
            return found
        }
    }

    /// All groups below have their rows by now.
    private mutating func fill(_ group: [Int], _ targets: [[Int]]) {
        var row = [UInt64](repeating: 0, count: width)
        for module in group {
            for target in targets[module] {
                row[target >> 6] |= 1 << UInt64(target & 63)
                for word in 0..<width { row[word] |= words[target * width + word] }
            }
        }
        for module in group {
            for word in 0..<width { words[module * width + word] = row[word] }
        }
    }
}

/// A set of modules by their numbers.
struct BitSet: Equatable, Sendable {
    fileprivate(set) var words: [UInt64]

    init(_ members: some Sequence<Int>, of count: Int) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for member in members { words[member >> 6] |= 1 << UInt64(member & 63) }
    }

    func contains(_ member: Int) -> Bool {
        words[member >> 6] & (1 << UInt64(member & 63)) != 0
    }
}

/// Modules that reach each other, every group behind all that it reaches.
enum Components {
    private struct Visit {
        let node: Int
        var next = 0
    }

    /// Tarjan's search with a stack of its own: a chain may be as long as the graph.
    static func of(_ targets: [[Int]]) -> [[Int]] {
        var order = [Int](repeating: -1, count: targets.count)
        var low = order
        var isOpen = [Bool](repeating: false, count: targets.count)
        var open: [Int] = []
        var found: [[Int]] = []
        var counter = 0
        for start in targets.indices where order[start] < 0 {
            var visits = [Visit(node: start)]
            while let visit = visits.last {
                let node = visit.node
                if visit.next == 0 {
                    (order[node], low[node]) = (counter, counter)
                    counter += 1
                    open.append(node)
                    isOpen[node] = true
                }
                if visit.next < targets[node].count {
                    visits[visits.count - 1].next += 1
                    let target = targets[node][visit.next]
                    if order[target] < 0 {
                        visits.append(Visit(node: target))
                    } else if isOpen[target] {
                        low[node] = min(low[node], order[target])
                    }
                    continue
                }
                visits.removeLast()
                if let parent = visits.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == order[node], let first = open.lastIndex(of: node) else {
                    continue
                }
                found.append(Array(open[first...]))
                for member in open[first...] { isOpen[member] = false }
                open.removeSubrange(first...)
            }
        }
        return found
    }
}
