import AWSOperations
import FoundationEssentials
import SimulatedAWSHooks
import Testing

@testable import SimulatedAWS

/// CloudTrail's events of a simulated account.
struct TrailTests {
    static func look(
        _ account: SimulatedAccount, _ name: String, region: String = Fixture.region
    ) async throws -> [CloudTrail.Event] {
        try await account.caller(region: region).call(
            CloudTrail.LookupEvents(lookupAttributes: [.init(attributeKey: "EventName", attributeValue: name)])
        ).events ?? []
    }

    static func record(_ event: CloudTrail.Event) throws -> LooseJSON {
        try JSONDecoder().decode(LooseJSON.self, from: Data((event.cloudTrailEvent ?? "").utf8))
    }

    @Test func `shows a call after some minutes, in AWS's form`() async throws {
        let fixture = try await Fixture()
        let caller = fixture.account.caller(region: Fixture.region, as: .bob)
        _ = try await caller.call(Logs.CreateLogGroup(logGroupName: "g", tags: ["TeamName": "Rna"]))
        #expect(try await Self.look(fixture.account, "CreateLogGroup").isEmpty)
        await fixture.pass(301)
        let event = try #require(try await Self.look(fixture.account, "CreateLogGroup").first)
        #expect(event.eventSource == "logs.amazonaws.com" && event.username == "bob")
        let record = try Self.record(event)
        #expect(record["userIdentity"]?["arn"] == .text("arn:aws:iam::123456789012:user/bob"))
        #expect(record["sessionCredentialFromConsole"] == .text("true"))
        #expect(
            record["requestParameters"]
                == .map(["logGroupName": .text("g"), "tags": .map(["TeamName": .text("Rna")])]))
    }

    @Test func `records neither reads nor refused calls`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.caller.call(Batch.DescribeJobQueues())
        _ = try? await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "absent", priority: 2))
        await fixture.pass(301)
        #expect(try await Self.look(fixture.account, "DescribeJobQueues").isEmpty)
        #expect(try await Self.look(fixture.account, "UpdateJobQueue").isEmpty)
    }

    @Test func `records calls of IAM in one region, with its names in lower case`() async throws {
        let fixture = try await Fixture()
        await fixture.pass(301)
        #expect(try await Self.look(fixture.account, "CreateRole").isEmpty)
        let event = try #require(try await Self.look(fixture.account, "CreateRole", region: "us-east-1").first)
        #expect(try Self.record(event)["requestParameters"]?.map?["roleName"] == .text("nodes"))
    }

    @Test func `leaves out the script of a template, and has the resources of tags`() async throws {
        let fixture = try await Fixture()
        let found = try await fixture.caller.call(EC2.DescribeLaunchTemplates())
        let id = found.launchTemplates?.first?.launchTemplateId ?? ""
        _ = try await fixture.caller.call(EC2.CreateTags(resources: [id], tags: [EC2.Tag(key: "k", value: "v")]))
        await fixture.pass(301)
        let made = try #require(try await Self.look(fixture.account, "CreateLaunchTemplate").first)
        let request = try Self.record(made)["requestParameters"]?["CreateLaunchTemplateRequest"]
        #expect(request?["LaunchTemplateData"]?["UserData"] == .text("<sensitiveDataRemoved>"))
        let tagged = try #require(try await Self.look(fixture.account, "CreateTags").first)
        #expect(
            try Self.record(tagged)["requestParameters"]?["resourcesSet"]?["items"]
                == .list([.map(["resourceId": .text(id)])]))
    }

    @Test func `has what a call sends in its path`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.caller.call(Logs.CreateLogGroup(logGroupName: "g"))
        try await fixture.create()
        await fixture.pass(30)
        let found = try await fixture.caller.call(Batch.DescribeComputeEnvironments())
        let arn = found.computeEnvironments?.first?.computeEnvironmentArn ?? ""
        _ = try await fixture.caller.call(Batch.TagResource(resourceArn: arn, tags: ["a": "b"]))
        _ = try await fixture.caller.call(Batch.UntagResource(resourceArn: arn, tagKeys: ["a"]))
        await fixture.pass(301)
        let tagged = try #require(try await Self.look(fixture.account, "TagResource").first)
        #expect(try Self.record(tagged)["requestParameters"]?["resourceArn"] == .text(arn))
        let untagged = try #require(try await Self.look(fixture.account, "UntagResource").first)
        #expect(try Self.record(untagged)["requestParameters"]?["tagKeys"] == .list([.text("a")]))
    }

    @Test func `pages from the newest to the oldest, and forgets after 90 days`() async throws {
        let fixture = try await Fixture()
        for number in 0..<5 {
            _ = try await fixture.caller.call(Logs.CreateLogGroup(logGroupName: "g\(number)"))
            await fixture.pass(1)
        }
        await fixture.pass(301)
        var lookup = CloudTrail.LookupEvents(
            lookupAttributes: [.init(attributeKey: "EventSource", attributeValue: "logs.amazonaws.com")], maxResults: 2)
        var names: [LooseJSON?] = []
        repeat {
            let page = try await fixture.caller.call(lookup)
            names += try (page.events ?? []).map { try Self.record($0)["requestParameters"]?["logGroupName"] }
            lookup.nextToken = page.nextToken
        } while lookup.nextToken != nil
        #expect(names == (0..<5).reversed().map { .text("g\($0)") })
        await fixture.pass(91 * 86_400)
        #expect(try await Self.look(fixture.account, "CreateLogGroup").isEmpty)
    }

    @Test func `keeps the events in a snapshot`() async throws {
        let fixture = try await Fixture()
        let account = try SimulatedAccount(restoring: try await fixture.account.snapshot(), elapsed: 301)
        let before = try await Self.look(account, "CreateLaunchTemplate")
        #expect(before.count == 1)
        let again = try SimulatedAccount(restoring: try await account.snapshot(), elapsed: 0)
        #expect(try await Self.look(again, "CreateLaunchTemplate") == before)
    }

    @Test(arguments: [
        (CloudTrail.LookupEvents(maxResults: 51), "InvalidMaxResultsException"),
        (CloudTrail.LookupEvents(nextToken: "x"), "InvalidNextTokenException"),
        (
            CloudTrail.LookupEvents(lookupAttributes: [.init(attributeKey: "Nonsense", attributeValue: "x")]),
            "InvalidLookupAttributesException"
        ),
    ])
    func `refuses what AWS refuses`(lookup: CloudTrail.LookupEvents, code: String) async throws {
        let fixture = try await Fixture()
        await fixture.pass(301)
        let error = try await fixture.refusal { _ = try await fixture.caller.call(lookup) }
        #expect(error?.code == code)
    }
}
