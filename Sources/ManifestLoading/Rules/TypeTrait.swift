/// A trait of the types that `instance-types` names, which the JSON Schema states as a pattern of names.
package enum TypeTrait: Sendable, Hashable, CaseIterable {
    /// One name stands for types without NVMe disks.
    case diskless
    /// One name has a GPU, as far as the catalogue knows.
    case graphic
    /// One name has another GPU than NVIDIA's.
    case foreignGraphic
    /// One name has GPUs that are too old for the drivers of Batch's image.
    case oldGraphic
    /// One name is of a family that Batch does not take.
    case refused
    /// One name is of a family that has bare metal only.
    case bareMetal
    /// One name is a Mac.
    case mac
    /// One name is of the first ARM instances.
    case firstGraviton
    /// The first name is ARM.
    case arm
    /// No name is ARM.
    case onlyX86
    /// All names are ARM.
    case onlyARM
}
