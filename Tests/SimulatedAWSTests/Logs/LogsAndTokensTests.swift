import AWSOperations
import SimulatedAWS
import Testing

@Suite struct LogsAndTokensTests {
    private let caller = SimulatedAccount(settings: SimulationSettings(timings: .consistent)).caller(
        region: "eu-west-1")

    private func code(_ operation: some Operation) async throws -> String? {
        do { _ = try await caller.call(operation) } catch let error as ServiceError { return error.code }
        return nil
    }

    @Test func aLogGroupsLife() async throws {
        let create = Logs.CreateLogGroup(logGroupName: "/aws/batch/work", tags: ["a": "1"])
        _ = try await caller.call(create)
        #expect(try await code(create) == "ResourceAlreadyExistsException")
        let group = try #require(
            try await caller.call(Logs.DescribeLogGroups(logGroupNamePrefix: "/aws/batch/")).logGroups?.first)
        #expect(group.logGroupArn == "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/batch/work")
        #expect(group.arn == "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/batch/work:*")
        let arn = group.logGroupArn ?? ""
        _ = try await caller.call(Logs.TagResource(resourceArn: arn, tags: ["b": "2"]))
        _ = try await caller.call(Logs.UntagResource(resourceArn: arn, tagKeys: ["a"]))
        #expect(try await caller.call(Logs.ListTagsForResource(resourceArn: arn)).tags == ["b": "2"])
        _ = try await caller.call(Logs.DeleteLogGroup(logGroupName: "/aws/batch/work"))
        #expect(try await code(Logs.DeleteLogGroup(logGroupName: "/aws/batch/work")) == "ResourceNotFoundException")
        #expect(try await code(Logs.ListTagsForResource(resourceArn: arn)) == "ResourceNotFoundException")
    }

    @Test(arguments: ["", "a b", "aws/mine", String(repeating: "g", count: 513)])
    func refusesBadNames(_ name: String) async throws {
        #expect(try await code(Logs.CreateLogGroup(logGroupName: name)) == "InvalidParameterException")
    }

    @Test func pagesLogGroups() async throws {
        for index in 0..<5 { _ = try await caller.call(Logs.CreateLogGroup(logGroupName: "g\(index)")) }
        let first = try await caller.call(Logs.DescribeLogGroups(limit: 3))
        let second = try await caller.call(Logs.DescribeLogGroups(nextToken: first.nextToken, limit: 3))
        #expect(first.logGroups?.map(\.logGroupName) == ["g0", "g1", "g2"])
        #expect(second.logGroups?.map(\.logGroupName) == ["g3", "g4"])
        #expect(second.nextToken == nil)
        #expect(try await code(Logs.DescribeLogGroups(limit: 51)) == "InvalidParameterException")
        #expect(try await code(Logs.DescribeLogGroups(nextToken: "x")) == "InvalidParameterException")
    }

    @Test func tokensAreForRolesThatExist() async throws {
        #expect(try await caller.call(STS.GetCallerIdentity()).account == "123456789012")
        let arn = "arn:aws:iam::123456789012:role/deploy"
        #expect(try await code(STS.AssumeRole(roleArn: arn, roleSessionName: "s")) == "AccessDenied")
        _ = try await caller.call(
            IAM.CreateRole(roleName: "deploy", assumeRolePolicyDocument: Fixture.trust("ec2.amazonaws.com")))
        let answer = try await caller.call(STS.AssumeRole(roleArn: arn, roleSessionName: "s", durationSeconds: 900))
        #expect(answer.assumedRoleUser?.arn == "arn:aws:sts::123456789012:assumed-role/deploy/s")
        #expect(answer.credentials?.expiration == "2026-01-01T00:15:00Z")
        let short = STS.AssumeRole(roleArn: arn, roleSessionName: "s", durationSeconds: 60)
        #expect(try await code(short) == "ValidationError")
        let junk = STS.AssumeRoleWithWebIdentity(roleArn: arn, roleSessionName: "s", webIdentityToken: "junk")
        #expect(try await code(junk) == "InvalidIdentityToken")
    }
}
