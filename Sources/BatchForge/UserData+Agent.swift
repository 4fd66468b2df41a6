/// The parts of the script for the ECS agent. Nothing here starts it: systemd does so when cloud-init has finished.
extension UserData {
    /// The settings that every agent has.
    static let agentDefaults = [
        "ECS_IMAGE_PULL_BEHAVIOR=once", "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
        "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true", "ECS_CONTAINER_CREATE_TIMEOUT=10m",
        "ECS_CONTAINER_START_TIMEOUT=10m", "ECS_CONTAINER_STOP_TIMEOUT=10m", "ECS_MANIFEST_PULL_TIMEOUT=10m",
    ]

    /// Settings of the agent: long pulls and slow starts must not fail,
    /// images are kept, Spot notices drain the instance.
    var agentSettings: String {
        var lines = Self.agentDefaults
        if let ecsConfig {
            lines += ecsConfig.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        while lines.last == "" { lines.removeLast() }
        // Each line is quoted separately, so that no content ends the command or the MIME part.
        let quoted = lines.map { "    \(ShellWord.quoted($0))" }
        return """
            mkdir -p /etc/ecs
            printf '%s\\n' >>/etc/ecs/ecs.config \\
            \(quoted.joined(separator: " \\\n"))
            """
    }

    /// Makes systemd check the conditions itself before it starts the agent: also if this script is killed, and after a
    /// reboot, which does not mount anything again.
    var agentGuard: String? {
        let paths = (growsDisk ? [GrowingDisk.path] : []) + mounts.map(\.path)
        var assertions = paths.map { ShellWord.quoted("AssertPathIsMountPoint=\($0)") }
        if let cliPath { assertions.append(ShellWord.quoted("AssertPathExists=\(cliPath)")) }
        if assertions.isEmpty { return nil }
        return #"""
            # systemd checks this before it starts the agent, however this script ends.
            mkdir -p /etc/systemd/system/ecs.service.d
            printf '%s\n' '[Unit]' \#(assertions.joined(separator: " ")) \
                >/etc/systemd/system/ecs.service.d/reconcile.conf
            limit 10 systemctl daemon-reload
            """#
    }

    static let stayOutFunction = #"""
        # Keeps the agent from starting; AWS Batch then reports that the instance did not join.
        stay_out() {
            case $1 in 124 | 137) say "the conditions took more than \#(Limit.conditions) s" ;; esac
            say "this instance does not join its cluster, for the reasons above; see $log"
            limit 10 systemctl mask ecs || limit 10 systemctl disable ecs
            limit 10 systemctl stop --no-block ecs
        }
        """#
}
