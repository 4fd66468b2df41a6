import AWSOperations
import ChaosEngine
import FoundationEssentials
import ManifestLoading
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Each invariant reports the call that breaks it; the tests make wrong calls directly, as a faulty program would.
struct InvariantTests {
    /// An account with the environment of the scenarios and one of a neighbour.
    private struct Scene {
        let account: SimulatedAccount
        let names: Names
        let monitor: InvariantMonitor
        let caller: MonitoredCaller
        let phase = Phase()

        init(
            replaced: Set<String> = [], servesThroughout: Bool = true,
            wanted: [EnvironmentDefinition] = [Scenarios.spot]
        ) async throws {
            let prepared = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
            account = prepared
            names = try await Names(prepared)
            try await OtherOwner(prepared).environment("neighbour", tags: [:])
            let ownership = Ownership(files: [Scenarios.spot], wanted: wanted, adopts: false)
            monitor = InvariantMonitor(
                ownership, replaced: replaced, servesThroughout: servesThroughout, from: await prepared.view())
            caller = MonitoredCaller(
                prepared.caller(region: AccountFixture.region), region: AccountFixture.region, account: prepared,
                monitor: monitor,
                phase: phase)
            await phase.plans(false)
        }

        var seen: Set<Invariant> { get async { Set(await monitor.violations.map(\.invariant)) } }
    }

