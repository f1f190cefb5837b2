/// Arithmetic on unit vectors.
public enum Vectors {
    /// Cosine of two unit vectors of one model, to 6 decimals; 0 for vectors of different lengths.
    public static func cosine(_ first: [Float], _ second: [Float]) -> Double {
        var store = VectorStore(dimensions: first.count)
        guard first.count == second.count, !first.isEmpty else { return 0 }
        store.append(second)
        return rounded(Double(store.products(with: first)[0]), decimals: 6)
    }
}
