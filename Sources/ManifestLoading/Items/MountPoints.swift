/// The directories at which file systems are mounted.
struct MountPoints {
    /// Of EFS; nil where there is none, or where that cannot be told.
    var efs: String?
    /// Of FSx for Lustre; nil where there is none, or where that cannot be told.
    var fsx: String?
    /// True if all values that decide on it are known.
    var isKnown = true
}

extension EnvironmentItem {
    /// The work directory where it is a path and not on S3.
    var mountedWorkDirectory: ExpandedText? {
        text("work-dir").flatMap { $0.text.hasPrefix("/") ? $0 : nil }
    }

    /// A field's value where it asks for something: anything but `False`.
    func effective(_ name: String) -> FieldValue? {
        values[name].flatMap { $0.isEffective ? $0 : nil }
    }

    /// The fields that say where to mount a file system of which there is none; one that cannot be read says nothing.
    var strayMounts: [String] {
        var names: [String] = []
        if text("efs-mount") != nil, effective("efs-id") == nil, isOff("create-efs") { names.append("efs-mount") }
        if text("fsx-mount") != nil, effective("fsx-dns") == nil, effective("fsx-size") == nil {
            names.append("fsx-mount")
        }
        return names
    }

    /// As the fields say; else the work directory where that is a path and no other file system's, as with `tw`; else
    /// where Seqera's documentation would have it.
    var mountPoints: MountPoints {
        let path = (mountedWorkDirectory?.text).map(Paths.normalized)
        let hasEFS = effective("efs-id") != nil || effective("create-efs") != nil
        let hasFSx = effective("fsx-dns") != nil || effective("fsx-size") != nil
        var points = MountPoints()
        if hasEFS {
            let fsx = Paths.normalized(text("fsx-mount")?.text ?? "/mnt/fsx")
            let isOfFSx = hasFSx && path.map { Paths.lies($0, in: fsx) } == true
            points.efs = mount("efs-mount", isOfFSx ? nil : path, "/mnt/efs", &points)
        }
        if hasFSx { points.fsx = mount("fsx-mount", hasEFS ? nil : path, "/mnt/fsx", &points) }
        return points
    }

    private func mount(
        _ field: String, _ path: String?, _ standard: String, _ points: inout MountPoints
    ) -> String? {
        guard has(field) else { return path ?? standard }
        if text(field) == nil { points.isKnown = false }
        return (text(field)?.text).map(Paths.normalized)
    }
}