    @Test
    func `calls to owned resources break no invariant`() async throws {
        let scene = try await Scene()
        _ = try await scene.caller.call(Batch.DescribeJobQueues())
        _ = try await scene.caller.call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: scene.names.environment,
                computeResources: Batch.ComputeResourceUpdate(maxvCpus: 2000)))
        #expect(await scene.seen == [])
    }

    @Test
    func `a write to a neighbour's environment is seen`() async throws {
        let scene = try await Scene()
        _ = try await scene.caller.call(
            Batch.UpdateComputeEnvironment(computeEnvironment: "neighbour", state: "DISABLED"))
        #expect(await scene.seen == [.writesOnlyOurs])
    }

    @Test
    func `reports a write when the target has another owner's tags`() async throws {
        let scene = try await Scene()
        try await scene.account.changeRole(scene.names.role, tags: [OwnershipTags.owner: "acme/other"])
        _ = try await scene.caller.call(
            IAM.TagRole(roleName: scene.names.role, tags: [IAM.Tag(key: "team", value: "ours")]))
        #expect(await scene.seen == [.writesOnlyOurs])
    }

    @Test
    func `reports a new resource with a name that no file gives`() async throws {
        let scene = try await Scene()
        _ = try await scene.caller.call(Logs.CreateLogGroup(logGroupName: "/stray"))
        #expect(await scene.seen == [.writesOnlyOurs])
    }

    @Test
    func `a write while planning is seen`() async throws {
        let scene = try await Scene()
        await scene.phase.plans(true)
        _ = try await scene.caller.call(Logs.DeleteLogGroup(logGroupName: "/nextflow/bench"))
        #expect(await scene.seen == [.planOnlyReads])
    }

    @Test
    func `reports a second live generation, except during a replacement`() async throws {
        for isReplaced in [false, true] {
            let stem = String(try await Scene().names.environment.dropLast(3))
            let scene = try await Scene(replaced: isReplaced ? [stem] : [])
            let standing = await scene.account.computeEnvironments(region: AccountFixture.region)
                .first { $0.computeEnvironmentName == scene.names.environment }
            _ = try await scene.caller.call(
                Batch.CreateComputeEnvironment(
                    computeEnvironmentName: "\(stem)-g2", type: "MANAGED", state: "ENABLED",
                    computeResources: standing?.computeResources, tags: standing?.tags))
            #expect(await scene.seen == (isReplaced ? [] : [.oneLiveEnvironment]))
        }
    }

    @Test
    func `a queue that loses its only environment is seen`() async throws {
        let scene = try await Scene()
        _ = try await scene.caller.call(
            Batch.UpdateComputeEnvironment(computeEnvironment: scene.names.environment, state: "DISABLED"))
        #expect(await scene.seen == [.queueServed])
    }

    @Test
    func `an INVALID environment serves no queue during a replacement`() async throws {
        let stem = String(try await Scene().names.environment.dropLast(3))
        let scene = try await Scene(replaced: [stem])
        try await scene.account.invalidateComputeEnvironment(
            scene.names.environment, region: AccountFixture.region, reason: "CLIENT_ERROR")
        _ = try await scene.caller.call(Batch.DescribeJobQueues())
        #expect(await scene.seen == [.queueServed])
    }

    @Test
    func `a job that is killed is seen`() async throws {
        let scene = try await Scene(servesThroughout: false)
        try await scene.account.addJobs(
            1, queue: scene.names.queue, environment: scene.names.environment, region: AccountFixture.region)
        _ = try await scene.caller.call(Batch.UpdateJobQueue(jobQueue: scene.names.queue, state: "DISABLED"))
        await scene.account.clock.advance(by: 60)
        _ = try await scene.caller.call(Batch.DeleteJobQueue(jobQueue: scene.names.queue))
        await scene.account.clock.advance(by: 600)
        _ = try await scene.caller.call(Batch.DescribeJobQueues())
        #expect(await scene.seen == [.noJobKilled])
    }

    @Test
    func `a profile, a role or a template that goes before what uses it is seen`() async throws {
        let template = try await Scene(servesThroughout: false)
        _ = try await template.caller.call(EC2.DeleteLaunchTemplate(launchTemplateName: template.names.template))
        #expect(await template.seen == [.usersGoFirst])
        let role = try await Scene(servesThroughout: false)
        // IAM refuses it; that it was tried is wrong enough.
        _ = try? await role.caller.call(IAM.DeleteRole(roleName: role.names.role))
        #expect(await role.seen == [.usersGoFirst])
        let profile = try await Scene(servesThroughout: false)
        _ = try? await profile.caller.call(IAM.DeleteInstanceProfile(instanceProfileName: profile.names.profile))
        #expect(await profile.seen == [.usersGoFirst])
    }

    @Test
    func `reports a profile or a role that is emptied before its users go`() async throws {
        let profile = try await Scene(servesThroughout: false)
        _ = try await profile.caller.call(
            IAM.RemoveRoleFromInstanceProfile(
                instanceProfileName: profile.names.profile, roleName: profile.names.role))
        #expect(await profile.seen == [.usersGoFirst])
        for isWanted in [false, true] {
            let scene = try await Scene(servesThroughout: false, wanted: isWanted ? [Scenarios.spot] : [])
            let policy = try #require(
                await scene.account.attachments(ofRole: scene.names.role)?.first { $0.hasPrefix("arn:") })
            _ = try await scene.caller.call(
                IAM.DetachRolePolicy(roleName: scene.names.role, policyArn: policy))
            #expect(await scene.seen == (isWanted ? [] : [.usersGoFirst]))
        }
    }

    @Test
    func `reports a second creation, unless the first may not show yet`() async throws {
        for age in [1.0, 60] {
            let scene = try await Scene()
            await scene.account.clock.advance(by: age)
            _ = try? await scene.caller.call(
                Batch.CreateComputeEnvironment(
                    computeEnvironmentName: scene.names.environment, type: "MANAGED", state: "ENABLED"))
            #expect(await scene.seen == (age > 15 ? [.noCreateOfExisting] : []))
        }
    }

    @Test
    func `a secret is found as it is and inside base64, wherever it lies there`() {
        #expect(Secret.leak(in: ["nothing here", "nor here"]) == nil)
        #expect(Secret.leak(in: ["fine", "key=\(Secret.text)!"]) == "key=\(Secret.text)!")
        for shift in 0...5 {
            let text = String(repeating: "#", count: shift) + "ECS_ENGINE_AUTH_DATA=\(Secret.text)\nmore of it"
            #expect(Secret.leak(in: [Data(text.utf8).base64EncodedString()]) != nil, "\(shift)")
        }
    }
}
