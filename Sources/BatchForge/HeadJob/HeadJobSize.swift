import ManifestLoading

/// The vCPUs and the memory of a head job. On Fargate only some pairs exist [aws-rules: Sizes of Fargate jobs].
struct HeadJobSize {
    let vCPUs: Int
    let memoryMiB: Int

    /// Seqera's default (seqera.io, AWS Batch, advanced options).
    private static let usualMemoryMiB = 4096

    /// GiB of disk of a job on Fargate, for Nextflow's plugins and its log.
    static let fargateDiskGiB = 50

    /// Takes the sizes of the file; what it leaves open on Fargate is the next size that AWS has.
    init(_ configuration: ForgeConfiguration) {
        let memory = configuration.headJobMemory ?? Self.usualMemoryMiB
        guard configuration.fargate else {
            (vCPUs, memoryMiB) = (configuration.headJobCPUs ?? 1, memory)
            return
        }
        let sizes = FargateSize.all.filter { size in configuration.headJobCPUs.map { $0 == size.vCPUs } ?? true }
        let fitting = sizes.lazy.compactMap { size in size.memory.first { $0 >= memory }.map { (size.vCPUs, $0) } }
        let largest = FargateSize.all[FargateSize.all.count - 1]
        (vCPUs, memoryMiB) = fitting.first ?? (largest.vCPUs, largest.memory[largest.memory.count - 1])
    }
}
