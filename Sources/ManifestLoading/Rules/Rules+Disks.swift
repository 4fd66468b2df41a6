import Diagnostics

/// The disks of instances.
extension Rules {
    static let disks: [Rule] = [
        Rule(
            "'boot-disk-size' is at least \(BootDisk.imageSize) without 'ami-id'", "boot-disk-size",
            when: [.hasImageOfAWS],
            then: [.takes("boot-disk-size", .range(BootDisk.imageSize...BootDisk.sizes.upperBound))],
            .error, "out-of-range",
            because: "write \(BootDisk.imageSize) or more, or give an image of your own as 'ami-id'",
            source: .other("aws/amazon-ecs-ami, block_device_size_gb")
        ) { "'boot-disk-size: \($0.shown)' is less than the \(BootDisk.imageSize) GB of AWS Batch's image" },
        .hasNoEffect(
            "ebs-blocksize", with: .on("no-ebs-auto-scale"), because: "remove it", source: .reconcile,
            notes: [.says("no such disk is wanted", "no-ebs-auto-scale")]),
        isLimited(
            "'iops' of 'boot-disk' is at most \(BootDisk.mostRatePerGB) for each GB of 'boot-disk-size'",
            "out-of-range",
            source: volumes
        ) { $0.checkDiskRate($1) },
        isLimited(
            "'throughput' of 'boot-disk' is at most a quarter of its 'iops'", "out-of-range", source: volumes
        ) { $0.checkDiskThroughput($1) },
        isLimited(
            "The 'kms-key' of 'boot-disk' is in the environment's region", "conflicting-fields",
            because: "EBS encrypts a volume with a key of the same region",
            source: .other("Amazon EBS user guide, Amazon EBS encryption")
        ) { $0.checkDiskKey($1) },
        growsWithFusion("no-ebs-auto-scale", isAsked), growsWithFusion("ebs-blocksize", isImplied),
        grows("no-ebs-auto-scale", isAsked), grows("ebs-blocksize", isImplied),
    ]

    private static let volumes = RuleSource.other("Amazon EBS user guide, General Purpose SSD volumes")

    /// A member of `boot-disk` that other values limit.
    private static func isLimited(
        _ sentence: @autoclosure @escaping @Sendable () -> String, _ kind: String, because reason: String = "",
        source: RuleSource, check: @escaping @Sendable (inout RuleCheck, Rule) -> Void
    ) -> Rule {
        Rule(
            sentence(), "reconcile.boot-disk", when: [.given("reconcile.boot-disk")], .error, kind, because: reason,
            source: source, clause: .none(.comparesValues), check: .fields(check))
    }

    /// A disk that grows by itself is asked for.
    private static let isAsked = [Fact.off("no-ebs-auto-scale")]
    /// It follows from its block size, because nothing else is said.
    private static let isImplied = [Fact.given("ebs-blocksize"), .not(.given("no-ebs-auto-scale"))]

    private static func growsWithFusion(_ field: RuleField, _ facts: [Fact]) -> Rule {
        Rule(
            "A disk that grows by itself ('\(field.name)') cannot go with 'fusion-v2: True'", field, when: facts,
            then: [.not(.on("fusion-v2"))], because: "write 'no-ebs-auto-scale: True'", source: deprecation
        ) { _ in "a disk that grows by itself ('\(field.name)') cannot go with 'fusion-v2: True'" }
    }

    private static func grows(_ field: RuleField, _ facts: [Fact]) -> Rule {
        Rule(
            "disks that grow by themselves ('\(field.name)') are deprecated", field,
            when: facts + [.not(.on("fusion-v2"))], .warning, "deprecated",
            because:
                "they are made all the same; Fusion v2 with 'fast-storage' needs none, and 'boot-disk-size' makes a "
                + "large disk that does not grow", source: deprecation)
    }

    /// True if an environment gets a disk that grows.
    static func wantGrowingDisk(_ item: EnvironmentItem) -> Bool {
        [isAsked, isImplied].contains { Fact.all($0).holds(in: item) == true }
    }
}
