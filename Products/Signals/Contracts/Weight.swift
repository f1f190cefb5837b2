/// How much a signal, or a report, weighs, in whole thousandths: ten times 0.1 is exactly 1.
public struct Weight: Hashable, Comparable, Sendable {
    /// The weight times one thousand.
    public let thousandths: Int

    /// Takes whole thousandths.
    public init(thousandths: Int) {
        self.thousandths = thousandths
    }

    /// Reads a number with at most three decimals; nil for anything that is not one.
    public init?(_ number: Double) {
        guard number.isFinite, abs(number) < 1e12 else { return nil }
        let scaled = (number * 1_000).rounded()
        guard abs(number * 1_000 - scaled) < 1e-6 else { return nil }
        self.init(thousandths: Int(scaled))
    }

    /// No weight.
    public static let zero = Weight(thousandths: 0)
    /// What a signal weighs when its source says nothing.
    public static let standard = Weight(thousandths: 500)
    /// What deserves research alone.
    public static let full = Weight(thousandths: 1_000)

    /// Whether one signal may have this weight.
    public var fitsASignal: Bool { (0...1_000).contains(thousandths) }

    /// The weight as a number.
    public var number: Double { Double(thousandths) / 1_000 }

    /// Orders by size.
    public static func < (left: Weight, right: Weight) -> Bool {
        left.thousandths < right.thousandths
    }

    /// The exact sum.
    public static func + (left: Weight, right: Weight) -> Weight {
        Weight(thousandths: left.thousandths + right.thousandths)
    }

    /// The exact difference.
    public static func - (left: Weight, right: Weight) -> Weight {
        Weight(thousandths: left.thousandths - right.thousandths)
    }
}

extension Weight: Codable {
    /// Reads a number with at most three decimals.
    public init(from decoder: any Decoder) throws {
        let number = try decoder.singleValueContainer().decode(Double.self)
        guard let weight = Weight(number) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a weight: \(number)"))
        }
        self = weight
    }

    /// Writes the number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

extension Weight: CustomStringConvertible {
    /// The number with the decimals it has.
    public var description: String { "\(number)" }
}
