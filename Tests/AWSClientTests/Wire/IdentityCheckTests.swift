import AWSOperations
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Answers in AWS's form about records that the call cannot have found.
struct IdentityCheckTests {
    @Test func `records of other names, and deleted ones, are read`() async throws {
        let queues = [Self.queue("a"), Self.queue("b"), Self.queue("b", status: "DELETED")]
        let answer = try await call(Batch.DescribeJobQueues(), Self.list(queues))
        #expect(answer.jobQueues?.count == 3)
        for name in ["a", "arn:aws:batch:eu-west-1:123456789012:job-queue/a"] {
            _ = try await call(Batch.DescribeJobQueues(jobQueues: [name]), Self.list([Self.queue("a")]))
        }
    }

    @Test func `a record that is listed twice is none of AWS's`() async throws {
        let queues = [Self.queue("a"), Self.queue("b"), Self.queue("a")]
        try await refuse(Batch.DescribeJobQueues(), Self.list(queues), "jobQueues[2]: 'a' is listed twice")
    }

    @Test func `environments of one name differ by their uuid`() async throws {
        func environment(_ uuid: String) -> String {
            #"{"computeEnvironmentName":"e","computeEnvironmentArn":"arn:aws:batch:eu-west-1:123456789012:"#
                + #"compute-environment/e","type":"UNMANAGED","state":"ENABLED","status":"VALID","uuid":"\#(uuid)"}"#
        }
        func list(_ one: String, _ other: String) -> String {
            #"{"computeEnvironments":[\#(environment(one)),\#(environment(other))]}"#
        }
        let call = Batch.DescribeComputeEnvironments()
        _ = try await self.call(call, list("1", "2"))
        try await refuse(call, list("1", "1"), "computeEnvironments[1]: 'e' is listed twice")
    }

    @Test func `a version of a template is listed once`() async throws {
        func list(_ numbers: Int...) -> String {
            let versions = numbers.map {
                "<item><launchTemplateId>lt-1</launchTemplateId><launchTemplateName>t</launchTemplateName>"
                    + "<versionNumber>\($0)</versionNumber><defaultVersion>false</defaultVersion>"
                    + "<launchTemplateData><userData>x</userData></launchTemplateData></item>"
            }
            return "<DescribeLaunchTemplateVersionsResponse><launchTemplateVersionSet>\(versions.joined())"
                + "</launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>"
        }
        let call = EC2.DescribeLaunchTemplateVersions(launchTemplateName: "t")
        _ = try await self.call(call, list(1, 2))
        try await refuse(call, list(2, 2), "'lt-1' is listed twice")
        try await refuse(EC2.DescribeLaunchTemplateVersions(launchTemplateName: "u"), list(1), "was not asked for")
    }

    @Test func `a record that was not asked for is none of AWS's`() async throws {
        try await refuse(
            Batch.DescribeJobQueues(jobQueues: ["b", "c"]), Self.list([Self.queue("a")]),
            "jobQueues[0]: 'a' was not asked for")
        _ = try await call(IAM.GetRole(roleName: "R"), Self.role("r"))
        try await refuse(IAM.GetRole(roleName: "r"), Self.role("s"), "Role: 's' was not asked for")
        let systems = #"{"FileSystems":[{"FileSystemId":"fs-1","LifeCycleState":"available","CreationToken":"t"}]}"#
        _ = try await call(EFS.DescribeFileSystems(creationToken: "t"), systems)
        try await refuse(EFS.DescribeFileSystems(creationToken: "u"), systems, "'fs-1' was not asked for")
    }

    @Test(arguments: [
        ("arn:aws:batch:us-east-1:123456789012:job-queue/a", "is in the region 'us-east-1', not in 'eu-west-1'"),
        ("arn:aws-cn:batch:eu-west-1:123456789012:job-queue/a", "is in the partition 'aws-cn', not in 'aws'"),
    ])
    func `a record of another region is none of AWS's`(arn: String, reason: String) async throws {
        try await refuse(Batch.DescribeJobQueues(), Self.list([Self.queue("a", arn: arn)]), reason)
    }

    @Test func `all answers of a session are about one account`() async throws {
        let other = "arn:aws:batch:eu-west-1:999999999999:job-queue/b"
        let queues = [Self.list([Self.queue("a")]), Self.list([Self.queue("b", arn: other)])]
        let session = try AWSSession(
            environment: .fake(["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "hush"]), clock: FakeClock(),
            sender: FakeSender { _, count in HTTPResponse(200, queues[min(count, 1)]) })
        _ = try await session.caller(region: "eu-west-1").call(Batch.DescribeJobQueues())
        let error = try await #require(throws: ServiceError.self) {
            try await session.caller(region: "eu-west-1").call(Batch.DescribeJobQueues())
        }
        #expect(error.isUntrusted)
        #expect(
            error.message.contains("is in the account 999999999999, and other answers are about 123456789012"))
    }

    private func call<O: Operation>(_ operation: O, _ body: String) async throws -> O.Output {
        let caller = WireCaller(
            region: "eu-west-1", endpoints: EndpointResolver(),
            credentials: StaticCredentials(Credentials(accessKeyID: "AKID", secretAccessKey: "s")),
            sender: FakeSender { _, _ in HTTPResponse(200, body) }, clock: SigningClock(FakeClock()))
        return try await caller.call(operation)
    }

    private func refuse(_ operation: some Operation, _ body: String, _ reason: String) async throws {
        let error = try await #require(throws: ServiceError.self) { _ = try await call(operation, body) }
        #expect(error.isUntrusted && error.message.contains(reason), "\(error.message)")
    }

    private static func list(_ queues: [String]) -> String { #"{"jobQueues":[\#(queues.joined(separator: ","))]}"# }

    private static func queue(_ name: String, status: String = "VALID", arn: String? = nil) -> String {
        let arn = arn ?? "arn:aws:batch:eu-west-1:123456789012:job-queue/\(name)"
        return #"{"jobQueueName":"\#(name)","jobQueueArn":"\#(arn)","state":"ENABLED","status":"\#(status)","#
            + #""priority":1,"computeEnvironmentOrder":[{"order":1,"computeEnvironment":"e"}]}"#
    }

    private static func role(_ name: String) -> String {
        "<GetRoleResponse><GetRoleResult><Role><Path>/</Path><RoleName>\(name)</RoleName><RoleId>A</RoleId>"
            + "<Arn>arn:aws:iam::123456789012:role/\(name)</Arn>"
            + "<AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>"
    }
}
