import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

/// An update that Batch refuses.
struct RefusedUpdate: Sendable, CustomTestStringConvertible {
    let name: String
    var type = "SPOT"
    var strategy: String?
    var serviceRole: String?
    var update = Batch.ComputeResourceUpdate()
    var newRole: String?
    var policy: Batch.UpdatePolicy?
    let message: String

    var testDescription: String { name }
}

@Suite struct UpdateTests {
    static let ineligible = "can be updated only for Non-fargate Compute Environment having a Batch Service Linked Role"
    static let regular = "arn:aws:iam::123456789012:role/service"
    static let linked = "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch"

    static let refused: [RefusedUpdate] = [
        RefusedUpdate(
            name: "nothing in computeResources", message: "At least one compute-resources attribute must be specified"),
        RefusedUpdate(
            name: "infrastructure under a regular role", serviceRole: regular,
            update: Batch.ComputeResourceUpdate(maxvCpus: 8, instanceTypes: ["c6id"]),
            message: "Following fields [instanceTypes] " + ineligible),
        RefusedUpdate(
            name: "infrastructure under BEST_FIT", type: "EC2", strategy: "BEST_FIT",
            update: Batch.ComputeResourceUpdate(instanceTypes: ["c6id"]), message: ineligible),
        RefusedUpdate(
            name: "to BEST_FIT", update: Batch.ComputeResourceUpdate(allocationStrategy: "BEST_FIT"),
            message: "can't be updated to BEST_FIT"),
        RefusedUpdate(
            name: "to Fargate", update: Batch.ComputeResourceUpdate(type: "FARGATE"),
            message: "type can't be updated to FARGATE"),
        RefusedUpdate(
            name: "fewer desired vCPUs", update: Batch.ComputeResourceUpdate(desiredvCpus: -1),
            message: "Manually scaling down compute environment is not supported. Disconnecting job queues"),
        RefusedUpdate(
            name: "max below min", update: Batch.ComputeResourceUpdate(minvCpus: 65), message: "min <= desired <= max"),
        RefusedUpdate(
            name: "unknown subnet", update: Batch.ComputeResourceUpdate(subnets: ["subnet-0"]),
            message: "The subnet ID 'subnet-0' does not exist"),
        RefusedUpdate(
            name: "instance fields on Fargate", type: "FARGATE",
            update: Batch.ComputeResourceUpdate(maxvCpus: 8, instanceTypes: ["c6id"]),
            message: "The following parameters can't be updated for Fargate compute environment: allocationStrategy"),
        RefusedUpdate(
            name: "minvCpus on Fargate", type: "FARGATE", update: Batch.ComputeResourceUpdate(minvCpus: 1),
            message: "aren't applicable to Fargate"),
        RefusedUpdate(
            name: "update policy on Fargate", type: "FARGATE", update: Batch.ComputeResourceUpdate(maxvCpus: 8),
            policy: Batch.UpdatePolicy(jobExecutionTimeoutMinutes: 10),
            message: "can't be updated for Fargate compute environment"),
        RefusedUpdate(
            name: "from the linked to a regular role", update: Batch.ComputeResourceUpdate(maxvCpus: 8),
            newRole: regular, message: "between the service-linked role and a regular IAM role"),
        RefusedUpdate(
            name: "from a regular to the linked role", serviceRole: regular,
            update: Batch.ComputeResourceUpdate(maxvCpus: 8), newRole: linked,
            message: "between the service-linked role and a regular IAM role"),
        RefusedUpdate(
            name: "role and infrastructure at once", serviceRole: regular,
            update: Batch.ComputeResourceUpdate(instanceTypes: ["c6id"]), newRole: regular,
            message: "together with an infrastructure update"),
        RefusedUpdate(
            name: "too long a timeout", update: Batch.ComputeResourceUpdate(maxvCpus: 8),
            policy: Batch.UpdatePolicy(jobExecutionTimeoutMinutes: 7201), message: "between 1 and 7200"),
    ]

