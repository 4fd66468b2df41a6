import AWSOperations
import ManifestLoading
import SimulatedAWS

/// Writes that AWS refuses with "does not exist". Only if that is about the resource itself does it not exist any more.
extension Scenarios {
    /// The smallest environment of the scenarios with a change.
    static func single(
        _ change: (inout ForgeConfiguration) -> Void = { _ in },
        settings: (inout EnvironmentDefinition) -> Void = { _ in }
    ) -> EnvironmentDefinition {
        AccountFixture.environment(
            "bench",
            {
                $0.provisioningModel = .ec2
                change(&$0)
            }, settings: settings)
    }

    static var singleReplacing: EnvironmentDefinition { single(settings: { $0.onExists = .overwrite }) }

    static func meeting(_ obstacle: Obstacle, _ scenario: Scenario) -> Scenario {
        var scenario = scenario
        scenario.obstacle = obstacle
        return scenario
    }

    static var refusals: [Scenario] { refusedUpdates + refusedCreations + refusedDeletions }

    // MARK: Updates

    private static var refusedUpdates: [Scenario] {
        let disk = Scenario(name: "", before: [onDemand], command: .apply([single { $0.bootDiskSize = 200 }]))
        let types = Scenario(
            name: "", before: [onDemand], command: .apply([single { $0.instanceTypes = ["c6id", "m6id"] }]))
        let version = "The specified launch template version 2 does not exist"
        let swap = Scenario(
            name: "", before: [onDemand], command: .apply([singleReplacing]), disturbance: makeReplacementNecessary)
        return [
            named("update refused once for its new template version", disk, update(version, lasts: false, end: .open)),
            named("update refused for ever for its new template version", disk, update(version, lasts: true)),
            named(
                "update refused for a key pair", types,
                update("The key pair 'gone-key' does not exist", lasts: true, limit: 1)),
            named(
                "update refused for an instance profile", types,
                update(
                    "Instance profile arn:aws:iam::123456789012:instance-profile/ecsInstanceRole does not exist",
                    lasts: true, limit: 1)),
            named(
                "queue refused for another environment", swap,
                batch(
                    "batch:UpdateJobQueue",
                    "arn:aws:batch:eu-west-1:123456789012:compute-environment/somebodys-own does not exist",
                    isBare: true, limit: 1)),
        ]
    }

    /// Refuses updates of the resources of a compute environment.
    private static func update(
        _ text: String, lasts: Bool, end: Obstacle.End? = nil, limit: Int? = nil
    ) -> Obstacle {
        var obstacle = batch("batch:UpdateComputeEnvironment", text, lasts: lasts, end: end, limit: limit)
        obstacle.isMet = { ($0 as? Batch.UpdateComputeEnvironment)?.computeResources != nil }
        return obstacle
    }

    /// A refusal of Batch's.
    ///
    /// - Parameter isBare: whether the text comes without Batch's wrapper.
    static func batch(
        _ call: String, _ text: String, lasts: Bool = true, isBare: Bool = false, end: Obstacle.End? = nil,
        limit: Int? = nil
    ) -> Obstacle {
        var obstacle = Obstacle([call], lasts: lasts, end: end ?? .told(text)) { _ in
            wrapped(text, isBare: isBare)
        }
        obstacle.limit = limit
        return obstacle
    }

    private static func wrapped(_ text: String, isBare: Bool = false) -> Obstacle.Refusal {
        let wrapper = "Error executing request, Exception : \(text), RequestId: 00000000-0000-0000-0000-000000000000"
        return Obstacle.Refusal("ClientException", isBare ? text : wrapper)
    }

    private static func named(_ name: String, _ scenario: Scenario, _ obstacle: Obstacle) -> Scenario {
        var scenario = scenario
        scenario.name = name
        scenario.obstacle = obstacle
        return scenario
    }

    // MARK: Creations

    /// Creations that name things made seconds ago: that those do not show yet passes.
    private static var refusedCreations: [Scenario] {
        let create = Scenario(name: "", command: .apply([onDemand]))
        let queue: @Sendable (any Operation) -> Obstacle.Refusal? = { operation in
            let order = (operation as? Batch.CreateJobQueue)?.computeEnvironmentOrder
            let named = order?.first?.computeEnvironment ?? ""
            let arn =
                named.hasPrefix("arn:")
                ? named : "arn:aws:batch:\(AccountFixture.region):123456789012:compute-environment/\(named)"
            return Obstacle.Refusal("ClientException", "\(arn) does not exist")
        }
        let profile: @Sendable (any Operation) -> Obstacle.Refusal? = { operation in
            let named = (operation as? Batch.CreateComputeEnvironment)?.computeResources?.instanceRole
            return wrapped("Instance profile \(named ?? "") does not exist")
        }
        let role: @Sendable (any Operation) -> Obstacle.Refusal? = { operation in
            let named = (operation as? IAM.PutRolePolicy)?.roleName ?? ""
            return Obstacle.Refusal("NoSuchEntity", "The role with name \(named) cannot be found.", status: 404)
        }
        return [
            named(
                "queue refused once for its new environment", create,
                Obstacle(["batch:CreateJobQueue"], lasts: false, end: .open, refusal: queue)),
            named(
                "queue refused for ever for its new environment", create,
                Obstacle(["batch:CreateJobQueue"], lasts: true, end: .told("does not exist"), refusal: queue)),
            named(
                "environment refused once for its new profile", create,
                Obstacle(["batch:CreateComputeEnvironment"], lasts: false, end: .open, refusal: profile)),
            named(
                "environment refused for ever for its new profile", create,
                Obstacle(
                    ["batch:CreateComputeEnvironment"], lasts: true, end: .told("does not exist"), refusal: profile)),
            named(
                "policy refused once for its new role", create,
                Obstacle(["iam:PutRolePolicy"], lasts: false, end: .open, refusal: role)),
        ]
    }

