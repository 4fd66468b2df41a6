import ManifestLoading

/// A combination of fields that the feature rules require or forbid, in facts that a schema can state.
///
/// A test holds both against each other over the corpus of files.
struct SchemaRule {
    /// The mode that has it; nil for both.
    let mode: ConfigurationMode?
    /// The rule in words, for people.
    let text: String
    /// The facts under which the rule applies.
    let when: [Fact]
    /// The facts that must then hold.
    let then: [Fact]

    init(_ text: String, in mode: ConfigurationMode? = .forge, _ when: [Fact], _ then: [Fact]) {
        self.mode = mode
        self.text = text
        self.when = when
        self.then = then
    }

    static var all: [SchemaRule] {
        fusion + fargate + fargateMemory + graviton + architecture + storage + capacity + manners
    }

    private static var fusion: [SchemaRule] {
        [
            SchemaRule("'fusion' is Fusion v1.", [.on("fusion-v2")], [.possiblyOff("fusion")]),
            SchemaRule("'fusion-v2' needs 'wave'.", in: nil, [.on("fusion-v2")], [.possiblyOn("wave")]),
            SchemaRule(
                "'fast-storage' needs 'fusion-v2'.", in: nil, [.on("fast-storage")], [.possiblyOn("fusion-v2")]),
            SchemaRule(
                "'fast-storage' needs instance types with NVMe disks.", [.on("fast-storage")],
                [.not(.fits("instance-types", SchemaDefinition.diskless.reference))]),
            SchemaRule("'snapshots' needs 'fusion-v2'.", in: nil, [.on("snapshots")], [.possiblyOn("fusion-v2")]),
            SchemaRule(
                "'snapshots' needs Spot Instances.", [.on("snapshots")], [.canBe("provisioning-model", ["SPOT"])]),
        ]
    }

    private static var fargate: [SchemaRule] {
        [
            SchemaRule(
                "'fargate' needs 'fusion-v2' and Spot, and cannot mount file systems.", [.on("fargate")],
                [
                    .possiblyOn("fusion-v2"), .canBe("provisioning-model", ["SPOT"]), .possiblyOff("create-efs"),
                ] + ["efs-id", "fsx-size", "fsx-dns"].map { .possiblyLeftOut($0) }),
            SchemaRule(
                "With 'fargate', 'gpu' and 'ami-id' are for the tasks only, which 'compatibility: relaxed' permits.",
                [.on("fargate"), .not(.fits("reconcile", relaxed))],
                [.possiblyOff("gpu"), .possiblyLeftOut("ami-id")]),
            SchemaRule(
                "Fargate gives a head job \(FargateSize.words) vCPUs.", [.on("fargate")],
                [.canFit("head-job-cpus", oneOf(FargateSize.all.map(\.vCPUs), orNothing: true))]),
            SchemaRule(
                "Fargate takes at most 16 subnets and 5 security groups.", [.on("fargate")],
                [.canFit("subnets", atMost(16)), .canFit("security-groups", atMost(5))]),
        ]
    }

    /// Settings that say so, or whose word is a variable.
    private static var relaxed: JSON {
        let word = Fact.any([
            .word("compatibility", "relaxed"), .fits("compatibility", SchemaDefinition.variable.reference),
        ])
        return .object([("type", .string("object")), ("allOf", .array([word.json]))])
    }

    private static var fargateMemory: [SchemaRule] {
        FargateSize.all.map { size in
            SchemaRule(
                "Fargate's memory for a head job of \(size.vCPUs) vCPUs.",
                [.on("fargate"), .fits("head-job-cpus", oneOf([size.vCPUs]))],
                [.canFit("head-job-memory", oneOf(size.memory, orNothing: true))])
        }
    }

    /// One of some numbers, as YAML's readers see them and in quotes.
    private static func oneOf(_ numbers: [Int], orNothing: Bool = false) -> JSON {
        let nothing: [JSON] = orNothing ? [.null, .string("")] : []
        return .object([("enum", .array(nothing + numbers.flatMap { [.integer($0), .string(String($0))] }))])
    }

    private static var graviton: [SchemaRule] {
        [
            SchemaRule(
                "'graviton' needs 'fargate', 'wave' and 'fusion-v2', and has no GPUs.", [.on("graviton")],
                ["fargate", "wave", "fusion-v2"].map { .possiblyOn($0) } + [.possiblyOff("gpu")]),
            SchemaRule(
                "Graviton is ARM.", [.on("graviton")],
                [.canFit("instance-types", types("(?:\(TextFormat.armTypePattern))"))]),
        ]
    }

