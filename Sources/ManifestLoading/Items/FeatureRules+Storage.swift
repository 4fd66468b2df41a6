import Diagnostics

/// Work directories, file systems and disks.
extension FeatureRules {
    private static let options = "source: the options of 'tw compute-envs add aws-batch forge'"

    static let deprecation = "source: Seqera's AWS Batch documentation, deprecated features"

    /// EC2 makes no disk that is smaller than the image's.
    mutating func checkBootDisk() {
        guard let size = item.integer("boot-disk-size"), let value = item.values["boot-disk-size"], !item.has("ami-id"),
            size < BootDisk.imageSize
        else { return }
        report(
            .error, "out-of-range",
            "'boot-disk-size: \(size)' is less than the \(BootDisk.imageSize) GB of AWS Batch's image",
            "write \(BootDisk.imageSize) or more, or give an image of your own as 'ami-id'; source: aws/amazon-ecs-ami, "
                + "block_device_size_gb", at: value.range)
    }

    /// A path is a work directory only where something is mounted there.
    mutating func checkWorkDirectory() {
        guard let path = item.mountedWorkDirectory, let value = item.values["work-dir"] else { return }
        let mounts = item.mountPoints
        let directory = Paths.normalized(path.text)
        let asked = ["create-efs", "efs-id", "fsx-size", "fsx-dns"].contains { item.effective($0) != nil }
        // That its mount point has no file system is said there.
        let isBelowNothing = item.strayMounts.contains { mount in
            item.text(mount).map { Paths.lies(directory, in: Paths.normalized($0.text)) } ?? false
        }
        guard asked || isBelowNothing else {
            report(
                .error, "invalid-value", "'\(path.shown)' is not a value for 'work-dir'",
                "it expects \(TextFormat.workDirectory.expectation); a path needs a file system from 'efs-id' or "
                    + "'fsx-dns' in config-mode forge", at: value.range)
            return
        }
        if item.isOn("fusion-v2") {
            conflicts(
                value, "'work-dir: \(path.text)' cannot go with 'fusion-v2: True'",
                "Fusion is a view of S3; source: Seqera's AWS Batch documentation, storage options", "fusion-v2")
            return
        }
        guard mounts.isKnown, !isBelowNothing else { return }
        if let efs = mounts.efs, Paths.lies(directory, in: efs) {
            report(
                .note, "studios", "Studios do not work with a work directory on EFS",
                "checkpoints and mounted data fail; with one on S3 they work; \(Self.matrix)", at: value.range)
        } else if mounts.fsx.map({ Paths.lies(directory, in: $0) }) != true {
            let places = [mounts.efs, mounts.fsx].compactMap { $0 }.map { "'\($0)'" }.joined(separator: " and ")
            conflicts(
                value, "'\(path.shown)' is on no file system that is mounted",
                "mounted is \(places); source: Seqera's AWS Batch documentation, EFS and FSx", "efs-mount",
                "fsx-mount")
        }
    }

    mutating func checkElasticFileSystem() {
        if let create = on("create-efs") {
            if let given = item.effective("efs-id") {
                conflicts(
                    given, "'efs-id' cannot go with 'create-efs: True'",
                    "one creates a file system, the other uses one that exists; \(Self.options)", "create-efs")
            }
            refuseToMake(create, "EFS", instead: "efs-id")
        } else if let mount = item.effective("efs-mount"), item.strayMounts.contains("efs-mount") {
            needs(mount, "'efs-mount' needs 'efs-id'", "there is nothing to mount; \(Self.options)", "create-efs")
        }
    }

    mutating func checkLustre() {
        if let value = item.effective("fsx-size") {
            if let size = item.integer("fsx-size"), size != 1200, size % 2400 != 0 {
                report(
                    .error, "out-of-range", "'fsx-size' must be 1200 or a multiple of 2400, not \(size)",
                    "FSx for Lustre has these sizes, in GB; source: Amazon FSx API, StorageCapacity", at: value.range)
            }
            if let given = item.effective("fsx-dns") {
                conflicts(
                    given, "'fsx-dns' cannot go with 'fsx-size'",
                    "one uses a file system that exists, the other creates one; \(Self.options)", "fsx-size")
            }
            refuseToMake(value, "FSx", instead: "fsx-dns")
        } else if let mount = item.effective("fsx-mount"), item.strayMounts.contains("fsx-mount") {
            needs(mount, "'fsx-mount' needs 'fsx-dns'", "there is nothing to mount; \(Self.options)", "fsx-dns")
        }
        let mounts = item.mountPoints
        if let efs = mounts.efs, efs == mounts.fsx, let value = item.values["fsx-mount"] ?? item.values["efs-mount"] {
            conflicts(value, "EFS and FSx cannot both be mounted at '\(efs)'", "one would hide the other", "efs-mount")
        }
    }

    /// The disk that grows by itself: 'no-ebs-auto-scale: False', or 'ebs-blocksize' without a word against it.
    mutating func checkGrowingDisk() {
        let block = item.integer("ebs-blocksize") == nil ? nil : item.values["ebs-blocksize"]
        if item.isOn("no-ebs-auto-scale") {
            guard let block else { return }
            let notes = item.values["no-ebs-auto-scale"].map {
                [Diagnostic.Note("no such disk is wanted", at: $0.range)]
            }
            report(
                .warning, "ignored-field", "'ebs-blocksize' has no effect with 'no-ebs-auto-scale: True'", "remove it",
                at: block.range, notes ?? [])
            return
        }
        let flag = item.boolean("no-ebs-auto-scale") == false ? item.values["no-ebs-auto-scale"] : nil
        guard let value = flag ?? (item.has("no-ebs-auto-scale") ? nil : block) else { return }
        let name = value.field.name
        guard !item.isOn("fusion-v2") else {
            conflicts(
                value, "a disk that grows by itself ('\(name)') cannot go with 'fusion-v2: True'",
                "write 'no-ebs-auto-scale: True'; \(Self.deprecation)", "fusion-v2")
            return
        }
        let instead = "use 'no-ebs-auto-scale: True' with 'boot-disk-size', or Fusion v2 with 'fast-storage'"
        report(
            .warning, "deprecated", "disks that grow by themselves ('\(name)') are deprecated",
            "plan and apply refuse them; \(instead); \(Self.deprecation)",
            at: value.range)
        unbuildable.append(
            Diagnostic(
                .error, "unsupported-field", "this version builds no disks that grow by themselves", detail: instead,
                at: value.range))
    }

    mutating func refuseToMake(_ value: FieldValue, _ service: String, instead: String) {
        unbuildable.append(
            Diagnostic(
                .error, "unsupported-field", "this version does not make file systems ('\(value.field.name)')",
                detail: "make one in \(service) and give it as '\(instead)'", at: value.keyRange))
    }
}