    @Test(arguments: refused) func refuses(_ refused: RefusedUpdate) async throws {
        let fixture = try await Fixture()
        try await fixture.addServiceRole()
        var resources = fixture.resources(refused.type)
        resources.allocationStrategy = refused.strategy ?? resources.allocationStrategy
        try await fixture.settled("work", resources, serviceRole: refused.serviceRole)
        let before = try await fixture.environment()
        #expect(before?.status == "VALID")
        let error = try #require(
            try await fixture.refusal {
                try await fixture.update(
                    "work", refused.update, serviceRole: refused.newRole, policy: refused.policy)
            })
        #expect(error.code == "ClientException")
        #expect(error.message.contains(refused.message), "\(error.message)")
        #expect(try await fixture.environment() == before)
    }

    @Test func refusesAnUnknownEnvironmentAndOneInTransition() async throws {
        let fixture = try await Fixture()
        let unknown = try await fixture.refusal { try await fixture.update(state: "DISABLED") }
        #expect(unknown?.message.contains("compute-environment/work does not exist") == true)
        try await fixture.create()
        let creating = try await fixture.refusal { try await fixture.update(state: "DISABLED") }
        #expect(creating?.message.contains("is being modified") == true)
        await fixture.pass(30)
        try await fixture.update(state: "DISABLED")
        let updating = try await fixture.refusal { try await fixture.update(state: "ENABLED") }
        #expect(updating?.message.contains("is being modified") == true)
        let deleting = try await fixture.refusal {
            _ = try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
        }
        #expect(deleting?.message == "Cannot delete, resource is being modified")
    }

    @Test(arguments: [
        (Batch.ComputeResourceUpdate(maxvCpus: 128), 5.0), (Batch.ComputeResourceUpdate(minvCpus: 4, maxvCpus: 8), 5.0),
        (Batch.ComputeResourceUpdate(instanceTypes: ["m6id"]), 300.0),
        (Batch.ComputeResourceUpdate(maxvCpus: 8, tags: ["a": "b"]), 300.0),
        (Batch.ComputeResourceUpdate(updateToLatestImageVersion: true), 300.0),
    ]) func takesTheTimeOfItsKind(_ update: Batch.ComputeResourceUpdate, seconds: Double) async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        try await fixture.update("work", update)
        await fixture.pass(seconds - 0.1)
        #expect(try await fixture.status() == "UPDATING")
        await fixture.pass(0.2)
        #expect(try await fixture.status() == "VALID")
    }

    @Test func aUpdateKeepsWhatItDoesNotGiveAndUnsetsOverrides() async throws {
        let fixture = try await Fixture()
        var resources = fixture.resources()
        resources.launchTemplate?.overrides = [
            Batch.LaunchTemplateSpecificationOverride(
                launchTemplateName: "nodes", version: "1", targetInstanceTypes: ["c6id"])
        ]
        resources.ec2KeyPair = "mine"
        await fixture.account.addKeyPair("mine", region: Fixture.region)
        try await fixture.settled("work", resources)
        try await fixture.update(
            "work",
            Batch.ComputeResourceUpdate(
                ec2KeyPair: "",
                launchTemplate: Batch.LaunchTemplateSpecification(launchTemplateName: "nodes", version: "$Latest")))
        let changed = try #require(try await fixture.environment()?.computeResources)
        #expect(changed.launchTemplate?.overrides == [])
        #expect(changed.launchTemplate?.version == "$Latest")
        #expect(changed.ec2KeyPair == nil)
        #expect(changed.instanceTypes == resources.instanceTypes)
        #expect(changed.maxvCpus == resources.maxvCpus)
    }

    @Test func emptyListsRemoveOnInstancesAndAreIgnoredOnFargate() async throws {
        let fixture = try await Fixture()
        try await fixture.settled("instances")
        try await fixture.settled("fargate", fixture.resources("FARGATE"))
        try await fixture.update("instances", Batch.ComputeResourceUpdate(securityGroupIds: []))
        try await fixture.update("fargate", Batch.ComputeResourceUpdate(maxvCpus: 8, securityGroupIds: []))
        #expect(try await fixture.environment("instances")?.computeResources?.securityGroupIds == [])
        #expect(try await fixture.environment("fargate")?.computeResources?.securityGroupIds == fixture.groups)
    }

    @Test(arguments: [
        (true, 30, Double?.none, "FAILED", 300.0), (false, 30, Double?.none, "FAILED", 1800.0),
        (false, 30, Double?.some(600), "SUCCEEDED", 600.0), (false, 10, Double?.some(900), "FAILED", 600.0),
    ]) func runningJobsFollowTheUpdatePolicy(
        terminates: Bool, minutes: Int, duration: Double?, status: String, seconds: Double
    ) async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        try await fixture.queue()
        await fixture.pass(10)
        try await fixture.update(
            policy: Batch.UpdatePolicy(terminateJobsOnUpdate: terminates, jobExecutionTimeoutMinutes: minutes))
        await fixture.pass(10)
        let jobs = try await fixture.account.addJobs(
            queue: "queue", environment: "work", region: Fixture.region, duration: duration)
        try await fixture.update("work", Batch.ComputeResourceUpdate(instanceTypes: ["m6id"]))
        await fixture.pass(seconds - 1)
        #expect(try await fixture.status() == "UPDATING")
        await fixture.pass(2)
        #expect(try await fixture.status() == "VALID")
        #expect(await fixture.account.jobStatuses(region: Fixture.region)[jobs[0]] == status)
        let killed = await fixture.account.events.filter { $0.kind == .jobKilled }.map(\.subject)
        #expect(killed == (status == "FAILED" ? jobs : []))
    }

    @Test func scalingLeavesJobsAloneAndTakesNoMaximumBelowThem() async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        try await fixture.queue()
        await fixture.pass(10)
        try await fixture.account.addJobs(2, queue: "queue", environment: "work", region: Fixture.region)
        try await fixture.account.addJobs(
            1, queue: "queue", environment: "work", region: Fixture.region, duration: 60)
        let refused = try await fixture.refusal {
            try await fixture.update("work", Batch.ComputeResourceUpdate(maxvCpus: 8))
        }
        #expect(refused?.message.hasPrefix("Error executing request, Exception : Manually scaling down") == true)
        try await fixture.update("work", Batch.ComputeResourceUpdate(maxvCpus: 12))
        // desiredvCpus follows the jobs down.
        await fixture.pass(100)
        try await fixture.update("work", Batch.ComputeResourceUpdate(maxvCpus: 8))
        await fixture.pass(10_000)
        let statuses = await fixture.account.jobStatuses(region: Fixture.region).values
        #expect(statuses.count { $0 == "RUNNING" } == 2 && statuses.count { $0 == "SUCCEEDED" } == 1)
    }
}

extension Fixture {
    /// A regular service role `service`, old enough to be seen.
    func addServiceRole() async throws {
        _ = try await caller.call(
            IAM.CreateRole(roleName: "service", assumeRolePolicyDocument: Self.trust("batch.amazonaws.com")))
        _ = try await caller.call(
            IAM.AttachRolePolicy(
                roleName: "service", policyArn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"))
        await pass(60)
    }
}
