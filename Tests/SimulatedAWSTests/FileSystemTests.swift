import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

/// File systems of a simulated account, where the conformance suite does not look.
struct FileSystemTests {
    private static func subnets(_ fixture: Fixture) async throws -> [EC2.Subnet] {
        try await fixture.caller.call(EC2.DescribeSubnets()).subnets ?? []
    }

    @Test func `an EFS file system is creating before it takes mount targets`() async throws {
        let fixture = try await Fixture()
        let subnet = try #require(try await Self.subnets(fixture).first?.subnetId)
        let id = try #require(try await fixture.caller.call(EFS.CreateFileSystem(creationToken: "one")).fileSystemId)
        let call = EFS.CreateMountTarget(fileSystemId: id, subnetId: subnet)
        let early = try await fixture.refusal { _ = try await fixture.caller.call(call) }
        #expect(early?.code == "IncorrectFileSystemLifeCycleState")
        await fixture.pass(60)
        _ = try await fixture.caller.call(call)
        let again = try await fixture.refusal { _ = try await fixture.caller.call(call) }
        #expect(again?.code == "MountTargetConflict")
        let used = try await fixture.refusal {
            _ = try await fixture.caller.call(EFS.DeleteFileSystem(fileSystemId: id))
        }
        #expect(used?.code == "FileSystemInUse")
        #expect(await fixture.account.inventory().contains("eu-west-1/efs-file-system/one"))
    }

    @Test func `a mount target that is being deleted still keeps its file system`() async throws {
        let fixture = try await Fixture()
        let subnet = try #require(try await Self.subnets(fixture).first?.subnetId)
        let id = try #require(try await fixture.caller.call(EFS.CreateFileSystem(creationToken: "one")).fileSystemId)
        await fixture.pass(60)
        let target = try #require(
            try await fixture.caller.call(EFS.CreateMountTarget(fileSystemId: id, subnetId: subnet)).mountTargetId)
        await fixture.pass(300)
        _ = try await fixture.caller.call(EFS.DeleteMountTarget(mountTargetId: target))
        let used = try await fixture.refusal {
            _ = try await fixture.caller.call(EFS.DeleteFileSystem(fileSystemId: id))
        }
        #expect(used?.code == "FileSystemInUse")
        await fixture.pass(300)
        _ = try await fixture.caller.call(EFS.DeleteFileSystem(fileSystemId: id))
        await fixture.pass(300)
        let gone = try await fixture.refusal {
            _ = try await fixture.caller.call(EFS.DescribeFileSystems(fileSystemId: id))
        }
        #expect(gone?.code == "FileSystemNotFound" && gone?.status == 404)
    }

    @Test func `a token of FSx answers with the same file system, and refuses other parameters`() async throws {
        let fixture = try await Fixture()
        let subnet = try #require(try await Self.subnets(fixture).first?.subnetId)
        var call = FSx.CreateFileSystem(
            clientRequestToken: "one", fileSystemType: "LUSTRE", subnetIds: [subnet], fileSystemTypeVersion: "2.15",
            storageCapacity: 1200,
            lustreConfiguration: FSx.CreateFileSystemLustreConfiguration(deploymentType: "SCRATCH_2"))
        let first = try await fixture.caller.call(call).fileSystem
        #expect(first?.lifecycle == "CREATING" && first?.lustreConfiguration?.mountName == nil)
        #expect(try await fixture.caller.call(call).fileSystem?.fileSystemId == first?.fileSystemId)
        call.storageCapacity = 2400
        let other = try await fixture.refusal { _ = try await fixture.caller.call(call) }
        #expect(other?.code == "IncompatibleParameterError")
        await fixture.pass(600)
        let made = try await fixture.caller.call(FSx.DescribeFileSystems()).fileSystems?.first
        #expect(made?.lifecycle == "AVAILABLE" && made?.lustreConfiguration?.mountName?.isEmpty == false)
        let restored = try SimulatedAccount(restoring: try await fixture.account.snapshot())
        #expect(await restored.view().lustreFileSystems(region: "eu-west-1").map(\.token) == ["one"])
    }

    @Test(arguments: [0, 1000, 3600])
    func `FSx refuses other sizes`(size: Int) async throws {
        let fixture = try await Fixture()
        let subnet = try #require(try await Self.subnets(fixture).first?.subnetId)
        let call = FSx.CreateFileSystem(
            clientRequestToken: "one", fileSystemType: "LUSTRE", subnetIds: [subnet], storageCapacity: size)
        #expect(try await fixture.refusal { _ = try await fixture.caller.call(call) }?.code == "BadRequest")
    }
}
