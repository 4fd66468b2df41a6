import AWSOperations
package import SimulatedAWS

/// What somebody does to the tags of an account's resources.
package struct TagChanger {
    let account: SimulatedAccount

    package init(_ account: SimulatedAccount) { self.account = account }

    private var caller: SimulatedCaller { account.caller(region: Story.region) }

    /// Takes our tags off everything, as though somebody else had made it all.
    package func strip() async throws {
        let inventory = await account.inventory()
        let template = EC2.Filter(name: "launch-template-name", values: ["TowerForge-*"])
        let templates = try await caller.call(EC2.DescribeLaunchTemplates(filters: [template])).launchTemplates ?? []
        for template in templates {
            let tags = (template.tags ?? []).map { EC2.Tag(key: $0.key) }
            _ = try await caller.call(EC2.DeleteTags(resources: [template.launchTemplateId ?? ""], tags: tags))
        }
        for name in names("role", in: inventory) where name.hasPrefix("TowerForge") {
            let tags = try await caller.call(IAM.GetRole(roleName: name)).role?.tags ?? []
            _ = try await caller.call(IAM.UntagRole(roleName: name, tagKeys: tags.map(\.key)))
            let profile = try await caller.call(IAM.GetInstanceProfile(instanceProfileName: name)).instanceProfile
            _ = try await caller.call(
                IAM.UntagInstanceProfile(instanceProfileName: name, tagKeys: (profile?.tags ?? []).map(\.key)))
        }
        let environments = await account.computeEnvironments(region: Story.region).map {
            ($0.computeEnvironmentArn, $0.tags)
        }
        let queues = await account.jobQueues(region: Story.region).map { ($0.jobQueueArn, $0.tags) }
        for (arn, tags) in environments + queues {
            _ = try await caller.call(Batch.UntagResource(resourceArn: arn ?? "", tagKeys: (tags ?? [:]).keys.sorted()))
        }
        await account.clock.advance(by: 60)
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
