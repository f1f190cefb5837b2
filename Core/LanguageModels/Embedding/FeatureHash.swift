import func Foundation.log

/// FNV-1a with a final mix: stable for ever, unlike the standard library's seeded hasher.
struct FeatureHash {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    init(kind: Unicode.Scalar) {
        combine(UInt8(truncatingIfNeeded: kind.value))
        combine(0x1F)
    }

    mutating func combine(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// Low bits choose the place, the highest one the sign; the mix makes them independent.
    var value: UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
        mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return mixed ^ (mixed >> 33)
    }
}

/// Logarithms that are rounded, so that libraries which differ in the last bit give equal weights.
enum Logarithm {
    static func natural(_ value: Float) -> Float {
        Float(natural(Double(value)))
    }

    static func natural(_ value: Double) -> Double {
        (log(value) * 1e9).rounded() / 1e9
    }
}

/// Natural logarithms that are the same on every platform.
public enum NaturalLogarithm {
    /// Logarithm of a number above zero, to 6 decimals.
    public static func of(_ value: Double) -> Double {
        rounded(Logarithm.natural(value), decimals: 6)
    }
}
