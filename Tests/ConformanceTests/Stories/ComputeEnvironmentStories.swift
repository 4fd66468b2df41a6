import AWSOperations

extension Story {
    static let computeEnvironment = Story("compute-environment") { teller in
        let stage = try await Stage.build(teller)
        await teller.check("absent", try await stage.environment("one") == nil)
        let creation = stage.creation("one", tags: ["a": "1"])
        let created = try await teller.call(creation)
        let arn =
            "arn:aws:batch:\(AccountUnderTest.region):123456789012:compute-environment/\(teller.name("one"))"
        await teller.check("ARN", created.computeEnvironmentArn == arn)
        try await teller.refused("duplicate", code: "ClientException", says: "already exists", creation)
        try await teller.refused(
            "updated while CREATING", code: "ClientException", says: "is being modified",
            Batch.UpdateComputeEnvironment(computeEnvironment: arn, state: "DISABLED"))
        try await teller.eventually("CREATING") { try await stage.environment("one")?.status == "CREATING" }
        try await stage.settle("one")
        let seen = try await stage.environment("one")
        await teller.check(
            "resources as sent", seen?.computeResources == stage.resources(),
            "\(String(describing: seen?.computeResources))")
        await teller.check("tags as sent", seen?.tags == ["a": "1"])
        await teller.check("ENABLED", seen?.state == "ENABLED" && seen?.type == "MANAGED")
        await teller.check("reason", seen?.statusReason == "ComputeEnvironment Healthy")
        await teller.check(
            "service-linked role",
            seen?.serviceRole
                == "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch",
            seen?.serviceRole ?? "")
        // The policy is shown once it was set.
        await teller.check("no update policy", seen?.updatePolicy == nil)
        await teller.check("uuid", seen?.uuid?.isEmpty == false && seen?.containerOrchestrationType == "ECS")
        let clusters = try await teller.call(ECS.DescribeClusters(clusters: [seen?.ecsClusterArn ?? ""])).clusters
        await teller.check(
            "cluster", clusters?.map(\.runningTasksCount) == [0] && clusters?.map(\.status) == ["ACTIVE"])

        let scaling = Batch.ComputeResourceUpdate(minvCpus: 0, maxvCpus: 128)
        try await teller.call(Batch.UpdateComputeEnvironment(computeEnvironment: arn, computeResources: scaling))
        try await teller.eventually("UPDATING") { try await stage.environment("one")?.status == "UPDATING" }
        try await stage.settle("one") { $0.computeResources?.maxvCpus == 128 }
        try await teller.call(Batch.TagResource(resourceArn: arn, tags: ["b": "2", "c": "3"]))
        try await teller.call(Batch.UntagResource(resourceArn: arn, tagKeys: ["a", "c"]))
        try await teller.eventually("tags") { try await stage.environment("one")?.tags == ["b": "2"] }
        let reserved = Batch.TagResource(resourceArn: arn, tags: ["aws:x": "y"])
        try await teller.refused("reserved tag", code: "ClientException", says: "reserved", reserved)
        let many = Dictionary(uniqueKeysWithValues: (0..<50).map { ("k\($0)", "v") })
        try await teller.refused(
            "51 tags", code: "ClientException", says: "at most 50 tags", Batch.TagResource(resourceArn: arn, tags: many)
        )
        try await teller.refused(
            "tags of nothing", code: "ClientException", says: "does not exist",
            Batch.TagResource(resourceArn: arn + "-absent", tags: ["a": "1"]))

        try await teller.refused(
            "deleted while ENABLED", code: "ClientException",
            says: "Cannot delete an enabled compute environment, set the state to DISABLED first.",
            Batch.DeleteComputeEnvironment(computeEnvironment: arn))
        try await teller.call(Batch.UpdateComputeEnvironment(computeEnvironment: arn, state: "DISABLED"))
        try await teller.refused(
            "deleted while UPDATING", code: "ClientException", says: "Cannot delete, resource is being modified",
            Batch.DeleteComputeEnvironment(computeEnvironment: arn))
        try await stage.settle("one") { $0.state == "DISABLED" }
        try await teller.call(Batch.DeleteComputeEnvironment(computeEnvironment: arn))
        try await teller.eventually("DELETING") { try await stage.environment("one")?.status == "DELETING" }
        try await teller.eventually("gone") { try await stage.environment("one") == nil }
        try await teller.call(Batch.DeleteComputeEnvironment(computeEnvironment: arn))
        try await teller.refused(
            "updated when gone", code: "ClientException", says: "does not exist",
            Batch.UpdateComputeEnvironment(computeEnvironment: arn, state: "DISABLED"))
        // The name is free again, and no tag of the first is left.
        try await stage.create("one", stage.resources("EC2"))
        try await stage.settle("one")
        let second = try await stage.environment("one")
        await teller.check("second life without old tags", second?.tags == [:])
        await teller.check("second life as sent", second?.computeResources == stage.resources("EC2"))
        try await stage.removeEnvironment("one")
        try await stage.strike()
    }

