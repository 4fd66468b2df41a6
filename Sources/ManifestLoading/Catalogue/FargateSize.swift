/// A size of a Fargate job: a number of vCPUs, and the memory that goes with it. Fargate also has half and quarter
/// vCPUs, but no field can express them [aws-rules: Sizes of Fargate jobs].
package struct FargateSize {
    /// The number of vCPUs.
    package let vCPUs: Int
    /// The least memory, in MiB.
    let smallest: Int
    /// The most memory, in MiB.
    let largest: Int
    /// From one amount of memory to the next, in MiB.
    let step: Int

    /// Each amount of memory, in MiB.
    package var memory: [Int] { Array(stride(from: smallest, through: largest, by: step)) }

    /// All of them, the smallest first.
    package static let all = [
        FargateSize(vCPUs: 1, smallest: 2048, largest: 8192, step: 1024),
        FargateSize(vCPUs: 2, smallest: 4096, largest: 16_384, step: 1024),
        FargateSize(vCPUs: 4, smallest: 8192, largest: 30_720, step: 1024),
        FargateSize(vCPUs: 8, smallest: 16_384, largest: 61_440, step: 4096),
        FargateSize(vCPUs: 16, smallest: 32_768, largest: 122_880, step: 8192),
    ]

    /// The numbers of vCPUs, for people.
    package static var words: String {
        let numbers = all.map { String($0.vCPUs) }
        return numbers.dropLast().joined(separator: ", ") + " or " + numbers.suffix(1).joined()
    }
}
