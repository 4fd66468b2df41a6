import ManifestLoading
import Testing

@testable import BatchForge

/// The short form of long scripts.
struct CompactScriptTests {
    @Test func `only comments, blank lines and indentation are left out`() {
        let script = """
            #!/bin/bash
            # Who wrote this.
            log=/var/log/x

            # A comment.
            run() {
                # Another one.
                cat >"$log" <<END
            #!/bin/sh
              # A line of the file.

            END
                cat <<'END'
                {"a": 1}
            END
                printf '%s\\n' \\
                    '# a text'
            }
            """
        let compact = """
            #!/bin/bash
            # Who wrote this.
            log=/var/log/x
            run() {
            cat >"$log" <<END
            #!/bin/sh
              # A line of the file.

            END
            cat <<'END'
                {"a": 1}
            END
            printf '%s\\n' \\
            '# a text'
            }
            """
        #expect(UserData.compact(script) == compact)
    }

    @Test func `the script of a disk that grows is read back whole`() {
        var configuration = ForgeConfiguration(maxCPUs: 16)
        configuration.growingDiskSize = 80
        configuration.ecsConfig = "# ours\n  ECS_A=it's\n\nECS_B=1\n"
        configuration.logGroup = "/acme/jobs"
        (configuration.efsID, configuration.efsMount) = ("fs-0123456789abcdef0", "/mnt/efs")
        let decoded = DecodedUserData(UserData(configuration).mimeText)
        #expect(decoded.growsDisk && decoded.ecsConfig == configuration.ecsConfig)
        #expect(decoded.logGroup == "/acme/jobs" && decoded.elastic?.path == "/mnt/efs")
        #expect(decoded.cliPath == UserData.defaultCLIPath)
        configuration.growingDiskSize = nil
        #expect(!DecodedUserData(UserData(configuration).mimeText).growsDisk)
    }
}