    static let fargateEnvironment = Story("fargate-environment") { teller in
        let stage = try await Stage.build(teller)
        let name = teller.name("one")
        try await stage.create("one", stage.resources("FARGATE"))
        try await stage.settle("one")
        let seen = try await stage.environment("one")?.computeResources
        await teller.check("resources as sent", seen == stage.shown("FARGATE"), "\(String(describing: seen))")
        func update(_ resources: Batch.ComputeResourceUpdate) -> Batch.UpdateComputeEnvironment {
            Batch.UpdateComputeEnvironment(computeEnvironment: name, computeResources: resources)
        }
        try await teller.refused(
            "instance fields", code: "ClientException",
            says: "The following parameters can't be updated for Fargate compute environment:",
            update(Batch.ComputeResourceUpdate(maxvCpus: 8, instanceTypes: ["c6id"])))
        // Subnets of Fargate can be scaled with any role.
        let scaling = update(Batch.ComputeResourceUpdate(maxvCpus: 8, subnets: [stage.subnets[0]]))
        if try await teller.answered("subnets scaled", scaling) {
            try await stage.settle("one") {
                $0.computeResources?.maxvCpus == 8 && $0.computeResources?.subnets == [stage.subnets[0]]
            }
        }
        try await stage.removeEnvironment("one")
        try await stage.strike()
    }

    static let absentFields = Story("absent-fields") { teller in
        let stage = try await Stage.build(teller)
        var plain = stage.resources("EC2")
        (plain.allocationStrategy, plain.desiredvCpus, plain.tags, plain.ec2Configuration) = (nil, nil, nil, nil)
        plain.launchTemplate?.version = nil
        plain.launchTemplate?.overrides = nil
        try await stage.create("one", plain)
        var accelerated = plain
        accelerated.instanceTypes = ["g4dn"]
        try await stage.create("gpu", accelerated)
        try await stage.settle("one")
        try await stage.settle("gpu")
        var expected = stage.resources("EC2")
        expected.allocationStrategy = nil
        expected.tags = [:]
        expected.launchTemplate = stage.template(nil)
        let seen = try await stage.environment("one")?.computeResources
        await teller.check("absent what was not given", seen == expected, "\(String(describing: seen))")
        let images = try await stage.environment("gpu")?.computeResources?.ec2Configuration?.map(\.imageType)
        await teller.check("image for GPUs", images == ["ECS_AL2023_NVIDIA"])
        try await stage.createQueue("queue", ["one"])
        try await teller.eventually("queue") { try await stage.queue("queue")?.status == "VALID" }
        let queue = try await stage.queue("queue")
        await teller.check("no queue type", queue?.jobQueueType == nil && queue?.schedulingPolicyArn == nil)
        await teller.check("no limits", queue?.jobStateTimeLimitActions == [])
        try await stage.removeQueue("queue")
        try await stage.removeEnvironment("one")
        try await stage.removeEnvironment("gpu")
        try await stage.strike()
    }

