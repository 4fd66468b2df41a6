import Diagnostics

/// Work directories on file systems.
extension RuleCheck {
    /// A path is a work directory only where something is mounted there.
    mutating func checkWorkDirectory(_ rule: Rule) {
        guard let path = item.mountedWorkDirectory, let value = item.values["work-dir"], !asksForFileSystem,
            !isBelowStrayMount(path)
        else { return }
        report(rule, "'\(path.shown)' is not a value for 'work-dir'", at: value.range)
    }

    mutating func checkFusionDirectory(_ rule: Rule) {
        guard let path = item.mountedWorkDirectory, let value = item.values["work-dir"], item.isOn("fusion-v2"),
            asksForFileSystem || isBelowStrayMount(path)
        else { return }
        report(
            rule, "'work-dir: \(path.text)' cannot go with 'fusion-v2: True'", at: value.range, given: "fusion-v2")
    }

    mutating func checkStudios(_ rule: Rule) {
        guard let (directory, mounts) = mountedDirectory, let efs = mounts.efs, Paths.lies(directory, in: efs),
            let value = item.values["work-dir"]
        else { return }
        report(rule, rule.text, at: value.range)
    }

    mutating func checkMountedDirectory(_ rule: Rule) {
        guard let (directory, mounts) = mountedDirectory, let path = item.mountedWorkDirectory,
            let value = item.values["work-dir"]
        else { return }
        let mounted = [mounts.efs, mounts.fsx].compactMap { $0 }
        guard !mounted.contains(where: { Paths.lies(directory, in: $0) }) else { return }
        let places = mounted.map { "'\($0)'" }.joined(separator: " and ")
        report(
            rule, "'\(path.shown)' is on no file system that is mounted", because: "mounted is \(places)",
            at: value.range, given: "efs-mount", "fsx-mount")
    }

    mutating func checkSameMount(_ rule: Rule) {
        let mounts = item.mountPoints
        guard let efs = mounts.efs, efs == mounts.fsx, let value = item.values["fsx-mount"] ?? item.values["efs-mount"]
        else { return }
        report(rule, "EFS and FSx cannot both be mounted at '\(efs)'", at: value.range, given: "efs-mount")
    }

    /// The work directory and the file systems to find it on; nil where it is on S3, or another problem is reported.
    private var mountedDirectory: (directory: String, mounts: MountPoints)? {
        guard let path = item.mountedWorkDirectory, asksForFileSystem, !isBelowStrayMount(path),
            !item.isOn("fusion-v2")
        else { return nil }
        let mounts = item.mountPoints
        return mounts.isKnown ? (Paths.normalized(path.text), mounts) : nil
    }

    private var asksForFileSystem: Bool { Fact.hasFileSystem.holds(in: item) != false }

    /// That its mount point has no file system is said there.
    private func isBelowStrayMount(_ path: ExpandedText) -> Bool {
        let directory = Paths.normalized(path.text)
        return item.strayMounts.contains { mount in
            item.text(mount).map { Paths.lies(directory, in: Paths.normalized($0.text)) } ?? false
        }
    }
}
