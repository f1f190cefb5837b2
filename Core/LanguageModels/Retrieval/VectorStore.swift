/// Vectors one after another in blocks, so that a copy of the index shares all full blocks.
struct VectorStore: Sendable {
    let dimensions: Int
    private var blocks: [[Float]] = []
    private(set) var count = 0

    init(dimensions: Int) {
        self.dimensions = dimensions
    }

    /// A vector of another length is kept as the zero vector: it is like nothing.
    mutating func append(_ vector: [Float]) {
        if count.isMultiple(of: Self.blockVectors) { blocks.append([]) }
        let fits = vector.count == dimensions
        let last = blocks.count - 1
        blocks[last].append(contentsOf: fits ? vector : .init(repeating: 0, count: dimensions))
        count += 1
    }

    subscript(position: Int) -> [Float] {
        let start = position % Self.blockVectors * dimensions
        return Array(blocks[position / Self.blockVectors][start..<(start + dimensions)])
    }

    /// Dot products of one vector with all, in order of position.
    func products(with query: [Float]) -> [Float] {
        guard query.count == dimensions else { return .init(repeating: 0, count: count) }
        var products: [Float] = []
        products.reserveCapacity(count)
        for block in blocks {
            for start in stride(from: 0, to: block.count, by: dimensions) {
                products.append(Self.product(query, block, at: start))
            }
        }
        return products
    }

    /// Sixteen sums side by side, added up in one fixed order: fast, and the same everywhere.
    private static func product(_ query: [Float], _ block: [Float], at start: Int) -> Float {
        query.withUnsafeBytes { left in
            block.withUnsafeBytes { right in
                let lanes = SIMD16<Float>.scalarCount
                let whole = query.count / lanes
                let offset = start * MemoryLayout<Float>.stride
                let step = MemoryLayout<SIMD16<Float>>.stride
                var sums = SIMD16<Float>()
                for place in 0..<whole {
                    let first = left.loadUnaligned(
                        fromByteOffset: place * step, as: SIMD16<Float>.self)
                    let second = right.loadUnaligned(
                        fromByteOffset: offset + place * step, as: SIMD16<Float>.self)
                    sums += first * second
                }
                var sum: Float = 0
                for lane in 0..<lanes { sum += sums[lane] }
                for place in (whole * lanes)..<query.count {
                    sum += query[place] * block[start + place]
                }
                return sum
            }
        }
    }

    private static let blockVectors = 256
}
