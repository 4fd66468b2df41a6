import Diagnostics

/// Rules for the boot disk. EC2 would refuse these volumes when it starts an instance, long after `apply`.
extension RuleCheck {
    /// A small volume has few operations a second.
    mutating func checkDiskRate(_ rule: Rule) {
        guard let value = diskMember("iops"), case .integer(let rate) = value.content, let size = diskSize,
            rate > BootDisk.mostRate(ofGB: size)
        else { return }
        let most = BootDisk.mostRate(ofGB: size)
        let needed = (rate + BootDisk.mostRatePerGB - 1) / BootDisk.mostRatePerGB
        report(
            rule, "'iops: \(rate)' is more than a disk of \(size) GB takes",
            because:
                "it takes \(most), \(BootDisk.mostRatePerGB) for each GB: write 'boot-disk-size: \(needed)' or more, "
                + "or 'iops: \(most)' or less", at: value.range, given: "boot-disk-size")
    }

    /// Throughput needs operations.
    mutating func checkDiskThroughput(_ rule: Rule) {
        guard let value = diskMember("throughput"), case .integer(let throughput) = value.content else { return }
        let iops = diskMember("iops")
        let rate: Int
        switch iops?.content {
        case nil: rate = BootDisk.rates.lowerBound
        case .integer(let given): rate = given
        default: return
        }
        let needed = BootDisk.leastRate(for: throughput)
        guard needed > rate else { return }
        let notes = iops.map { [Diagnostic.Note("'iops' is given here", at: $0.range)] } ?? []
        report(
            rule, "'throughput: \(throughput)' is more than a quarter of 'iops', which is \(rate)",
            because:
                "write 'iops: \(needed)' or more, or 'throughput: \(rate / BootDisk.leastRatePerThroughput)' or less",
            at: value.range, notes)
    }

    /// A key of another region encrypts nothing here.
    mutating func checkDiskKey(_ rule: Rule) {
        guard let value = diskMember("kms-key"), case .text(let key) = value.content else { return }
        reportOtherRegion(of: key.text, "the key of 'kms-key'", at: value.range, rule)
    }

    private func diskMember(_ name: String) -> FieldValue? {
        guard case .map(let members) = item.setting("boot-disk")?.content else { return nil }
        return members[name]
    }

    /// GB of the disk; nil if something that decides on it could not be read.
    private var diskSize: Int? {
        if item.has("boot-disk-size") { return item.integer("boot-disk-size") }
        guard let fusion = Fact.on("fusion-v2").holds(in: item), let fast = Fact.on("fast-storage").holds(in: item)
        else { return nil }
        return BootDisk.usualSize(asCache: fusion && !fast)
    }
}
