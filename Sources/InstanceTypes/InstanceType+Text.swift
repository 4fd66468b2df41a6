extension InstanceType {
    /// The memory in words: `64 GiB`, `3.75 GiB`.
    public var memoryText: String { "\(Self.gibibytes(memoryMiB)) GiB" }
    /// The guaranteed bandwidth in words: `12.5 Gbps`.
    public var baselineText: String { "\(Self.gbps(baselineMbps)) Gbps" }
    /// The burst bandwidth in words.
    public var peakText: String { "\(Self.gbps(peakMbps)) Gbps" }

    /// Mbps as Gbps without needless zeros.
    public static func gbps(_ mbps: Int) -> String { decimal(mbps, decimals: 3) }

    /// MiB as GiB, two decimals at most.
    public static func gibibytes(_ mebibytes: Int) -> String { decimal(mebibytes * 100 / 1024, decimals: 2) }

    /// A count of thousandths or hundredths as a number without needless zeros.
    private static func decimal(_ count: Int, decimals: Int) -> String {
        let digits = String(repeating: "0", count: max(0, decimals + 1 - String(count).count)) + String(count)
        let fraction = digits.suffix(decimals).reversed().drop { $0 == "0" }.reversed()
        return digits.dropLast(decimals) + (fraction.isEmpty ? "" : "." + String(fraction))
    }
}

extension SnapshotFitness.Figures {
    /// The ratio in words: `5.12:1`.
    public var ratioText: String {
        let hundredths = Int((ratio * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction):1"
    }
}
