import AWSOperations

extension LifecycleScenario {
    static let computeEnvironment = LifecycleScenario("compute-environment") { runner in
        let fixture = try await NetworkFixture.build(runner)
        await runner.check("absent", try await fixture.environment("one") == nil)
        let creation = fixture.creation("one", tags: ["a": "1"])
        let created = try await runner.call(creation)
        let arn =
            "arn:aws:batch:\(AccountUnderTest.region):123456789012:compute-environment/\(runner.name("one"))"
        await runner.check("ARN", created.computeEnvironmentArn == arn)
        try await runner.refused("duplicate", code: "ClientException", says: "already exists", creation)
        try await runner.refused(
            "updated while CREATING", code: "ClientException", says: "is being modified",
            Batch.UpdateComputeEnvironment(computeEnvironment: arn, state: "DISABLED"))
        try await runner.eventually("CREATING") { try await fixture.environment("one")?.status == "CREATING" }
        try await fixture.settle("one")
        let seen = try await fixture.environment("one")
        await runner.check(
            "resources as sent", seen?.computeResources == fixture.resources(),
            "\(String(describing: seen?.computeResources))")
        await runner.check("tags as sent", seen?.tags == ["a": "1"])
        await runner.check("ENABLED", seen?.state == "ENABLED" && seen?.type == "MANAGED")
        await runner.check("reason", seen?.statusReason == "ComputeEnvironment Healthy")
        await runner.check(
            "service-linked role",
            seen?.serviceRole
                == "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch",
            seen?.serviceRole ?? "")
        // The policy is shown once it was set.
        await runner.check("no update policy", seen?.updatePolicy == nil)
        await runner.check("uuid", seen?.uuid?.isEmpty == false && seen?.containerOrchestrationType == "ECS")
        let clusters = try await runner.call(ECS.DescribeClusters(clusters: [seen?.ecsClusterArn ?? ""])).clusters
        await runner.check(
            "cluster", clusters?.map(\.runningTasksCount) == [0] && clusters?.map(\.status) == ["ACTIVE"])

        let scaling = Batch.ComputeResourceUpdate(minvCpus: 0, maxvCpus: 128)
        try await runner.call(Batch.UpdateComputeEnvironment(computeEnvironment: arn, computeResources: scaling))
        try await runner.eventually("UPDATING") { try await fixture.environment("one")?.status == "UPDATING" }
        try await fixture.settle("one") { $0.computeResources?.maxvCpus == 128 }
        try await runner.call(Batch.TagResource(resourceArn: arn, tags: ["b": "2", "c": "3"]))
        try await runner.call(Batch.UntagResource(resourceArn: arn, tagKeys: ["a", "c"]))
        try await runner.eventually("tags") { try await fixture.environment("one")?.tags == ["b": "2"] }
        let reserved = Batch.TagResource(resourceArn: arn, tags: ["aws:x": "y"])
        try await runner.refused("reserved tag", code: "ClientException", says: "reserved", reserved)
        let many = Dictionary(uniqueKeysWithValues: (0..<50).map { ("k\($0)", "v") })
        try await runner.refused(
            "51 tags", code: "ClientException", says: "at most 50 tags", Batch.TagResource(resourceArn: arn, tags: many)
        )
        try await runner.refused(
            "tags of nothing", code: "ClientException", says: "does not exist",
            Batch.TagResource(resourceArn: arn + "-absent", tags: ["a": "1"]))

        try await runner.refused(
            "deleted while ENABLED", code: "ClientException",
            says: "Cannot delete an enabled compute environment, set the state to DISABLED first.",
            Batch.DeleteComputeEnvironment(computeEnvironment: arn))
        try await runner.call(Batch.UpdateComputeEnvironment(computeEnvironment: arn, state: "DISABLED"))
        try await runner.refused(
            "deleted while UPDATING", code: "ClientException", says: "Cannot delete, resource is being modified",
            Batch.DeleteComputeEnvironment(computeEnvironment: arn))
        try await fixture.settle("one") { $0.state == "DISABLED" }
        try await runner.call(Batch.DeleteComputeEnvironment(computeEnvironment: arn))
        try await runner.eventually("DELETING") { try await fixture.environment("one")?.status == "DELETING" }
        try await runner.eventually("gone") { try await fixture.environment("one") == nil }
        try await runner.call(Batch.DeleteComputeEnvironment(computeEnvironment: arn))
        try await runner.refused(
            "updated when gone", code: "ClientException", says: "does not exist",
            Batch.UpdateComputeEnvironment(computeEnvironment: arn, state: "DISABLED"))
        // The name is free again, and no tag of the first is left.
        try await fixture.create("one", fixture.resources("EC2"))
        try await fixture.settle("one")
        let second = try await fixture.environment("one")
        await runner.check("second life without old tags", second?.tags == [:])
        await runner.check("second life as sent", second?.computeResources == fixture.resources("EC2"))
        try await fixture.removeEnvironment("one")
        try await fixture.strike()
    }

