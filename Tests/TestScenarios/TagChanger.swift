import AWSOperations
package import SimulatedAWS
import SimulatedAWSHooks

/// Changes that others make to the tags of an account's resources.
package struct TagChanger {
    let account: SimulatedAccount

    package init(_ account: SimulatedAccount) { self.account = account }

    private var caller: SimulatedCaller { account.caller(region: AccountFixture.region) }

    /// Removes our tags from all our resources, as though another owner had created them.
    package func strip() async throws {
        // What has only just been made does not show yet.
        await account.clock.advance(by: 60)
        let inventory = await account.inventory()
        let filter = EC2.Filter(name: "launch-template-name", values: ["TowerForge-*"])
        for template in try await caller.call(EC2.DescribeLaunchTemplates(filters: [filter])).launchTemplates ?? [] {
            let tags = (template.tags ?? []).map { ($0.key, $0.value) }
            guard isOurs("launch-template", template.launchTemplateName, tags) else { continue }
            _ = try await caller.call(
                EC2.DeleteTags(
                    resources: [template.launchTemplateId ?? ""], tags: tags.map { EC2.Tag(key: $0.0 ?? "") }))
        }
        for name in names("role", in: inventory) where name.hasPrefix("TowerForge") {
            let tags = (try await caller.call(IAM.GetRole(roleName: name)).role?.tags ?? []).map { ($0.key, $0.value) }
            guard isOurs("role", name, tags) else { continue }
            _ = try await caller.call(IAM.UntagRole(roleName: name, tagKeys: tags.compactMap(\.0)))
            let profile = try await caller.call(IAM.GetInstanceProfile(instanceProfileName: name)).instanceProfile
            _ = try await caller.call(
                IAM.UntagInstanceProfile(instanceProfileName: name, tagKeys: (profile?.tags ?? []).compactMap(\.key)))
        }
        let environments = await account.computeEnvironments(region: AccountFixture.region).map {
            ("compute-environment", $0.computeEnvironmentName, $0.computeEnvironmentArn, $0.tags)
        }
        let queues = await account.jobQueues(region: AccountFixture.region).map {
            ("job-queue", $0.jobQueueName, $0.jobQueueArn, $0.tags)
        }
        let policies = await account.view().schedulingPolicies(region: AccountFixture.region).map {
            ("scheduling-policy", $0.name, $0.arn, $0.tags)
        }
        let definitions = await account.view().jobDefinitions(region: AccountFixture.region).map {
            ("job-definition", Optional($0.jobDefinitionName), Optional($0.jobDefinitionArn), $0.tags)
        }
        for (kind, name, arn, tags) in environments + queues + policies + definitions {
            guard let tags, isOurs(kind, name, tags.map { ($0.key, $0.value) }) else { continue }
            _ = try await caller.call(Batch.UntagResource(resourceArn: arn ?? "", tagKeys: tags.keys.sorted()))
        }
        for system in await account.view().elasticFileSystems(region: AccountFixture.region) {
            let tags = (system.tags ?? []).map { (String?.some($0.key), String?.some($0.value)) }
            guard isOurs("efs-file-system", system.creationToken, tags) else { continue }
            _ = try await caller.call(
                EFS.UntagResource(resourceId: system.fileSystemId ?? "", tagKeys: tags.compactMap(\.0)))
        }
        await account.clock.advance(by: 60)
    }

    /// True if tags name the resource that has them; copied tags do not.
    private func isOurs(_ kind: String, _ name: String?, _ tags: [(String?, String?)]) -> Bool {
        tags.contains { $0.0 == "reconcile:resource" && $0.1 == "\(kind)/\(name ?? "")" }
    }

    /// Tags a compute environment or a queue, as tools do that copy tags.
    package func tag(_ arn: String, _ tags: [String: String]) async throws {
        _ = try await caller.call(Batch.TagResource(resourceArn: arn, tags: tags))
        await account.clock.advance(by: 60)
    }

    private func names(_ kind: String, in inventory: [String]) -> [String] {
        inventory.filter { $0.hasPrefix("\(kind)/") }.map { String($0.dropFirst(kind.utf8.count + 1)) }
    }
}
