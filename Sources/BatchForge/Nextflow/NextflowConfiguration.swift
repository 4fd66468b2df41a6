import ManifestLoading
import ResourceModel

/// A Nextflow configuration that uses an environment. The settings are those of Nextflow's documentation, "Configuration
/// options" and "AWS Batch"; a comment says why where that is not plain.
package struct NextflowConfiguration {
    private let settings: NextflowSettings
    /// True of a text that holds a secret: no configuration has one.
    private let isSecret: (String) -> Bool

    /// Makes the configuration of settings. Values of which `isSecret` is true are left out, with a comment.
    package init(settings: NextflowSettings, isSecret: @escaping (String) -> Bool) {
        self.settings = settings
        self.isSecret = isSecret
    }

    /// The configuration. Later blocks win over earlier ones, so the environment's own file comes last.
    package var text: String {
        let blocks = [header, process, work, cloudCache, fusion, aws, environment, own]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var header: [String] {
        let workspace = settings.key.workspace.map { " of \($0)" } ?? ""
        return [
            GroovyText.comment(
                "\(Self.titleStart)\(settings.key.name)'\(workspace) in \(settings.key.region)\(Self.titleEnd)"
            ),
            GroovyText.comment("Queue of head jobs: \(settings.headQueue)"),
        ]
    }

    // MARK: Tasks

    private var process: [String] {
        var lines = ["executor = 'awsbatch'", "queue = \(GroovyText.string(settings.workQueue))"]
        lines += limits + labels
        if settings.usesFusion { lines.append("scratch = false") }
        if settings.instances?.areARM == true {
            if !settings.usesWave { lines.append("// The images of the pipeline must be for ARM.") }
            lines.append("arch = 'linux/arm64'")
        }
        if settings.instances?.haveGPUs == true { lines += Self.gpus }
        return Self.block("process", lines)
    }

    private var limits: [String] {
        guard let instances = settings.instances else { return [] }
        guard let limits = instances.limits else {
            return ["// No 'resourceLimits': the built-in catalogue has none of the instance types."]
        }
        let rest = "\(TaskLimits.reservedPercent) % of its memory are left to the system"
        let saved = "a Spot Instance can save no more memory in its last two minutes"
        var lines = [
            GroovyText.comment(
                "\(limits.type) has both; \(limits.bound == .snapshot ? saved : rest).")
        ]
        if !limits.unknownTypes.isEmpty {
            lines.append(
                GroovyText.comment(
                    "Not in the built-in catalogue: \(limits.unknownTypes.joined(separator: ", ")). They may be larger."
                ))
        }
        return lines + ["resourceLimits = [cpus: \(limits.vCPUs), memory: '\(Self.memory(limits.memoryMiB))']"]
    }

    /// Whole units below the limit; Nextflow's GB has 1024 MB.
    private static func memory(_ mebibytes: Int) -> String {
        mebibytes >= 16 << 10 ? "\(mebibytes >> 10) GB" : "\(mebibytes) MB"
    }

    private var labels: [String] {
        let shown = settings.labels.filter { !isSecret($0.key) && !isSecret($0.value) }
        let hidden = settings.labels.count - shown.count
        let lines = hidden == 0 ? [] : ["// \(hidden) of the labels hold a secret, and are left out."]
        return shown.isEmpty
            ? lines : lines + ["resourceLabels = \(GroovyText.map(shown.map { ($0.key, $0.value) }))"]
    }

    private static let gpus = [
        "// A process asks for GPUs itself, as in: accelerator = 1",
        "// If its image does not do so, it also needs:",
        "// containerOptions = '-e NVIDIA_DRIVER_CAPABILITIES=compute,utility -e NVIDIA_VISIBLE_DEVICES=all'",
    ]

    // MARK: Storage

    private var work: [String] {
        switch settings.workDirectory {
        case .bucket(_, let location): return ["\(Self.workDirectory)\(GroovyText.string(location))"]
        case .mounted(let path, let spare):
            return [
                "// The executor 'awsbatch' of open-source Nextflow takes work files only on S3: run it with",
                GroovyText.comment("\(Self.spareStart)\(spare ?? Self.noSpare)\(Self.spareEnd)"),
                "// or with Seqera's plugin, for which a licence is needed:",
                "//     plugins { id 'xpack-amzn' }",
                "\(Self.workDirectory)\(GroovyText.string(path))",
            ]
        }
    }

    /// The cache lets another machine resume a run. It takes object storage only.
    private var cloudCache: [String] {
        guard case .bucket(let bucket, _) = settings.workDirectory else { return [] }
        let path = GroovyText.string("s3://\(bucket)/cloudcache/.cache")
        return Self.block("cloudcache", ["enabled = true", "path = \(path)"])
    }

    private var fusion: [String] {
        var lines = settings.usesWave ? [Self.wave] : []
        if settings.usesFusion {
            lines.append("// Fusion needs TOWER_ACCESS_TOKEN in the environment of Nextflow.")
            lines.append("fusion.enabled = true")
            if settings.takesSnapshots { lines.append(Self.snapshots) }
        }
        return lines
    }

    // MARK: AWS

    private var aws: [String] {
        let region = settings.key.region
        let lines = region.isEmpty ? [] : ["region = \(GroovyText.string(region))"]
        return Self.block("aws", lines + Self.block("batch", batch))
    }

    private var batch: [String] {
        var lines = [
            "// A job that fits no instance fails instead of waiting. Since Nextflow 25.04.",
            "terminateUnschedulableJobs = true",
        ]
        lines += spot
        if !settings.volumes.isEmpty { lines.append("volumes = \(GroovyText.list(settings.volumes))") }
        if let path = settings.cliPath {
            lines.append("cliPath = \(GroovyText.string(path))")
        } else if !settings.usesFusion, settings.instances == nil {
            lines.append("// No 'cliPath': tasks need the AWS CLI in their images, or 'cli-path' in the file.")
        }
        let named = [
            (Self.jobRole, settings.jobRole), ("executionRole", settings.executionRole),
            ("logsGroup", settings.logGroup),
        ]
        lines += named.compactMap { name, value in value.map { "\(name) = \(GroovyText.string($0))" } }
        return lines + share
    }

    private var spot: [String] {
        let areSpot = settings.instances?.areSpot
        if settings.takesSnapshots {
            return areSpot == false
                ? [] : ["// A task begins again from its snapshot on another instance.", "maxSpotAttempts = 5"]
        }
        guard areSpot == true else { return [] }
        return [
            "// Since Nextflow 24.10 a task whose Spot Instance is taken back fails at once. To repeat it:",
            "// maxSpotAttempts = 5",
        ]
    }

    /// AWS Batch refuses a job without an identifier in a queue with shares.
    private var share: [String] {
        let needed = "The queue takes no job without a share identifier"
        switch settings.shares {
        case .none: return []
        case .one(let name): return ["shareIdentifier = \(GroovyText.string(name))"]
        case .several(let names):
            return [
                GroovyText.comment("\(needed): choose one of \(names.joined(separator: ", "))."),
                names.contains { $0.hasSuffix("*") } ? "// '*' stands for any letters and digits." : nil,
                "// shareIdentifier = ''",
            ].compactMap { $0 }
        case .ofPolicy(let arn):
            return [GroovyText.comment("\(needed) of its policy, \(arn)."), "// shareIdentifier = ''"]
        }
    }

    // MARK: Environment

    private var environment: [String] {
        settings.variables.map { variable in
            if variable.name == "PATH" { return Self.ignoredPath }
            if SecretNames.denies(variable.name) || isSecret(variable.value) {
                return Self.hidden(variable.name)
            }
            return GroovyText.setting(
                "env", variable.name, GroovyText.string(GroovyText.betweenShellQuotes(variable.value)))
        }
    }

    /// The text of the file that the environment names, with plain ends of lines.
    package var ownText: String? {
        guard let text = settings.ownText?.replacing("\r\n", with: "\n") else { return nil }
        let lines = (text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.joined(separator: "\n")
    }

    private var own: [String] {
        guard let text = ownText else { return [] }
        return [Self.ownTitle, text.trimmingEnd]
    }

    private static func block(_ name: String, _ lines: [String]) -> [String] {
        let inner = lines.map { "    " + $0 }
        return lines.isEmpty ? [] : ["\(name) {"] + inner + ["}"]
    }
}

/// The parts of lines that ``WrittenConfiguration`` and ``HeadJobDifference`` read.
extension NextflowConfiguration {
    static let titleStart = "Nextflow configuration for '"
    static let titleEnd = ", by reconcile."
    static let workDirectory = "workDir = "
    static let spareStart = "    -bucket-dir s3://"
    static let noSpare = "<bucket>"
    static let spareEnd = "/work"
    static let wave = "wave.enabled = true"
    static let snapshots = "fusion.snapshots = true"
    static let jobRole = "jobRole"
    static let ignoredPath = "// env.PATH: AWS Batch's executor ignores it."
    static let ownTitle = "// The file that 'nextflow-config' names:"

    /// The line in place of a variable whose value may be a secret.
    static func hidden(_ name: String) -> String {
        "// env.\(name): its value may be a secret, and is not written here."
    }
}

extension String {
    /// The text without blanks and line feeds at its end.
    fileprivate var trimmingEnd: String {
        String(self[..<(lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? startIndex)])
    }
}