    private static let x86 = "(?!\(TextFormat.armTypePattern)[\"']?\\s*(?:,|$))[a-z0-9_.-]+"

    private static var architecture: [SchemaRule] {
        let arm = Fact.all([
            .given("instance-types"), .fits("instance-types", named(TextFormat.armTypePattern)),
        ])
        return [
            SchemaRule(
                "The instance types of an environment are all x86-64 or all ARM.", [.given("instance-types")],
                [
                    .any([
                        .canFit("instance-types", types(x86)),
                        .canFit("instance-types", types(TextFormat.armTypePattern)),
                    ])
                ]),
            SchemaRule(
                "AWS Batch's image with GPU drivers does not run on ARM.", [arm, .on("gpu")],
                [.possiblyGiven("ami-id")]),
            SchemaRule(
                "'gpu' needs instance types with GPUs.", [.on("gpu"), .given("instance-types")],
                [.fits("instance-types", SchemaDefinition.graphic.reference)]),
            SchemaRule(
                "AWS Batch's image with GPU drivers is for NVIDIA's.", [.on("gpu"), .not(.possiblyGiven("ami-id"))],
                [
                    .not(.fits("instance-types", SchemaDefinition.foreignGraphic.reference)),
                    .not(.fits("instance-types", SchemaDefinition.oldGraphic.reference)),
                ]),
            SchemaRule(
                "AWS Batch's image does not run on A1.", [.given("instance-types"), .not(.possiblyGiven("ami-id"))],
                [.not(.fits("instance-types", SchemaDefinition.firstGraviton.reference))]),
            SchemaRule(
                "AWS Batch runs Linux, takes bare metal by its full name only, and takes no burstable families.",
                [.given("instance-types")],
                [.not(.fits("instance-types", SchemaDefinition.unusable.reference))]),
        ]
    }

    private static var storage: [SchemaRule] {
        let systems: [Fact] = [
            .possiblyOn("create-efs"), .possiblyGiven("efs-id"), .possiblyGiven("fsx-size"), .possiblyGiven("fsx-dns"),
        ]
        let isPath = Fact.fits("work-dir", SchemaDefinition.text("^/[^$]*$"))
        let disk = JSON.object([
            (
                "anyOf",
                .array([
                    .object([("type", .string("integer")), ("minimum", .integer(BootDisk.imageSize))]),
                    SchemaDefinition.text("^\(SchemaPattern.integers(BootDisk.imageSize...16_384))$"),
                    SchemaDefinition.blank.reference,
                ])
            )
        ])
        return [
            SchemaRule(
                "No disk is smaller than its image.", [.not(.possiblyGiven("ami-id"))],
                [.canFit("boot-disk-size", disk)]),
            SchemaRule("A work directory that is a path needs a file system.", [isPath], [.any(systems)]),
            SchemaRule(
                "Queues that exist already have their work directory on S3.", in: .manual, [isPath], [.not(isPath)]),
            SchemaRule("Fusion is a view of S3.", [isPath], [.possiblyOff("fusion-v2")]),
            SchemaRule(
                "'create-efs' creates a file system, 'efs-id' uses one that exists.", [.on("create-efs")],
                [.possiblyLeftOut("efs-id")]),
            SchemaRule(
                "'efs-mount' needs 'efs-id'.", [.given("efs-mount")], [.any([systems[0], systems[1]])]),
            SchemaRule(
                "'fsx-size' creates a file system, 'fsx-dns' uses one that exists.", [.given("fsx-size")],
                [
                    .possiblyLeftOut("fsx-dns"),
                    .canFit(
                        "fsx-size",
                        .object([
                            (
                                "anyOf",
                                .array([
                                    .object([("type", .string("string"))]), .object([("const", .integer(1200))]),
                                    .object([("multipleOf", .integer(2400))]),
                                ])
                            )
                        ])),
                ]),
            SchemaRule(
                "'fsx-mount' needs 'fsx-dns'.", [.given("fsx-mount")], [.any([systems[2], systems[3]])]),
            SchemaRule(
                "A disk that grows by itself cannot go with 'fusion-v2'.",
                [
                    .on("fusion-v2"),
                    .any([
                        .fits("no-ebs-auto-scale", literalOff),
                        .all([.not(.possiblyGiven("no-ebs-auto-scale")), .given("ebs-blocksize")]),
                    ]),
                ], [.possiblyOff("fusion-v2")]),
        ]
    }

