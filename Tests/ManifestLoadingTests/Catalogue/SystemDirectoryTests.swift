import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Paths that would hide what an instance or an image needs.
struct SystemDirectoryTests {
    @Test(arguments: [
        "/usr/bin/aws", "/usr/local/bin/aws", "/bin/aws", "//usr//bin/aws", "/./usr/bin/aws", "/usr/./bin/aws",
        "/opt/bin/aws",
        "/opt/conda/bin/aws", "/etc/bin/aws", "/var/bin/aws", "/var/lib/bin/aws", "/usr/lib/bin/aws",
        "/usr/share/bin/aws",
        "/usr/local/lib/bin/aws", "/home/bin/aws", "/root/bin/aws", "/tmp/bin/aws", "/mnt/bin/aws", "/proc/bin/aws",
        "/proc/1/bin/aws", "/sys/x/y/bin/aws", "/dev/shm/bin/aws", "/lib64/bin/aws", "/sbin/bin/aws",
        "/etc/x/bin/aws", "/usr/lib/python3/bin/aws", "/usr/local/bin/x/bin/aws", "/run/x/bin/aws",
        "/usr/libexec/x/bin/aws",
    ])
    func `a CLI in a directory that images have is refused, with the reason`(path: String) {
        let manifest = load(fields: "cli-path: \(path)")
        #expect(manifest.diagnostics.map(\.outline) == ["invalid-value 8:15"])
        #expect(manifest.diagnostics.first?.detail.contains("over the container's own") == true)
    }

    @Test(arguments: [
        "/home/ec2-user/miniconda/bin/aws", "/opt/aws-cli/bin/aws", "/usr/local/aws-cli/bin/aws",
        "/home/ec2-user/bin/aws",
        "/opt/./cli//bin/aws", "/usrx/bin/aws", "/conda/bin/aws",
        "/home/ec2-user/.local/bin/aws", "/usr/local/aws-cli/v2/current/bin/aws",
    ])
    func `accepts a CLI in a separate directory`(path: String) {
        #expect(load(fields: "cli-path: \(path)").diagnostics.isEmpty)
    }

    @Test(arguments: [
        "/opt/a/../../usr/bin/aws", "/opt/aws-cli/bin/aws/", "/opt/aws-cli/bin/awsx", "opt/aws-cli/bin/aws",
        "/opt/cli/bin//aws",
    ])
    func `a CLI that Nextflow would not find is refused`(path: String) {
        let manifest = load(fields: "cli-path: \(path)")
        #expect(manifest.diagnostics.map(\.outline) == ["invalid-value 8:15"])
        #expect(manifest.diagnostics.first?.detail.contains("ends in '/bin/aws'") == true)
    }

    @Test func `a manual environment's CLI is held to the same rule`() {
        let text = completeItem.replacing("config-mode: forge", with: "config-mode: manual")
            .replacing(
                "    max-cpus: 16\n", with: "    head-queue: a\n    compute-queue: b\n    cli-path: /usr/bin/aws\n")
        #expect(load(text).diagnostics.filter { $0.severity == .error }.map(\.outline) == ["invalid-value 9:15"])
    }

    @Test(arguments: [
        "/", "//", "/.", "/usr", "/usr/", "/./usr", "//usr/./local", "/usr/local/", "/var/lib", "/proc/x", "/dev/shm",
        "/etc", "/etc/ecs", "/var/lib/docker", "/var/lib/docker/overlay2", "/var//lib/./ecs/data", "/run/x",
        "/boot/efi", "/root/.ssh", "/root/x", "/home/ec2-user", "/home/./ec2-user/", "/home/ec2-user/.ssh",
        "/home/x/y/.config/z",
        "/home/.x", "//home//u/./.ssh/.", "/usr/local/bin/x", "/usr/libexec/amazon-ecs-init", "/usr/share/x", "/lib32",
        "/opt/aws/x",
        "/opt/amazon", "/var/lib/cloud/scripts", "/var/lib/amazon/ssm", "/var/spool/cron", "/var/lib/rpm",
    ])
    func `nothing is mounted over a directory of the system`(path: String) {
        for fields in ["efs-id: fs-01234567\nefs-mount: \(path)", "fsx-dns: \(Self.dns)\nfsx-mount: \(path)"] {
            let manifest = load(fields: fields)
            #expect(manifest.diagnostics.map(\.outline) == ["invalid-value 9:16"])
            #expect(manifest.diagnostics.first?.detail.contains("would hide what the instance has") == true)
        }
    }

    @Test(arguments: [
        "/mnt/efs", "/opt/data", "/home/data", "/var/lib/pipelines", "/etcetera", "/usr/local/data",
        "/home/ec2-user/efs", "/home/./u/x", "/mnt/.x", "/opt/awsx", "/rootx", "/var/lib/cloudy", "/home/a.b/c.",
        "/home/u/./x/.",
    ])
    func `mounts a separate directory`(path: String) {
        #expect(load(fields: "efs-id: fs-01234567\nefs-mount: \(path)").diagnostics.isEmpty)
    }

    @Test func `a CLI's path is written in its shortest form`() {
        #expect(forge(load(fields: "cli-path: //opt/./cli//x/bin/aws"))?.cliPath == "/opt/cli/x/bin/aws")
    }

    private static let dns = "fs-0123456789.fsx.eu-west-1.amazonaws.com"

    @Test(arguments: ["/mnt/efs", "/mnt/efs/", "//mnt//efs", "/mnt/./efs/."])
    func `one directory in several spellings is one mount point`(path: String) {
        let work = completeItem.replacing("s3://bucket/work", with: "/mnt/efs/work")
        let fields = "    efs-id: fs-01234567\n    efs-mount: \(path)\n"
        let manifest = load(work + fields)
        #expect(manifest.diagnostics.map(\.kind) == ["studios"])
        #expect(forge(manifest)?.efsMount == "/mnt/efs")
        let both = load(completeItem + fields + "    fsx-dns: \(Self.dns)\n    fsx-mount: /mnt/efs\n")
        #expect(both.diagnostics.map(\.kind) == ["conflicting-fields"])
    }
}