    static let infrastructureUpdate = Story("infrastructure-update") { teller in
        let stage = try await Stage.build(teller)
        var legacy = stage.resources("EC2")
        legacy.allocationStrategy = "BEST_FIT"
        try await stage.create("one")
        try await stage.create("legacy", legacy)
        try await stage.settle("one")
        try await stage.settle("legacy")
        func update(
            _ suffix: String, _ resources: Batch.ComputeResourceUpdate, policy: Batch.UpdatePolicy? = nil
        ) -> Batch.UpdateComputeEnvironment {
            Batch.UpdateComputeEnvironment(
                computeEnvironment: teller.name(suffix), computeResources: resources, updatePolicy: policy)
        }
        try await teller.refused(
            "BEST_FIT", code: "ClientException",
            says: "can be updated only for Non-fargate Compute Environment having a Batch Service Linked Role",
            update("legacy", Batch.ComputeResourceUpdate(instanceTypes: ["m6id"])))
        try await teller.refused(
            "nothing to update", code: "ClientException",
            says: "At least one compute-resources attribute must be specified",
            update("one", Batch.ComputeResourceUpdate()))
        try await teller.refused(
            "to BEST_FIT", code: "ClientException",
            update("one", Batch.ComputeResourceUpdate(allocationStrategy: "BEST_FIT")))
        try await teller.refused(
            "fewer desired vCPUs", code: "ClientException",
            says: "Manually scaling down compute environment is not supported",
            update("one", Batch.ComputeResourceUpdate(desiredvCpus: -1)))
        try await teller.refused(
            "minimum above maximum", code: "ClientException", update("one", Batch.ComputeResourceUpdate(minvCpus: 65)))

        try await stage.addVersion(userData: Stage.userData)
        let template = stage.template("2")
        let policy = Batch.UpdatePolicy(terminateJobsOnUpdate: true, jobExecutionTimeoutMinutes: 10)
        try await teller.call(
            update(
                "one",
                Batch.ComputeResourceUpdate(instanceTypes: ["m6id"], tags: ["Name": "other"], launchTemplate: template),
                policy: policy))
        try await stage.settle("one") { $0.computeResources?.instanceTypes == ["m6id"] }
        let seen = try await stage.environment("one")
        var expected = stage.resources()
        expected.instanceTypes = ["m6id"]
        expected.tags = ["Name": "other"]
        expected.launchTemplate = template
        await teller.check(
            "resources", seen?.computeResources == expected, "\(String(describing: seen?.computeResources))")
        await teller.check("policy", seen?.updatePolicy == policy)
        try await stage.removeEnvironment("one")
        try await stage.removeEnvironment("legacy")
        try await stage.strike()
    }

    static let invalidEnvironment = Story("invalid-environment") { teller in
        let stage = try await Stage.build(teller)
        var resources = stage.resources()
        resources.instanceRole = teller.name("absent")
        try await stage.create("profile", resources)
        try await stage.addVersion(userData: "IyEvYmluL3No")
        resources = stage.resources()
        resources.launchTemplate?.version = "2"
        try await stage.create("script", resources)
        try await teller.eventually("no profile") { try await stage.environment("profile")?.status == "INVALID" }
        try await teller.eventually("no multipart") { try await stage.environment("script")?.status == "INVALID" }
        let reason = try await stage.environment("profile")?.statusReason ?? ""
        await teller.check(
            "profile's reason", reason == "CLIENT_ERROR - Invalid IamInstanceProfile: \(teller.name("absent"))",
            reason)
        let second = try await stage.environment("script")?.statusReason ?? ""
        await teller.check(
            "script's reason", second == "CLIENT_ERROR - Launch Template UserData is not MIME multipart format", second)
        try await teller.refused(
            "attached", code: "ClientException", says: "must be created and valid before attaching",
            stage.queueCreation("queue", ["profile"]))
        // An INVALID environment can be repaired by an update, and deleted.
        try await teller.call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: teller.name("profile"),
                computeResources: Batch.ComputeResourceUpdate(instanceRole: teller.name("nodes"))))
        try await stage.settle("profile")
        try await stage.removeEnvironment("profile")
        try await stage.removeEnvironment("script")
        try await stage.strike()
    }
}