    private static var capacity: [SchemaRule] {
        let isSpot = Fact.any([.not(.possiblyGiven("provisioning-model")), .word("provisioning-model", "SPOT")])
        let room = ReconcileSettings().headMaxCPUs
        let withRoom = JSON.object([("type", .string("object")), ("required", .array([.string("head-max-cpus")]))])
        let cpus = JSON.object([
            (
                "anyOf",
                .array([
                    .object([("type", .string("integer")), ("maximum", .integer(room))]),
                    SchemaDefinition.text("^\(SchemaPattern.integers(1...room))$"), SchemaDefinition.blank.reference,
                ])
            )
        ])
        return [
            SchemaRule(
                "The head environment has \(room) vCPUs unless 'head-max-cpus' says otherwise.",
                [isSpot, .not(.fits("reconcile", withRoom))], [.canFit("head-job-cpus", cpus)]),
            SchemaRule(
                "On-Demand Instances have one price.", [.word("provisioning-model", "EC2")],
                [.possiblyLeftOut("bid-percentage")]),
            SchemaRule(
                "Strategies of On-Demand Instances.", [.word("provisioning-model", "EC2")],
                [.canBe("alloc-strategy", AllocationStrategy.allowed(for: .ec2))]),
            SchemaRule(
                "Strategies of Spot Instances.", [isSpot],
                [.canBe("alloc-strategy", AllocationStrategy.allowed(for: .spot))]),
        ]
    }

    private static var manners: [SchemaRule] {
        let deletes = JSON.object([
            ("type", .string("object")),
            (
                "allOf",
                .array([Fact.word("on-delete", "delete").json])
            ),
        ])
        return [
            SchemaRule(
                "'overwrite: True' is 'on_exists: overwrite'.", in: nil, [.on("overwrite")],
                [.canBe("on_exists", ["overwrite"])]),
            SchemaRule(
                "'overwrite: False' is not 'on_exists: overwrite'.", in: nil, [.fits("overwrite", literalOff)],
                [.not(.word("on_exists", "overwrite"))]),
            SchemaRule(
                "What is to be preserved is not deleted.", [.on("preserve-resources")],
                [.not(.fits("reconcile", deletes))]),
        ]
    }

    // MARK: Lists

    /// `False` in words, not nothing.
    private static var literalOff: JSON {
        .object([
            (
                "allOf",
                .array([SchemaDefinition.off.reference, .object([("not", SchemaDefinition.blank.reference)])])
            )
        ])
    }

    /// A list, or a comma-separated text, of nothing but such instance types.
    private static func types(_ pattern: String) -> JSON {
        let text = SchemaDefinition.text(SchemaPattern.commaSeparated(pattern))
        let items: [JSON] = [text, SchemaDefinition.blank.reference, SchemaDefinition.variable.reference]
        return .object([
            (
                "anyOf",
                .array(
                    [text, SchemaDefinition.blank.reference]
                        + [.object([("type", .string("array")), ("items", .object([("anyOf", .array(items))]))])])
            )
        ])
    }

    /// A list, or a comma-separated text, whose first item is such an instance type, written out.
    private static func named(_ pattern: String) -> JSON {
        let text = SchemaDefinition.text("^[\\s,]*[\"']?(?:\(pattern))[\"']?\\s*(?:,[^$]*)?$")
        return .object([
            (
                "anyOf",
                .array([text, .object([("type", .string("array")), ("contains", text)])])
            )
        ])
    }

    /// No more than so many items, where none is given twice.
    private static func atMost(_ count: Int) -> JSON {
        let tooMany = SchemaDefinition.text("^(?:[\\s,]*[^,\\s][^,]*(?:,|$)){\(count + 1)}")
        return .object([
            (
                "anyOf",
                .array([
                    .object([("type", .string("null"))]),
                    .object([("type", .string("string")), ("not", tooMany)]),
                    .object([("type", .string("array")), ("maxItems", .integer(count))]),
                    .object([("type", .string("array")), ("not", .object([("uniqueItems", .boolean(true))]))]),
                ])
            )
        ])
    }
}
