import ManifestLoading

/// The fields of the file from which two scripts of a head job can differ as they do.
package struct HeadJobDifference {
    /// The fields; empty if only reconcile's own part differs, nil if the scripts do not tell.
    package let fields: Set<String>?

    /// Compares the commands of two job definitions.
    package init(_ before: [String], _ after: [String]) {
        guard let old = HeadJobScript(command: before), let new = HeadJobScript(command: after),
            let fields = NextflowConfiguration.fields(behind: old.configuration, new.configuration)
        else {
            fields = nil
            return
        }
        let scripts = [
            ("pre-run", Self.differ(old.preRun, new.preRun)), ("post-run", Self.differ(old.postRun, new.postRun)),
        ]
        self.fields = fields.union(scripts.filter(\.1).map(\.0))
    }

    /// Compares bytes: Swift takes other bytes of the same characters for equal.
    fileprivate static func differ(_ old: String?, _ new: String?) -> Bool {
        old.map { Array($0.utf8) } != new.map { Array($0.utf8) }
    }
}

extension NextflowConfiguration {
    /// Returns the fields that lines come from which only one of two configurations has; nil if a line, or another order
    /// of the same lines, does not tell.
    fileprivate static func fields(behind before: String, _ after: String) -> Set<String>? {
        let (old, new) = (parts(of: before), parts(of: after))
        let common = Set(old.lines).intersection(new.lines).subtracting(["}"])
        guard old.lines.filter(common.contains) == new.lines.filter(common.contains) else { return nil }
        var fields: Set<String> = HeadJobDifference.differ(old.own, new.own) ? ["nextflow-config"] : []
        for line in Set(old.lines).symmetricDifference(new.lines) {
            guard let found = origins.first(where: { $0.isMeant(line) }) else { return nil }
            fields.formUnion(found.fields)
        }
        return fields
    }

    /// Divides a configuration into the lines that reconcile wrote and the text of the file that the environment names.
    private static func parts(of text: String) -> (lines: [String], own: String) {
        let halves = text.split(separator: ownTitle, maxSplits: 1, omittingEmptySubsequences: false)
        let lines = (halves.first ?? "").split(separator: "\n").map { String($0.drop { $0 == " " }) }
        return (lines.flatMap(members), halves.count > 1 ? String(halves[1]) : "")
    }

    /// A line; the list of volumes as a line for each, since they come from several fields.
    private static func members(of line: String) -> [String] {
        let start = "volumes = ["
        guard line.hasPrefix(start) else { return [line] }
        return line.dropFirst(start.count).dropLast().split(separator: ", ").map { "volumes \($0)" }
    }

    /// Lines that begin with or contain a text, and the fields behind them.
    private struct LineOrigin: Sendable {
        var starts: [String] = []
        var contains: [String] = []
        let fields: Set<String>

        func isMeant(_ line: String) -> Bool {
            starts.contains { line.hasPrefix($0) } || contains.contains { line.contains($0) }
        }
    }

    private static let origins: [LineOrigin] = [
        LineOrigin(starts: ["env.", "// env."], fields: ["env"]),
        LineOrigin(
            starts: ["resourceLimits", "// No 'resourceLimits'", "// Not in the built-in catalogue"],
            contains: [" has both; "],
            fields: ["instance-types", "max-cpus", "gpu", "graviton", "fast-storage", "snapshots"]),
        LineOrigin(starts: ["arch", "// The images of the pipeline"], fields: ["instance-types", "graviton"]),
        LineOrigin(starts: ["// A process asks", "// If its image", "// containerOptions"], fields: ["gpu"]),
        LineOrigin(starts: ["resourceLabels"], contains: ["of the labels hold a secret"], fields: ["labels"]),
        LineOrigin(starts: [wave], fields: ["wave"]),
        LineOrigin(starts: [snapshots], fields: ["snapshots"]),
        LineOrigin(starts: ["scratch", "fusion.", "// Fusion needs"], fields: ["fusion-v2"]),
        LineOrigin(
            starts: [
                workDirectory, "cloudcache", "path", "enabled", "// The executor", "// or with", "//     plugins",
            ],
            fields: ["work-dir"]),
        LineOrigin(contains: ["-bucket-dir"], fields: ["work-dir", "allow-buckets"]),
        LineOrigin(
            starts: ["maxSpotAttempts", "// maxSpotAttempts", "// A task begins", "// Since Nextflow 24.10"],
            fields: ["provisioning-model", "snapshots"]),
        LineOrigin(contains: ["'\(NextflowSettings.scratchVolume)'"], fields: ["fast-storage", "fusion-v2"]),
        LineOrigin(contains: ["'\(UserData.GrowingDisk.volume)'"], fields: ["no-ebs-auto-scale", "ebs-blocksize"]),
        LineOrigin(
            starts: ["volumes"],
            fields: ["create-efs", "efs-id", "efs-mount", "fsx-size", "fsx-dns", "fsx-mount", "work-dir"]),
        LineOrigin(starts: ["cliPath", "// No 'cliPath'"], fields: ["cli-path", "fusion-v2"]),
        LineOrigin(starts: [jobRole], fields: ["compute-job-role"]),
        LineOrigin(starts: ["executionRole"], fields: ["batch-execution-role"]),
        LineOrigin(starts: ["logsGroup"], fields: ["log-group"]),
        LineOrigin(
            starts: ["shareIdentifier", "// shareIdentifier", "// The queue takes", "// '*'"],
            fields: ["scheduling-policy"]),
    ]
}
