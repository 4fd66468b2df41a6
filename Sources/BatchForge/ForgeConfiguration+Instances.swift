import ManifestLoading

extension ForgeConfiguration {
    /// The instance types of the tasks: those of the file, or else those that its features take.
    var workInstanceTypes: [String] {
        if !instanceTypes.isEmpty { return instanceTypes }
        if graviton { return fastStorage ? ["c6gd", "m6gd", "r6gd"] : ["c6g", "m6g", "r6g"] }
        return fastStorage ? Self.fastTypes : ["optimal"]
    }

    /// The types of tasks with fast storage if the file names none.
    package static let fastTypes = ["c6id", "m6id", "r6id"]

    /// True if Fusion v2 has its cache on the boot disk, because there is no NVMe.
    var hasCacheOnBootDisk: Bool { fusionV2 && !fastStorage }

    /// True if the tasks have a disk that grows. Fusion v2 needs none, and the rules of the file exclude it.
    var hasGrowingDisk: Bool { growingDiskSize != nil && !fusionV2 }

    /// GB of the boot disk if the file does not say.
    var defaultBootDiskSize: Int { BootDisk.usualSize(asCache: hasCacheOnBootDisk) }

    /// MiB/s of the boot disk if the file does not say.
    var defaultBootDiskThroughput: Int {
        hasCacheOnBootDisk ? BootDisk.cacheThroughput : BootDisk.throughputs.lowerBound
    }

    /// True if the tasks run on ARM instances.
    var usesARM: Bool { graviton || instanceTypes.contains { Architecture(ofType: $0) == .arm } }
}