    // MARK: Deletions

    /// AWS says that another resource is missing. The resource to delete still exists, and the resources it uses stay.
    private static var refusedDeletions: [Scenario] {
        let destroy = Scenario(name: "", before: [onDemand], command: .destroy([onDemand]))
        let network = "The vpc ID 'vpc-0123456789abcdef0' does not exist"
        let identities: [String: Obstacle.Refusal] = [
            "iam:DeleteRole": Obstacle.Refusal(
                "NoSuchEntity", "Instance profile somebodys-own cannot be found.", status: 404),
            "iam:DeleteInstanceProfile": Obstacle.Refusal(
                "NoSuchEntity", "The role with name somebodys-own cannot be found.", status: 404),
            "ec2:DeleteLaunchTemplate": Obstacle.Refusal(
                "InvalidVpcID.NotFound", "The vpc ID 'somebodys-own' does not exist"),
        ]
        return [
            named(
                "deletion refused for a VPC", destroy, batch("batch:DeleteComputeEnvironment", network, limit: 1)),
            named(
                "deletion refused once for a VPC", destroy,
                batch("batch:DeleteComputeEnvironment", network, lasts: false)),
            named(
                "disabling refused for a role", destroy,
                batch(
                    "batch:UpdateComputeEnvironment",
                    "arn:aws:iam::123456789012:role/somebodys-own does not exist", limit: 1)),
            named(
                "deletion of a queue refused for a policy", destroy,
                batch(
                    "batch:DeleteJobQueue",
                    "Scheduling policy arn:aws:batch:eu-west-1:123456789012:scheduling-policy/own does not exist",
                    limit: 1)),
            named(
                "disabling of a queue refused for an environment", destroy,
                batch(
                    "batch:UpdateJobQueue",
                    "arn:aws:batch:eu-west-1:123456789012:compute-environment/somebodys-own does not exist",
                    isBare: true, limit: 1)),
            named(
                "deletion of what an environment used refused for others", destroy,
                Obstacle(Set(identities.keys), lasts: true, end: .told("somebodys-own")) {
                    identities[type(of: $0).qualifiedName]
                }),
        ]
    }

    // MARK: Permissions

    /// A permission is taken away in the middle of a run, and given back.
    static var denials: [Scenario] {
        let create = Scenario(name: "", command: .apply([onDemand]))
        let scale = Scenario(name: "", before: [onDemand], command: .apply([single { $0.maxCPUs = 2000 }]))
        let swap = Scenario(
            name: "", before: [onDemand], command: .apply([singleReplacing]), disturbance: makeReplacementNecessary)
        let destroy = Scenario(name: "", before: [onDemand], command: .destroy([onDemand]))
        return [
            named("create without iam:PutRolePolicy", create, .denial(of: "iam:PutRolePolicy")),
            named("create without iam:AddRoleToInstanceProfile", create, .denial(of: "iam:AddRoleToInstanceProfile")),
            named("create without ec2:CreateLaunchTemplate", create, .denial(of: "ec2:CreateLaunchTemplate")),
            named(
                "create without batch:CreateComputeEnvironment", create, .denial(of: "batch:CreateComputeEnvironment")),
            named("create without batch:CreateJobQueue", create, .denial(of: "batch:CreateJobQueue")),
            named("scale without batch:UpdateComputeEnvironment", scale, .denial(of: "batch:UpdateComputeEnvironment")),
            named("replace without batch:UpdateJobQueue", swap, .denial(of: "batch:UpdateJobQueue")),
            named(
                "replace without batch:DeleteComputeEnvironment", swap, .denial(of: "batch:DeleteComputeEnvironment")),
            named(
                "destroy without batch:DeleteComputeEnvironment", destroy, .denial(of: "batch:DeleteComputeEnvironment")
            ),
            named(
                "destroy without the deletion of what was used", destroy,
                .denial(of: "iam:DeleteRole", "iam:DeleteInstanceProfile", "ec2:DeleteLaunchTemplate")),
        ]
    }
}