    static let fargateEnvironment = LifecycleScenario("fargate-environment") { runner in
        let fixture = try await NetworkFixture.build(runner)
        let name = runner.name("one")
        try await fixture.create("one", fixture.resources("FARGATE"))
        try await fixture.settle("one")
        let seen = try await fixture.environment("one")?.computeResources
        await runner.check("resources as sent", seen == fixture.shown("FARGATE"), "\(String(describing: seen))")
        func update(_ resources: Batch.ComputeResourceUpdate) -> Batch.UpdateComputeEnvironment {
            Batch.UpdateComputeEnvironment(computeEnvironment: name, computeResources: resources)
        }
        try await runner.refused(
            "instance fields", code: "ClientException",
            says: "The following parameters can't be updated for Fargate compute environment:",
            update(Batch.ComputeResourceUpdate(maxvCpus: 8, instanceTypes: ["c6id"])))
        // Subnets of Fargate can be scaled with any role.
        let scaling = update(Batch.ComputeResourceUpdate(maxvCpus: 8, subnets: [fixture.subnets[0]]))
        if try await runner.answered("subnets scaled", scaling) {
            try await fixture.settle("one") {
                $0.computeResources?.maxvCpus == 8 && $0.computeResources?.subnets == [fixture.subnets[0]]
            }
        }
        try await fixture.removeEnvironment("one")
        try await fixture.strike()
    }

    static let absentFields = LifecycleScenario("absent-fields") { runner in
        let fixture = try await NetworkFixture.build(runner)
        var plain = fixture.resources("EC2")
        (plain.allocationStrategy, plain.desiredvCpus, plain.tags, plain.ec2Configuration) = (nil, nil, nil, nil)
        plain.launchTemplate?.version = nil
        plain.launchTemplate?.overrides = nil
        try await fixture.create("one", plain)
        var accelerated = plain
        accelerated.instanceTypes = ["g4dn"]
        try await fixture.create("gpu", accelerated)
        try await fixture.settle("one")
        try await fixture.settle("gpu")
        var expected = fixture.resources("EC2")
        expected.allocationStrategy = nil
        expected.tags = [:]
        expected.launchTemplate = fixture.template(nil)
        let seen = try await fixture.environment("one")?.computeResources
        await runner.check("absent what was not given", seen == expected, "\(String(describing: seen))")
        let images = try await fixture.environment("gpu")?.computeResources?.ec2Configuration?.map(\.imageType)
        await runner.check("image for GPUs", images == ["ECS_AL2023_NVIDIA"])
        try await fixture.createQueue("queue", ["one"])
        try await runner.eventually("queue") { try await fixture.queue("queue")?.status == "VALID" }
        let queue = try await fixture.queue("queue")
        await runner.check("no queue type", queue?.jobQueueType == nil && queue?.schedulingPolicyArn == nil)
        await runner.check("no limits", queue?.jobStateTimeLimitActions == [])
        try await fixture.removeQueue("queue")
        try await fixture.removeEnvironment("one")
        try await fixture.removeEnvironment("gpu")
        try await fixture.strike()
    }

