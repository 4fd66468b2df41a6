import AWSOperations
package import SimulatedAWS
import SimulatedAWSHooks

/// A change by others to an environment's resources.
package struct ExternalChange: Sendable, CustomStringConvertible {
    package let name: String
    /// The resource that the plan has to name, as its address prints it.
    package let resource: String
    package let happen: @Sendable (Names, SimulatedAccount) async throws -> Void

    package init(
        name: String, resource: String, happen: @escaping @Sendable (Names, SimulatedAccount) async throws -> Void
    ) {
        self.name = name
        self.resource = resource
        self.happen = happen
    }

    package var description: String { name }
}

extension ExternalChange {
    /// The changes that the next apply repairs.
    package static var repairable: [ExternalChange] {
        [
            ExternalChange(name: "queue disabled", resource: "job-queue.work") { names, account in
                _ = try await account.caller(region: AccountFixture.region, as: .alice)
                    .call(Batch.UpdateJobQueue(jobQueue: names.queue, state: "DISABLED"))
            },
            ExternalChange(name: "compute environment disabled", resource: "compute-environment.work") {
                names, account in
                _ = try await account.caller(region: AccountFixture.region, as: .alice)
                    .call(Batch.UpdateComputeEnvironment(computeEnvironment: names.environment, state: "DISABLED"))
            },
            ExternalChange(name: "compute environment scaled", resource: "compute-environment.work") { names, account in
                try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) {
                    $0.computeResources?.maxvCpus = 1
                }
            },
            ExternalChange(name: "role deleted", resource: "role.instance") { names, account in
                await account.deleteRole(names.role)
            },
            ExternalChange(name: "role's policies taken away", resource: "role.instance") { names, account in
                try await account.changeRole(names.role, inlinePolicies: [:])
            },
            ExternalChange(name: "instance profile emptied", resource: "instance-profile.instance") { names, account in
                _ = try await account.caller(region: AccountFixture.region, as: .alice).call(
                    IAM.RemoveRoleFromInstanceProfile(instanceProfileName: names.profile, roleName: names.role))
            },
            ExternalChange(name: "instance profile deleted", resource: "instance-profile.instance") { names, account in
                await account.deleteInstanceProfile(names.profile)
            },
            ExternalChange(name: "launch template deleted", resource: "launch-template") { names, account in
                await account.deleteLaunchTemplate(names.template, region: AccountFixture.region)
            },
            ExternalChange(name: "new template version made manually", resource: "launch-template") { names, account in
                _ = try await account.caller(region: AccountFixture.region, as: .alice).call(
                    EC2.CreateLaunchTemplateVersion(
                        launchTemplateData: EC2.RequestLaunchTemplateData(imageId: "ami-1"),
                        launchTemplateName: names.template))
            },
            ExternalChange(name: "queue deleted", resource: "job-queue.work") { names, account in
                try await deleteQueue(names, account)
                try await account.clock.sleep(for: .seconds(120))
            },
            ExternalChange(name: "queue being deleted", resource: "job-queue.work") { names, account in
                try await deleteQueue(names, account)
            },
            ExternalChange(name: "compute environment deleted", resource: "compute-environment.work") {
                names, account in
                try await deleteEnvironment(names, account)
                try await account.clock.sleep(for: .seconds(200))
            },
            ExternalChange(name: "compute environment being deleted", resource: "compute-environment.work") {
                names, account in
                try await deleteEnvironment(names, account)
            },
            ExternalChange(name: "compute environment INVALID", resource: "compute-environment.work") {
                names, account in
                try await account.invalidateComputeEnvironment(
                    names.environment, region: AccountFixture.region,
                    reason: "CLIENT_ERROR - Invalid IamInstanceProfile: x")
            },
            ExternalChange(name: "label removed", resource: "compute-environment.work") { names, account in
                _ = try await account.caller(region: AccountFixture.region, as: .alice)
                    .call(Batch.UntagResource(resourceArn: names.environmentARN, tagKeys: ["storage"]))
            },
        ]
    }

    private static func deleteQueue(_ names: Names, _ account: SimulatedAccount) async throws {
        let caller = account.caller(region: AccountFixture.region, as: .alice)
        _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: names.queue, state: "DISABLED"))
        try await account.clock.sleep(for: .seconds(20))
        _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: names.queue))
    }

    static func deleteEnvironment(_ names: Names, _ account: SimulatedAccount) async throws {
        let caller = account.caller(region: AccountFixture.region, as: .alice)
        try await deleteQueue(names, account)
        try await account.clock.sleep(for: .seconds(250))
        _ = try await caller.call(
            Batch.UpdateComputeEnvironment(computeEnvironment: names.environment, state: "DISABLED"))
        try await account.clock.sleep(for: .seconds(20))
        _ = try await caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: names.environment))
        try await account.clock.sleep(for: .seconds(3))
    }
}
