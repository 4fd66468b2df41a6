import ManifestLoading

/// The fields of the file from which two scripts of a head job can differ as they do.
package struct HeadJobDifference {
    /// The fields; empty if only reconcile's own part differs, nil if the scripts do not tell.
    package let fields: Set<String>?

    /// Compares the commands of two job definitions.
    package init(_ before: [String], _ after: [String]) {
        guard let old = HeadJobScript.files(in: before), let new = HeadJobScript.files(in: after) else {
            fields = nil
            return
        }
        let name = HeadJobScript.configurationFile
        let scripts = ["pre-run", "post-run"].filter { old[$0] != new[$0] }
        fields = NextflowConfiguration.fields(behind: old[name] ?? "", new[name] ?? "")?.union(scripts)
    }
}

extension HeadJobScript {
    /// The file with the Nextflow configuration.
    static let configurationFile = "reconcile.config"

    /// Returns the files that the script of a command writes; nil for the command of another script.
    fileprivate static func files(in command: [String]) -> [String: String]? {
        guard command.count > 2 else { return nil }
        var files: [String: String] = [:]
        for line in command[2].split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 3, words[0] == "reconcile_put" else { continue }
            guard let bytes = Base64.decoded(String(words[2])) else { return nil }
            files[String(words[1])] = String(decoding: bytes, as: UTF8.self)
        }
        return files[configurationFile] == nil ? nil : files
    }
}

extension NextflowConfiguration {
    /// Returns the fields that lines come from which only one of two configurations has; nil if a line does not tell.
    fileprivate static func fields(behind before: String, _ after: String) -> Set<String>? {
        let (old, new) = (parts(of: before), parts(of: after))
        var fields: Set<String> = old.own == new.own ? [] : ["nextflow-config"]
        for line in Set(old.lines).symmetricDifference(new.lines) {
            guard let found = origins.first(where: { $0.isMeant(line) }) else { return nil }
            fields.formUnion(found.fields)
        }
        return fields
    }

    /// Divides a configuration into the lines that reconcile wrote and the text of the file that the environment names.
    private static func parts(of text: String) -> (lines: [String], own: String) {
        let halves = text.split(separator: ownHeading, maxSplits: 1, omittingEmptySubsequences: false)
        let lines = (halves.first ?? "").split(separator: "\n").map { String($0.drop { $0 == " " }) }
        return (lines, halves.count > 1 ? String(halves[1]) : "")
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
        LineOrigin(starts: ["wave."], fields: ["wave"]),
        LineOrigin(starts: ["fusion.snapshots"], fields: ["snapshots"]),
        LineOrigin(starts: ["scratch", "fusion.", "// Fusion needs"], fields: ["fusion-v2"]),
        LineOrigin(
            starts: ["workDir", "cloudcache", "path", "enabled", "// The executor", "// or with", "//     plugins"],
            fields: ["work-dir"]),
        LineOrigin(contains: ["-bucket-dir"], fields: ["work-dir", "allow-buckets"]),
        LineOrigin(
            starts: ["maxSpotAttempts", "// maxSpotAttempts", "// A task begins", "// Since Nextflow 24.10"],
            fields: ["provisioning-model", "snapshots"]),
        LineOrigin(
            starts: ["volumes"],
            fields: ["create-efs", "efs-id", "efs-mount", "fsx-size", "fsx-dns", "fsx-mount", "work-dir"]),
        LineOrigin(starts: ["cliPath", "// No 'cliPath'"], fields: ["cli-path", "fusion-v2"]),
        LineOrigin(starts: ["jobRole"], fields: ["compute-job-role"]),
        LineOrigin(starts: ["executionRole"], fields: ["batch-execution-role"]),
        LineOrigin(starts: ["logsGroup"], fields: ["log-group"]),
        LineOrigin(
            starts: ["shareIdentifier", "// shareIdentifier", "// The queue takes", "// '*'"],
            fields: ["scheduling-policy"]),
    ]
}
