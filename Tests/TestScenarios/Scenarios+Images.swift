import AWSOperations
import ManifestLoading
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

/// Newer images: nothing takes them but a refresh.
extension Scenarios {
    private static var recommended: EnvironmentDefinition { bench { $0.image = .recommended } }

    static var images: [Scenario] {
        var kept = Scenario(
            name: "newer AMI in a parameter", before: [recommended], command: .apply([recommended]),
            disturbance: publishImages)
        kept.audit = { try await images(in: $0, areNewest: false) }
        var taken = Scenario(
            name: "newer AMI in a parameter, refreshed", before: [recommended],
            command: .apply([recommended], refreshing: .image), disturbance: publishImages)
        taken.audit = { try await images(in: $0, areNewest: true) }
        var updated = Scenario(
            name: "image of Batch refreshed", before: [spot], command: .apply([spot], refreshing: .image),
            disturbance: startInstances)
        updated.audit = outdatedEnvironments
        var refused = Scenario(
            name: "image of Batch not refreshed where jobs run", before: [spot],
            command: .apply([spot], refreshing: .image)
        ) { account in
            try await startInstances(account)
            try await addLastingJobs(account)
        }
        refused.refusal = .jobsAtRisk
        return [
            Scenario(name: "recommended AMI", command: .apply([recommended])), kept, taken,
            Scenario(name: "AMI of the file instead of Batch's", before: [spot], command: .apply([recommended])),
            Scenario(name: "image of Batch instead of an AMI", before: [recommended], command: .apply([spot])), updated,
            refused,
        ]
    }

    private static var publishImages: @Sendable (SimulatedAccount) async throws -> Void {
        { await $0.publishImages(region: AccountFixture.region) }
    }

    /// Each environment has had an instance, and since then there are newer images.
    private static var startInstances: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            for queue in await account.jobQueues(region: AccountFixture.region) {
                let host = queue.computeEnvironmentOrder?.first?.computeEnvironment
                let name = host?.split(separator: "/").last.map(String.init)
                try await account.addJobs(
                    queue: queue.jobQueueName ?? "", environment: name, region: AccountFixture.region, duration: 10)
            }
            try await account.clock.sleep(for: .seconds(60))
            await account.publishImages(region: AccountFixture.region)
        }
    }

    /// The environments of the file, without those of others that look like them.
    private static func ownEnvironments(_ account: SimulatedAccount) async -> [Batch.ComputeEnvironmentDetail] {
        await account.computeEnvironments(region: AccountFixture.region).filter { environment in
            environment.tags?[OwnershipTags.resource]
                == OwnershipTags.resourceValue(.computeEnvironment, environment.computeEnvironmentName ?? "")
                && environment.tags?[OwnershipTags.owner]?.hasSuffix("/bench") == true
        }
    }

    /// The environments that Batch calls outdated.
    private static var outdatedEnvironments: @Sendable (SimulatedAccount) async throws -> [String] {
        { account in
            await ownEnvironments(account).compactMap { environment in
                let images = environment.computeResources?.ec2Configuration ?? []
                return images.contains { $0.batchImageStatus != "LATEST" }
                    ? "\(environment.computeEnvironmentName ?? "") has an old image" : nil
            }
        }
    }

    /// The environments that have another AMI than the one that is wanted.
    private static func images(in account: SimulatedAccount, areNewest: Bool) async throws -> [String] {
        let name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended"
        let answer = try await account.caller(region: AccountFixture.region).call(SSM.GetParameters(names: [name]))
        let newest = answer.parameters?.first?.value ?? ""
        return await ownEnvironments(account).compactMap { environment in
            let image = environment.computeResources?.ec2Configuration?.first?.imageIdOverride ?? "none"
            return newest.contains(image) == areNewest
                ? nil : "\(environment.computeEnvironmentName ?? "") has the AMI \(image)"
        }
    }
}
