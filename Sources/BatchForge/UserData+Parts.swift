import ResourceModel

/// The two parts of the script.
extension UserData {
    var conditionsFunction: String {
        var lines = ["local end packages=() failed=0", "end=$(($(now) + \(Limit.mounts)))"]
        if usesNVMe {
            lines += [
                "mapfile -t disks < <(lsblk --nodeps --noheadings --paths --output NAME,MODEL |",
                "    awk '/Amazon EC2 NVMe Instance Storage/ {print $1}')",
                "[ ${#disks[@]} -lt 2 ] || packages+=(lvm2)",
            ]
        }
        if growsDisk { lines.append("packages+=(lvm2)") }
        for mount in mounts { lines.append("packages+=(\(mount.package))") }
        if mounts.contains(where: \.isLustre) {
            lines += [
                "# Amazon Linux 2 keeps the Lustre client in a repository of its own.",  // words: quoted
                "case $manager in */yum) rpm -q lustre-client || limit 15 amazon-linux-extras enable lustre ;; esac",
            ]
        }
        // If the CLI is not a condition, FSx is asked with any CLI that exists.
        let hasCLI =
            cliPath.map { _ in "[ -e \"$cli\" ]" } ?? (mounts.contains(where: \.asksForName) ? "command -v aws" : nil)
        if let hasCLI {
            lines.append("\(hasCLI) || case $manager in */dnf) packages+=(awscli-2) ;; *) packages+=(awscli) ;; esac")
        }
        let time = Limit.mounts - Limit.packages
        lines.append("# That it failed is no reason yet: what is needed shows below.")
        lines.append("install \"$((end - \(time)))\" \"${packages[@]}\"")
        if usesNVMe { lines.append("use_disks || failed=1") }
        if cliPath != nil { lines.append("install_cli || failed=1") }
        if growsDisk { lines.append("use_volume \"$end\" || failed=1") }
        for mount in mounts { lines.append("\(mount.command) || failed=1") }
        lines.append("return \"$failed\"")
        return Self.function("conditions", lines)
    }

    /// Fusion writes through the page cache. Writing back starts early, so
    /// that little is left to flush at a Spot notice.
    var conveniencesFunction: String {
        var lines: [String] = []
        if usesFusion {
            lines.append(
                "# Fusion writes through the page cache: start early, so that a Spot notice leaves little to flush.")
            lines.append("sysctl -w vm.dirty_bytes=1258291200 vm.dirty_background_bytes=629145600")
        }
        let files = ["/var/log/ecs/ecs-agent.log", "/var/log/ecs/ecs-init.log", "/var/log/reconcile-user-data.log"]
        let entries = files.map { path in
            let stream = path.split(separator: "/").last.map(String.init) ?? path
            return """
                {"file_path": "\(path)", "log_group_name": \(Value.quoted(logGroup)), "log_stream_name": "{instance_id}/\(stream)"}
                """
        }
        let directory = "/opt/aws/amazon-cloudwatch-agent"
        lines += [
            "install \"$(($(now) + \(Limit.conveniences - 8)))\" amazon-cloudwatch-agent || return",
            "mkdir -p \(directory)/etc", "cat >\(directory)/etc/reconcile.json <<'END'",
        ]
        let configuration = """
            {"logs": {"logs_collected": {"files": {"collect_list": [
            \(entries.joined(separator: ",\n"))
            ]}}}}
            END
            """
        let call = """
                \(directory)/bin/amazon-cloudwatch-agent-ctl \\
                    -a fetch-config -m ec2 -s -c file:\(directory)/etc/reconcile.json
            }
            """
        let opening = Self.function("conveniences", lines).dropLast("\n}".count)
        return "\(opening)\n\(configuration)\n\(call)"
    }

    private static func function(_ name: String, _ lines: [String]) -> String {
        "\(name)() {\n\(lines.map { "    " + $0 }.joined(separator: "\n"))\n}"
    }
}
