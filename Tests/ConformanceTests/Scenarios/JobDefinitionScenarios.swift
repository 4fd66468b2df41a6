import AWSOperations

extension LifecycleScenario {
    static let jobDefinition = LifecycleScenario("job-definition") { runner in
        let name = runner.name("one")
        let arn = "arn:aws:batch:\(AccountUnderTest.region):123456789012:job-definition/\(name)"
        await runner.check("absent", try await runner.definitions(name).isEmpty)
        let made = try await runner.call(registration(name))
        await runner.check("first revision", made.jobDefinitionArn == "\(arn):1" && made.revision == 1)
        try await runner.eventually("shown") { try await runner.definitions(name).count == 1 }
        let seen = try await runner.definitions(name).first
        let container = seen?.containerProperties
        await runner.check("tags as sent", seen?.tags == ["a": "1"])
        await runner.check(
            "container as sent", container?.image == "busybox" && container?.command == ["sh", "-c", "exit 0"])
        await runner.check(
            "variables as sent, without empty ones",
            container?.environment == [Batch.KeyValuePair(name: "A", value: "b c")])
        await runner.check("sizes as sent", container?.resourceRequirements == sizes)
        await runner.check("propagation as sent", seen?.propagateTags == true)
        await runner.check("platform as sent", seen?.platformCapabilities == ["EC2"])

        // The same content again is another revision.
        let again = try await runner.call(registration(name))
        await runner.check("second revision", again.revision == 2)
        try await runner.eventually("both are shown") {
            try await runner.definitions(name).map(\.revision) == [1, 2]
        }
        let byName = try await runner.call(Batch.DescribeJobDefinitions(jobDefinitions: [name])).jobDefinitions ?? []
        await runner.check("a list of names without revisions finds nothing", byName.isEmpty)
        let byRevision = try await runner.call(Batch.DescribeJobDefinitions(jobDefinitions: ["\(name):2"]))
        await runner.check("by name and revision", byRevision.jobDefinitions?.map(\.revision) == [2])
        let page = try await runner.call(Batch.DescribeJobDefinitions(maxResults: 1, status: "ACTIVE"))
        await runner.check("first of two pages", page.jobDefinitions?.count == 1 && page.nextToken != nil)

        try await runner.call(Batch.TagResource(resourceArn: "\(arn):2", tags: ["b": "2"]))
        try await runner.call(Batch.UntagResource(resourceArn: "\(arn):2", tagKeys: ["a"]))
        try await runner.eventually("tags changed") {
            try await runner.definitions(name).map(\.tags) == [["a": "1"], ["b": "2"]]
        }
        try await runner.call(Batch.DeregisterJobDefinition(jobDefinition: "\(arn):1"))
        try await runner.eventually("the old one is gone") {
            try await runner.definitions(name).map(\.revision) == [2]
        }
        let next = try await runner.call(registration(name))
        await runner.check("numbers are not given again", next.revision == 3)
        for revision in [2, 3] {
            try await runner.call(Batch.DeregisterJobDefinition(jobDefinition: "\(arn):\(revision)"))
        }
        try await runner.eventually("all are gone") { try await runner.definitions(name).isEmpty }
    }

    static let refusedDefinitions = LifecycleScenario("refused-definitions") { runner in
        func refused(
            _ check: String, _ change: (inout Batch.RegisterJobDefinition) -> Void
        ) async throws {
            var call = registration(runner.name(ScenarioRunner.suffix(check)))
            change(&call)
            try await runner.refused(check, code: "ClientException", call)
        }
        try await refused("bad name") { $0.jobDefinitionName = "bad name!" }
        try await refused("no memory") { $0.containerProperties?.resourceRequirements = [sizes[0]] }
        try await refused("no vCPUs") { $0.containerProperties?.resourceRequirements = [sizes[1]] }
        try await refused("no image") { $0.containerProperties?.image = nil }
        try await refused("unknown type") { $0.type = "other" }
        try await refused("too long") { call in
            call.containerProperties?.command = [String(repeating: "x", count: 25 << 10)]
        }
        try await refused("variable of Batch") { call in
            call.containerProperties?.environment = [Batch.KeyValuePair(name: "AWS_BATCH_A", value: "1")]
        }
        try await refused("size that Fargate has not") { $0.platformCapabilities = ["FARGATE"] }
        try await runner.refused(
            "unknown definition deregistered", code: "ClientException",
            Batch.DeregisterJobDefinition(jobDefinition: runner.name("absent") + ":1"))
    }

    private static let sizes = [
        Batch.ResourceRequirement(value: "1", type: "VCPU"), Batch.ResourceRequirement(value: "64", type: "MEMORY"),
    ]

    private static func registration(_ name: String) -> Batch.RegisterJobDefinition {
        Batch.RegisterJobDefinition(
            jobDefinitionName: name, type: "container",
            containerProperties: Batch.ContainerProperties(
                image: "busybox", command: ["sh", "-c", "exit 0"],
                environment: [
                    Batch.KeyValuePair(name: "A", value: "b c"), Batch.KeyValuePair(name: "EMPTY", value: ""),
                ], resourceRequirements: sizes), retryStrategy: Batch.RetryStrategy(attempts: 1), propagateTags: true,
            tags: ["a": "1"], platformCapabilities: ["EC2"])
    }
}

extension ScenarioRunner {
    /// The ACTIVE revisions of a definition, by their numbers.
    fileprivate nonisolated func definitions(_ name: String) async throws -> [Batch.JobDefinition] {
        let answer = try await call(Batch.DescribeJobDefinitions(jobDefinitionName: name, status: "ACTIVE"))
        return (answer.jobDefinitions ?? []).sorted { $0.revision < $1.revision }
    }
}
