import AWSOperations

extension LifecycleScenario {
    static let logGroup = LifecycleScenario("log-group") { runner in
        let name = "/" + runner.name("one")
        let byName = Logs.DescribeLogGroups(logGroupNamePrefix: name)
        await runner.check("absent", try await runner.call(byName).logGroups?.isEmpty != false)
        let create = Logs.CreateLogGroup(logGroupName: name, tags: ["a": "1"])
        try await runner.call(create)
        try await runner.refused("duplicate", code: "ResourceAlreadyExistsException", says: "already exists", create)
        let group = try await runner.call(byName).logGroups?.first
        let arn = "arn:aws:logs:\(AccountUnderTest.region):123456789012:log-group:\(name)"
        await runner.check(
            "ARNs", group?.arn == arn + ":*" && group?.logGroupArn == arn, "\(String(describing: group))")
        try await runner.call(Logs.TagResource(resourceArn: arn, tags: ["b": "2"]))
        try await runner.call(Logs.UntagResource(resourceArn: arn, tagKeys: ["a"]))
        let tags = try await runner.call(Logs.ListTagsForResource(resourceArn: arn)).tags
        await runner.check("tags", tags == ["b": "2"])
        try await runner.refused(
            "bad name", code: "InvalidParameterException", Logs.CreateLogGroup(logGroupName: "a b"))
        let tagged = Tagging.GetResources(
            tagFilters: [Tagging.TagFilter(key: "b")], resourceTypeFilters: ["logs"])
        let found = try await runner.call(tagged).resourceTagMappingList?.filter {
            $0.resourceARN?.contains(name) == true
        }
        await runner.check(
            "found by tag", found?.first?.tags == [Tagging.Tag(key: "b", value: "2")], "\(String(describing: found))")
        let others = Tagging.GetResources(
            tagFilters: [Tagging.TagFilter(key: "a")], resourceTypeFilters: ["logs"])
        await runner.check(
            "not found by a tag that is gone",
            try await runner.call(others).resourceTagMappingList?.contains { $0.resourceARN?.contains(name) == true }
                == false)
        try await runner.call(Logs.DeleteLogGroup(logGroupName: name))
        await runner.check("gone", try await runner.call(byName).logGroups?.isEmpty != false)
        try await runner.refused(
            "deleted twice", code: "ResourceNotFoundException", Logs.DeleteLogGroup(logGroupName: name))
    }
}