    static let infrastructureUpdate = LifecycleScenario("infrastructure-update") { runner in
        let fixture = try await NetworkFixture.build(runner)
        var legacy = fixture.resources("EC2")
        legacy.allocationStrategy = "BEST_FIT"
        try await fixture.create("one")
        try await fixture.create("legacy", legacy)
        try await fixture.settle("one")
        try await fixture.settle("legacy")
        func update(
            _ suffix: String, _ resources: Batch.ComputeResourceUpdate, policy: Batch.UpdatePolicy? = nil
        ) -> Batch.UpdateComputeEnvironment {
            Batch.UpdateComputeEnvironment(
                computeEnvironment: runner.name(suffix), computeResources: resources, updatePolicy: policy)
        }
        try await runner.refused(
            "BEST_FIT", code: "ClientException",
            says: "can be updated only for Non-fargate Compute Environment having a Batch Service Linked Role",
            update("legacy", Batch.ComputeResourceUpdate(instanceTypes: ["m6id"])))
        try await runner.refused(
            "nothing to update", code: "ClientException",
            says: "At least one compute-resources attribute must be specified",
            update("one", Batch.ComputeResourceUpdate()))
        try await runner.refused(
            "to BEST_FIT", code: "ClientException",
            update("one", Batch.ComputeResourceUpdate(allocationStrategy: "BEST_FIT")))
        try await runner.refused(
            "fewer desired vCPUs", code: "ClientException",
            says: "Manually scaling down compute environment is not supported",
            update("one", Batch.ComputeResourceUpdate(desiredvCpus: -1)))
        try await runner.refused(
            "minimum above maximum", code: "ClientException", update("one", Batch.ComputeResourceUpdate(minvCpus: 65)))

        try await fixture.addVersion(userData: NetworkFixture.userData)
        let template = fixture.template("2")
        let policy = Batch.UpdatePolicy(terminateJobsOnUpdate: true, jobExecutionTimeoutMinutes: 10)
        try await runner.call(
            update(
                "one",
                Batch.ComputeResourceUpdate(instanceTypes: ["m6id"], tags: ["Name": "other"], launchTemplate: template),
                policy: policy))
        try await fixture.settle("one") { $0.computeResources?.instanceTypes == ["m6id"] }
        let seen = try await fixture.environment("one")
        var expected = fixture.resources()
        expected.instanceTypes = ["m6id"]
        expected.tags = ["Name": "other"]
        expected.launchTemplate = template
        await runner.check(
            "resources", seen?.computeResources == expected, "\(String(describing: seen?.computeResources))")
        await runner.check("policy", seen?.updatePolicy == policy)
        try await fixture.removeEnvironment("one")
        try await fixture.removeEnvironment("legacy")
        try await fixture.strike()
    }

    static let invalidEnvironment = LifecycleScenario("invalid-environment") { runner in
        let fixture = try await NetworkFixture.build(runner)
        var resources = fixture.resources()
        resources.instanceRole = runner.name("absent")
        try await fixture.create("profile", resources)
        try await fixture.addVersion(userData: "IyEvYmluL3No")
        resources = fixture.resources()
        resources.launchTemplate?.version = "2"
        try await fixture.create("script", resources)
        try await runner.eventually("no profile") { try await fixture.environment("profile")?.status == "INVALID" }
        try await runner.eventually("no multipart") { try await fixture.environment("script")?.status == "INVALID" }
        let reason = try await fixture.environment("profile")?.statusReason ?? ""
        await runner.check(
            "profile's reason", reason == "CLIENT_ERROR - Invalid IamInstanceProfile: \(runner.name("absent"))",
            reason)
        let second = try await fixture.environment("script")?.statusReason ?? ""
        await runner.check(
            "script's reason", second == "CLIENT_ERROR - Launch Template UserData is not MIME multipart format", second)
        try await runner.refused(
            "attached", code: "ClientException", says: "must be created and valid before attaching",
            fixture.queueCreation("queue", ["profile"]))
        // An INVALID environment can be repaired by an update, and deleted.
        try await runner.call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: runner.name("profile"),
                computeResources: Batch.ComputeResourceUpdate(instanceRole: runner.name("nodes"))))
        try await fixture.settle("profile")
        try await fixture.removeEnvironment("profile")
        try await fixture.removeEnvironment("script")
        try await fixture.strike()
    }
}
