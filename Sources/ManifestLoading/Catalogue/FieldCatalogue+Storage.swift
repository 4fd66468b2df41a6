import ResourceModel

extension FieldCatalogue {
    /// Fields of `config-mode: forge` about file systems and disks.
    static let storage: [Field] = [
        Field(
            "create-efs", .boolean, in: [.forge], default: "False",
            effect: .template(
                "userData", and: .existence(of: .elasticFileSystem, part: ""), .nextflow, .headJob("volumes"),
                .headJob("mountPoints")),
            "Make an EFS file system that every instance mounts."),
        Field(
            "efs-id", .text(.fileSystem), in: [.forge],
            effect: .template("userData", and: .nextflow, .headJob("volumes"), .headJob("mountPoints")),
            "An EFS file system that every instance mounts."),
        Field(
            "efs-mount", .text(.mountPoint), in: [.forge],
            effect: .template("userData", and: .nextflow, .headJob("volumes"), .headJob("mountPoints")),
            "Where EFS is mounted; the work directory where that is a path and no other file system has it, else "
                + "'/mnt/efs'."),
        Field(
            "fsx-size", .integer(1...2_147_483_647), in: [.forge],
            effect: .template(
                "userData", and: .existence(of: .lustreFileSystem, part: ""),
                .field("storageCapacity", of: .lustreFileSystem, parts: [""]), .nextflow, .headJob("volumes"),
                .headJob("mountPoints")),
            "Make an FSx for Lustre file system of so many GB that every instance mounts: 1200, or a multiple of 2400. It "
                + "can grow later, and not shrink."),
        Field(
            "fsx-dns", .text(.lustre), in: [.forge],
            effect: .template(
                "userData", and: .policies(of: ["instance"]), .nextflow, .headJob("volumes"), .headJob("mountPoints")),
            "The DNS name of an FSx for Lustre file system that every instance mounts."),
        Field(
            "fsx-mount", .text(.mountPoint), in: [.forge],
            effect: .template("userData", and: .nextflow, .headJob("volumes"), .headJob("mountPoints")),
            "Where FSx is mounted; the work directory where that is a path, else '/mnt/fsx'."),
        Field(
            "no-ebs-auto-scale", .boolean, in: [.forge], default: "True",
            effect: growingDisk,
            "No disk that grows by itself. 'False' makes one for the temporary files of tasks, of EBS volumes that instances "
                + "add when it is half full; it is deprecated, and does not go with Fusion v2."),
        Field(
            "ebs-blocksize", .integer(ForgeConfiguration.growingDiskSizes), in: [.forge],
            effect: growingDisk,
            "The first size in GB of a disk that grows; \(ForgeConfiguration.usualGrowingDiskSize) where it is left out. It asks "
                + "for one unless 'no-ebs-auto-scale' is given, and is deprecated with it."),
    ]

    private static let growingDisk = FieldEffect.template(
        "blockDeviceMappings", "tagSpecifications", "userData", and: .policies(of: ["instance"]), .nextflow)
}
