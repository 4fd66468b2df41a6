import AWSOperations
import ManifestLoading
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

/// "Already exists" for a resource that differs from the one asked for: others took the name first.
extension Scenarios {
    static var intruders: [Scenario] {
        [
            intruder("queue", of: [onDemand], queueIntruder), intruder("role", of: [onDemand], roleIntruder),
            intruder("instance profile", of: [onDemand], profileIntruder),
            intruder("launch template", of: [onDemand], templateIntruder),
            intruder("compute environment", of: [onDemand], environmentIntruder),
            intruder("managed policy", of: [manyBuckets], policyIntruder),
            intruder("log group", of: [single { $0.logGroup = "/nextflow/bench" }], logGroupIntruder),
            namesake,
        ]
    }

    private static func intruder(
        _ kind: String, of file: [EnvironmentDefinition], _ obstacle: Obstacle
    ) -> Scenario {
        meeting(obstacle, Scenario(name: "another's \(kind) of the same name", command: .apply(file)))
    }

    /// It is there before anything is planned.
    private static var namesake: Scenario {
        var scenario = Scenario(name: "another's queue is there already", command: .apply([onDemand])) { account in
            let neighbour = OtherOwner(account)
            try await neighbour.environment("others", tags: [:])
            let queue = try
                (AccountFixture().requests([onDemand]).flatMap(\.resources).first { $0.address.kind == .jobQueue })
                .orThrow("a queue in the file")
            try await neighbour.queue(queue.name, on: "others", tags: others)
        }
        scenario.refusal = .foreignResource
        return scenario
    }

    /// Tags that name another owner.
    private static let others = [OwnershipTags.owner: "others/else"]

    private static func isOthers(_ tags: [String: String]?) -> Bool { tags?[OwnershipTags.owner] == "others/else" }

    private static var queueIntruder: Obstacle {
        var obstacle = Obstacle.intruder(before: "batch:CreateJobQueue", told: "others/else") { operation, neighbour in
            guard let call = operation as? Batch.CreateJobQueue,
                let environment = call.computeEnvironmentOrder?.first?.computeEnvironment
            else { return }
            try await neighbour.queue(call.jobQueueName, on: environment, tags: others)
        } lift: { account in
            for queue in await account.jobQueues(region: AccountFixture.region) where isOthers(queue.tags) {
                await account.vanish(queue: queue.jobQueueName ?? "", region: AccountFixture.region)
            }
        }
        obstacle.endsService = true
        return obstacle
    }

    private static var environmentIntruder: Obstacle {
        .intruder(before: "batch:CreateComputeEnvironment", told: "others/else") { operation, neighbour in
            guard let call = operation as? Batch.CreateComputeEnvironment else { return }
            try await neighbour.environment(call.computeEnvironmentName, tags: others)
        } lift: { account in
            for environment in await account.computeEnvironments(region: AccountFixture.region)
            where isOthers(environment.tags) {
                await account.vanish(
                    environment: environment.computeEnvironmentName ?? "", region: AccountFixture.region)
            }
        }
    }

    private static var roleIntruder: Obstacle {
        .intruder(before: "iam:CreateRole", told: "others/else") { operation, neighbour in
            guard let call = operation as? IAM.CreateRole else { return }
            try await neighbour.role(call.roleName, tags: others)
        } lift: { account in
            let view = await account.view()
            for role in await names("role", in: account) where isOthers(view.tags(ofRole: role)) {
                await account.deleteRole(role)
            }
        }
    }

    private static var profileIntruder: Obstacle {
        .intruder(before: "iam:CreateInstanceProfile", told: "others/else") { operation, neighbour in
            guard let call = operation as? IAM.CreateInstanceProfile else { return }
            _ = try await neighbour.caller.call(
                IAM.CreateInstanceProfile(
                    instanceProfileName: call.instanceProfileName,
                    tags: others.map { IAM.Tag(key: $0.key, value: $0.value) }))
        } lift: { account in
            let view = await account.view()
            for profile in await names("instance-profile", in: account)
            where isOthers(view.tags(ofInstanceProfile: profile)) {
                await account.deleteInstanceProfile(profile)
            }
        }
    }

    private static var templateIntruder: Obstacle {
        var obstacle = Obstacle.intruder(before: "ec2:CreateLaunchTemplate", told: "others/else") {
            operation, neighbour in
            guard let call = operation as? EC2.CreateLaunchTemplate else { return }
            try await neighbour.template(call.launchTemplateName, tags: others)
        } lift: { account in
            let view = await account.view()
            for template in await names("\(AccountFixture.region)/launch-template", in: account)
            where isOthers(view.launchTemplate(id: nil, name: template, region: AccountFixture.region)?.tags) {
                await account.deleteLaunchTemplate(template, region: AccountFixture.region)
            }
        }
        obstacle.excuses = ["already in use"]
        return obstacle
    }

    private static var policyIntruder: Obstacle {
        .intruder(before: "iam:CreatePolicy", told: "others/else") { operation, neighbour in
            guard let call = operation as? IAM.CreatePolicy else { return }
            _ = try await neighbour.caller.call(
                IAM.CreatePolicy(
                    policyName: call.policyName,
                    policyDocument:
                        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
                    path: call.path, tags: others.map { IAM.Tag(key: $0.key, value: $0.value) }))
        } lift: { account in
            let view = await account.view()
            for policy in await names("managed-policy", in: account) {
                let arn = "arn:aws:iam::\(account.accountID):policy/\(policy)"
                if isOthers(view.tags(ofPolicy: arn)) { await account.deletePolicy(arn: arn) }
            }
        }
    }

    /// Instances write to it by its name: another's serves as well, and stays another's.
    private static var logGroupIntruder: Obstacle {
        .intruder(before: "logs:CreateLogGroup") { operation, neighbour in
            guard let call = operation as? Logs.CreateLogGroup else { return }
            _ = try await neighbour.caller.call(Logs.CreateLogGroup(logGroupName: call.logGroupName, tags: others))
        } lift: { _ in
        }
    }

    private static func names(_ kind: String, in account: SimulatedAccount) async -> [String] {
        await account.inventory().filter { $0.hasPrefix("\(kind)/") }.map { String($0.dropFirst(kind.utf8.count + 1)) }
    }
}
