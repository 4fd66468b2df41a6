import AWSOperations

extension Story {
    static let logGroup = Story("log-group") { teller in
        let name = "/" + teller.name("one")
        let byName = Logs.DescribeLogGroups(logGroupNamePrefix: name)
        await teller.check("absent", try await teller.call(byName).logGroups?.isEmpty != false)
        let create = Logs.CreateLogGroup(logGroupName: name, tags: ["a": "1"])
        try await teller.call(create)
        try await teller.refused("duplicate", code: "ResourceAlreadyExistsException", says: "already exists", create)
        let group = try await teller.call(byName).logGroups?.first
        let arn = "arn:aws:logs:\(AccountUnderTest.region):123456789012:log-group:\(name)"
        await teller.check(
            "ARNs", group?.arn == arn + ":*" && group?.logGroupArn == arn, "\(String(describing: group))")
        try await teller.call(Logs.TagResource(resourceArn: arn, tags: ["b": "2"]))
        try await teller.call(Logs.UntagResource(resourceArn: arn, tagKeys: ["a"]))
        let tags = try await teller.call(Logs.ListTagsForResource(resourceArn: arn)).tags
        await teller.check("tags", tags == ["b": "2"])
        try await teller.refused(
            "bad name", code: "InvalidParameterException", Logs.CreateLogGroup(logGroupName: "a b"))
        let tagged = Tagging.GetResources(
            tagFilters: [Tagging.TagFilter(key: "b")], resourceTypeFilters: ["logs"])
        let found = try await teller.call(tagged).resourceTagMappingList?.filter {
            $0.resourceARN?.contains(name) == true
        }
        await teller.check(
            "found by tag", found?.first?.tags == [Tagging.Tag(key: "b", value: "2")], "\(String(describing: found))")
        let others = Tagging.GetResources(
            tagFilters: [Tagging.TagFilter(key: "a")], resourceTypeFilters: ["logs"])
        await teller.check(
            "not found by a tag that is gone",
            try await teller.call(others).resourceTagMappingList?.contains { $0.resourceARN?.contains(name) == true }
                == false)
        try await teller.call(Logs.DeleteLogGroup(logGroupName: name))
        await teller.check("gone", try await teller.call(byName).logGroups?.isEmpty != false)
        try await teller.refused(
            "deleted twice", code: "ResourceNotFoundException", Logs.DeleteLogGroup(logGroupName: name))
    }
}
