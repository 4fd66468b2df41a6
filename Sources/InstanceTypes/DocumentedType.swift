/// A row of the table of recommended types in Seqera's Fusion Snapshots documentation, which guides copy.
public struct DocumentedType: Sendable, Hashable {
    /// The type's name.
    public var name: String
    /// "Memory (GiB)"
    public var memoryGiB: Int
    /// "Network bandwidth (Gbps)", in Mbps.
    public var mbps: Int

    /// The table's rows.
    public static var all: [DocumentedType] {
        [
            DocumentedType(name: "c6id.4xlarge", memoryGiB: 32, mbps: 12_500),
            DocumentedType(name: "c6id.8xlarge", memoryGiB: 64, mbps: 12_500),
            DocumentedType(name: "r6id.2xlarge", memoryGiB: 16, mbps: 12_500),
            DocumentedType(name: "m6id.4xlarge", memoryGiB: 64, mbps: 12_500),
            DocumentedType(name: "c6id.12xlarge", memoryGiB: 96, mbps: 18_750),
            DocumentedType(name: "r6id.4xlarge", memoryGiB: 128, mbps: 12_500),
            DocumentedType(name: "m6id.8xlarge", memoryGiB: 128, mbps: 25_000),
        ]
    }

    /// Describes how EC2's data contradict the row; nil if they agree.
    public func contradiction(by type: InstanceType) -> String? {
        var found: [String] = []
        if memoryGiB * 1024 != type.memoryMiB {
            found.append("it has \(type.memoryText) of memory, not \(memoryGiB) GiB")
        }
        if mbps != type.baselineMbps {
            let burst = type.peakMbps > type.baselineMbps ? " and bursts to \(type.peakText)" : ""
            found.append("EC2 guarantees \(type.baselineText)\(burst), not \(InstanceType.gbps(mbps)) Gbps guaranteed")
        }
        return found.isEmpty ? nil : found.joined(separator: "; ")
    }
}
