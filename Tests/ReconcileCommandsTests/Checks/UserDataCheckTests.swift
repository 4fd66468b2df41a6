import BatchForge
import Diagnostics
import ManifestLoading
import Testing

@testable import ReconcileCommands

/// User data against EC2's limit.
struct UserDataCheckTests {
    /// An environment whose `ecs-config` makes its user data so many bytes longer than it is without.
    private static func definition(_ lines: String?) -> EnvironmentDefinition {
        var configuration = ForgeConfiguration(maxCPUs: 16)
        configuration.ecsConfig = lines
        let place = SourceRange(
            filename: "f.yml", start: SourcePosition(line: 9, column: 17), end: SourcePosition(line: 9, column: 27))
        return EnvironmentDefinition(
            name: "one", workDirectory: "s3://bucket/work", configuration: .forge(configuration), range: place,
            valueRanges: ["ecs-config": place])
    }

    /// Lines with which the user data has just this size.
    private static func lines(upTo size: Int) throws -> String {
        let shortest = try #require(self.size("A="))
        return "A=" + String(repeating: "x", count: size - shortest)
    }

    private static func size(_ lines: String?) -> Int? {
        guard case .forge(let forge) = definition(lines).configuration else { return nil }
        return UserDataLimit.size(of: forge)
    }

    @Test func `one byte more than EC2 takes is an error with the figures`() throws {
        let lines = try Self.lines(upTo: UserDataLimit.bytes + 1)
        let found = try #require(UserDataCheck.diagnostics([Self.definition(lines)]).first)
        #expect(found.severity == .error && found.kind == "user-data-size")
        #expect(found.summary == "the user data of 'one' has 16385 bytes, 1 more than the 16384 that EC2 takes")
        #expect(found.detail.contains("'ecs-config' is \(lines.utf8.count) bytes of it"))
        #expect(found.range?.start.column == 17)
    }

    @Test func `what fits just so is a warning, since AWS Batch adds to it`() throws {
        let lines = try Self.lines(upTo: UserDataLimit.bytes)
        let found = UserDataCheck.diagnostics([Self.definition(lines)])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.first?.summary == "the user data of 'one' has 16384 of the 16384 bytes that EC2 takes")
        let shorter = try Self.lines(upTo: UserDataLimit.bytes - 1024)
        #expect(UserDataCheck.diagnostics([Self.definition(shorter)]).isEmpty)
    }

    @Test func `each quote in a line counts as what it is written as`() throws {
        let plain = try #require(Self.size("A=x"))
        let quoted = try #require(Self.size("A='"))
        #expect(quoted == plain + 3)
    }

    @Test(arguments: [false, true])
    func `the longest user data fits without lines of the user`(grows: Bool) {
        var configuration = ForgeConfiguration(maxCPUs: 16)
        configuration.fastStorage = !grows
        configuration.growingDiskSize = grows ? 50 : nil
        configuration.logGroup = String(repeating: "g", count: 512)
        configuration.efsID = "fs-0123456789abcdef0"
        configuration.efsMount = "/mnt/" + String(repeating: "e", count: 200)
        configuration.fsxDNS = "fs-0123456789abcdef0.fsx.ap-southeast-2.amazonaws.com"
        configuration.fsxMount = "/mnt/" + String(repeating: "f", count: 200)
        configuration.cliPath = "/opt/" + String(repeating: "c", count: 100) + "/bin/aws"
        let size = UserDataLimit.size(of: configuration)
        // A script that grows a disk leaves less room: only the longest names of all fields bring a warning.
        #expect(size < UserDataLimit.bytes - (grows ? 768 : 1024), "\(size)")
    }
}
