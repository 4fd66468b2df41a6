/// What an instance does when it first starts, before its ECS agent does.
///
/// Batch merges the text with parts of its own and so takes nothing but a MIME multi-part archive, CRLF-free, each
/// part with its own headers and an empty line.
struct UserData {
    /// Set the NVMe instance disks up under `/scratch/fusion`.
    var usesNVMe: Bool
    /// Prepare the host for Fusion v2.
    var usesFusion: Bool
    /// Where the agent's and this script's logs go.
    var logGroup: String
    /// Lines of the user's own for `/etc/ecs/ecs.config`.
    var ecsConfig: String?
    /// File systems that stand already.
    var mounts: [Mount] = []
    /// Install the AWS CLI so that `<directory>/bin/aws` is this path; nil where jobs do not need it.
    var cliPath: String?

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

    private var script: String {
        var sections = [Self.prelude, ecsSection, loggingSection]
        if usesNVMe { sections.append(Self.nvmeSection) }
        if usesFusion { sections.append(Self.fusionSection) }
        sections += mounts.map(\.section)
        if let cliPath { sections.append(Self.cliSection(cliPath)) }
        return sections.joined(separator: "\n\n")
    }

    private static let prelude = """
        #!/bin/bash
        # Written by reconcile. Failures are logged and do not keep the instance from joining its cluster.
        exec > >(tee -a /var/log/reconcile-user-data.log) 2>&1
        """

    /// Long pulls and starts of large containers must not fail; images are kept; Spot notices drain the instance.
    private var ecsSection: String {
        var lines = [
            "ECS_IMAGE_PULL_BEHAVIOR=once",
            "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
            "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
            "ECS_CONTAINER_CREATE_TIMEOUT=10m",
            "ECS_CONTAINER_START_TIMEOUT=10m",
            "ECS_CONTAINER_STOP_TIMEOUT=10m",
            "ECS_MANIFEST_PULL_TIMEOUT=10m",
        ]
        if let ecsConfig {
            lines += ecsConfig.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        }
        while lines.last == "" { lines.removeLast() }
        return """
            mkdir -p /etc/ecs
            cat >> /etc/ecs/ecs.config <<'RECONCILE_ECS'
            \(lines.joined(separator: "\n"))
            RECONCILE_ECS
            """
    }

    private var loggingSection: String {
        let files = ["/var/log/ecs/ecs-agent.log", "/var/log/ecs/ecs-init.log", "/var/log/reconcile-user-data.log"]
        let entries = files.map { path in
            let stream = path.split(separator: "/").last.map(String.init) ?? path
            return """
                {"file_path": "\(path)", "log_group_name": "\(logGroup)", "log_stream_name": "{instance_id}/\(stream)"}
                """
        }
        return """
            dnf install -y -q amazon-cloudwatch-agent
            mkdir -p /opt/aws/amazon-cloudwatch-agent/etc
            cat > /opt/aws/amazon-cloudwatch-agent/etc/reconcile.json <<'RECONCILE_LOGS'
            {"logs": {"logs_collected": {"files": {"collect_list": [
            \(entries.joined(separator: ",\n"))
            ]}}}}
            RECONCILE_LOGS
            /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl \\
                -a fetch-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/etc/reconcile.json
            """
    }

    /// One disk is used as it is, several as one striped volume; an instance without any falls back on its boot disk.
    ///
    /// The kernel's list has each disk once; `/dev/disk/by-id` may have several links to one.
    private static let nvmeSection = """
        mkdir -p /scratch/fusion
        mapfile -t disks < <(lsblk --nodeps --noheadings --paths --output NAME,MODEL \\
            | awk '/Amazon EC2 NVMe Instance Storage/ {print $1}')
        volume=
        if [ "${#disks[@]}" -eq 1 ]; then
            volume=${disks[0]}
        elif [ "${#disks[@]}" -gt 1 ]; then
            dnf install -y -q lvm2
            pvcreate -y "${disks[@]}" && vgcreate scratch "${disks[@]}" \\
                && lvcreate -y -i "${#disks[@]}" -l 100%FREE -n fusion scratch && volume=/dev/scratch/fusion
        fi
        if [ -n "$volume" ]; then
            mkfs.xfs -f "$volume" && mount -o noatime "$volume" /scratch/fusion
        fi
        chmod 1777 /scratch/fusion
        """

    /// Fusion writes through the page cache: start writing back early, so that a Spot notice leaves little to flush.
    private static let fusionSection = """
        mkdir -p /scratch/fusion && chmod 1777 /scratch/fusion
        sysctl -w vm.dirty_bytes=1258291200 vm.dirty_background_bytes=629145600
        """

    /// The CLI's own bundle stands alone in its directory, as Nextflow wants it to mount it into containers.
    private static func cliSection(_ path: String) -> String {
        let directory = path.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        return """
            dnf install -y -q unzip
            curl -sSf "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m).zip" -o /tmp/awscli.zip \\
                && unzip -q /tmp/awscli.zip -d /tmp && /tmp/aws/install -i \(directory) -b \(directory)/bin
            rm -rf /tmp/aws /tmp/awscli.zip
            """
    }
}
