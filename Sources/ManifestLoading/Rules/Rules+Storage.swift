import Diagnostics

/// Work directories and file systems.
extension Rules {
    static let storage: [Rule] =
        workDirectory + [
            .excludes(
                "efs-id", .on("create-efs"),
                because: "one creates a file system, the other uses one that exists", source: .options),
            .needs(
                "efs-mount", .any([.on("create-efs"), .given("efs-id")]), because: "there is nothing to mount",
                source: .options, named: "'efs-id'"),
            Rule(
                "'fsx-size' is 1200 or a multiple of 2400", "fsx-size",
                then: [.takes("fsx-size", .multiples(of: 2400, or: 1200))], .error, "out-of-range",
                because: "FSx for Lustre has these sizes, in GB", source: .other("Amazon FSx API, StorageCapacity")
            ) { "'fsx-size' must be 1200 or a multiple of 2400, not \($0.shown)" },
            .excludes(
                "fsx-dns", .given("fsx-size"),
                because: "one uses a file system that exists, the other creates one", source: .options),
            .needs(
                "fsx-mount", .any([.given("fsx-size"), .given("fsx-dns")]), because: "there is nothing to mount",
                source: .options, named: "'fsx-dns'"),
        ] + mounts

    private static let workDirectory: [Rule] = [
        Rule(
            "A work directory that is a path needs a file system", "work-dir", when: [.isPath],
            then: [.hasFileSystem], .error, "invalid-value", because: pathExpected, source: .seqera("EFS and FSx"),
            check: .fields { $0.checkWorkDirectory($1) }),
        Rule(
            "Queues that exist already have their work directory on S3", "work-dir", in: .manual, when: [.isPath],
            then: [.not(.isPath)], .error, "invalid-value", because: pathExpected, source: .reconcile,
            check: .fields { $0.checkWorkDirectory($1) }),
        Rule(
            "'work-dir' on a file system cannot go with 'fusion-v2: True'", "work-dir", when: [.isPath],
            then: [.not(.on("fusion-v2"))], because: "Fusion is a view of S3", source: .seqera("storage options"),
            check: .fields { $0.checkFusionDirectory($1) }),
        Rule(
            "Studios do not work with a work directory on EFS", "work-dir",
            when: [.isPath, .any([.on("create-efs"), .given("efs-id")])],
            .note,
            "studios", because: "checkpoints and mounted data fail; with one on S3 they work", source: .matrix,
            check: .fields { $0.checkStudios($1) }),
    ]

    private static let pathExpected =
        "it expects \(TextFormat.workDirectory.expectation); a path needs a file system from 'create-efs', 'efs-id', "
        + "'fsx-size' or 'fsx-dns' in config-mode forge"

    private static let mounts: [Rule] = [
        Rule(
            "'work-dir' is below 'efs-mount' or 'fsx-mount'", "work-dir",
            when: [.isPath, .any([.given("efs-mount"), .given("fsx-mount")])], source: .seqera("EFS and FSx"),
            clause: .none(.comparesValues), check: .fields { $0.checkMountedDirectory($1) }),
        Rule(
            "'efs-mount' and 'fsx-mount' are different directories", "fsx-mount", or: "efs-mount",
            when: [.given("efs-mount")],
            because: "one would hide the other", source: .reconcile, clause: .none(.comparesValues),
            check: .fields { $0.checkSameMount($1) }),
    ]
}
