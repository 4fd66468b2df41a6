import ManifestLoading
import ResourceModel

/// The script that an instance runs when it first starts, before its ECS agent starts.
///
/// The script has two parts. Correct results depend on the *conditions*: file systems, the AWS CLI without Fusion, NVMe
/// disks. They are tried for minutes and checked. If one fails, the instance does not join its cluster, and AWS Batch
/// then reports that none of the instances joined. *Conveniences* come last, and may fail.
struct UserData {
    /// True if the NVMe instance disks are used for `/scratch/fusion`.
    var usesNVMe: Bool
    /// True if the host is prepared for Fusion v2.
    var usesFusion: Bool
    /// True if the tasks have a disk that grows. It needs the AWS CLI, which hosts for Fusion v2 do not get.
    var growsDisk: Bool
    /// The log group for the logs of the agent and of this script.
    var logGroup: String
    /// The user's lines for `/etc/ecs/ecs.config`.
    var ecsConfig: String?
    /// The file systems. Those in which others are mounted come first.
    var mounts: [Mount] = []
    /// The place where tasks find the AWS CLI, as `<directory>/bin/aws`; nil if they do not need it.
    var cliPath: String?

    init(_ configuration: ForgeConfiguration) {
        usesNVMe = configuration.fastStorage
        usesFusion = configuration.fusionV2
        growsDisk = configuration.hasGrowingDisk
        logGroup = configuration.logGroup ?? JobLogGroup.usual
        ecsConfig = configuration.ecsConfig
        if let path = configuration.efsMount {
            if let id = configuration.efsID { mounts.append(Mount(path: path, fileSystem: .elastic(id: id))) }
            if configuration.createsEFS { mounts.append(Mount(path: path, fileSystem: .madeElastic)) }
        }
        if let path = configuration.fsxMount {
            if let dns = configuration.fsxDNS { mounts.append(Mount(path: path, fileSystem: .lustre(dns: dns))) }
            if configuration.fsxSize != nil { mounts.append(Mount(path: path, fileSystem: .madeLustre)) }
        }
        mounts.sort { $0.path.split(separator: "/").count < $1.path.split(separator: "/").count }
        if !configuration.fusionV2 { cliPath = configuration.cliPath ?? Self.defaultCLIPath }
    }

    /// The directories that containers get from an instance, as `path` or `path:path`, without the NVMe disks.
    var volumes: [String] { (growsDisk ? [GrowingDisk.volume] : []) + mounts.map(\.path) }

    /// The place in Seqera's environments, so that existing configurations of pipelines still work.
    static let defaultCLIPath = "/home/ec2-user/miniconda/bin/aws"

    /// The MIME multi-part archive that Batch merges with its parts. Batch accepts no other form
    /// [aws-rules: User data]. Every line ends in a line feed alone.
    var mimeText: String {
        let boundary = "==RECONCILE=="
        return """
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="\(boundary)"

            --\(boundary)
            Content-Type: text/x-shellscript; charset="us-ascii"

            \(script)

            --\(boundary)--

            """
    }

    private var hasConditions: Bool { usesNVMe || cliPath != nil || !mounts.isEmpty }

    /// The cases in which the file runs itself for one part.
    private var parts: String {
        [
            hasConditions ? "conditions) conditions; exit ;; " : "",
            growsDisk ? #"disk) exec >>"$log" 2>&1; watch_disk; exit ;; "# : "", "conveniences) conveniences; exit ;;",
        ].joined()
    }

    private var script: String {
        var sections = [Self.prelude(hasConditions: hasConditions), Self.installFunction]
        if usesNVMe { sections.append(Self.scratchFunctions) }
        if let cliPath { sections.append(Self.cliFunctions(cliPath)) }
        if growsDisk { sections += [Self.diskFunctions, Self.serviceFunctions] }
        if !mounts.isEmpty { sections.append(Self.attachFunction) }
        if mounts.contains(where: \.asksForName) { sections.append(Self.lustreFunction(hasCLI: cliPath != nil)) }
        if hasConditions { sections += [conditionsFunction, Self.stayOutFunction] }
        sections.append(conveniencesFunction)
        sections.append(Self.start(parts))
        if let agentGuard { sections.append(agentGuard) }
        sections.append(agentSettings)
        if usesFusion { sections.append("mkdir -p /scratch/fusion && chmod 1777 /scratch/fusion") }
        if hasConditions { sections.append(Self.conditionsCall) }
        sections.append(Self.conveniencesCall)
        let text = sections.joined(separator: "\n\n")
        return growsDisk ? Self.compact(text) : text
    }

    // MARK: Time

    /// The limits of time. The whole script takes at most 4 minutes: both parts, four calls of systemctl at 10 s, and 2
    /// s each to end processes that do not end by themselves.
    enum Limit {
        /// Seconds from the start of the conditions until packages are given up.
        static let packages = 75
        /// Seconds from the start of the conditions until mounts are given up.
        static let mounts = 125
        /// Seconds for all conditions.
        static let conditions = 135
        /// Seconds for all conveniences.
        static let conveniences = 45
    }

    // MARK: Frame

    private static func prelude(hasConditions: Bool) -> String {
        let conditions = """
            # 'conditions' is what jobs count on: without it the instance does not join its cluster.

            """
        return #"""
            #!/bin/bash
            # Written by reconcile for AWS Batch. It runs once, before the ECS agent starts, for at most 4 minutes.
            \#(hasConditions ? conditions : "")# 'conveniences' may fail. What happened stands in this log; decisions are on the console too.
            log=/var/log/reconcile-user-data.log
            umask 022

            say() {
                printf 'reconcile: %s\n' "$*"
                { printf 'reconcile: %s\n' "$*" >>/dev/console; } 2>/dev/null || true
            }

            # limit SECONDS COMMAND...: ends what does not end by itself.
            limit() { timeout --kill-after=2 "$@"; }

            # Seconds since the kernel started; the time of day may be set while this runs.
            now() {
                local up=0
                { read -r up _ </proc/uptime; } 2>/dev/null
                up=${up%.*}
                echo "${up:-0}"
            }
            """#
    }

    private static func start(_ parts: String) -> String {
        #"""
        # This file runs itself for each part, so that each has a time limit of its own.
        case ${1:-} in \#(parts) esac
        exec >>"$log" 2>&1
        """#
    }

    private static let conditionsCall = #"""
        limit \#(Limit.conditions) bash "$0" conditions || stay_out $?
        """#

    private static let conveniencesCall = #"""
        limit \#(Limit.conveniences) bash "$0" conveniences
        exit 0
        """#
}
