import AWSClient
import AWSOperations
import Diagnostics
import TestSupport
import Transport

/// Answers of AWS, of proxies and of portals, XML and JSON, on their way through the client.
struct AnswerTarget: Target {
    let name = "answers"

    /// A call, and an answer of AWS to it.
    private struct Seed: Sendable {
        var answer: [UInt8]
        var call: @Sendable (any Caller) async throws -> Void
    }

    func run(_ mutator: inout Mutator) async -> Outcome {
        guard let seed = Self.seeds.randomElement(using: &mutator.random) else { return Outcome(inputs: []) }
        let foreign = Foreign.bodies.randomElement(using: &mutator.random) ?? []
        let body = mutator.random.next() % 4 == 0 ? foreign : mutator.text(of: [seed.answer])
        let response = HTTPResponse(
            status: Foreign.statuses.randomElement(using: &mutator.random) ?? 200,
            headers: Foreign.headers(&mutator), body: body)
        let sender = FakeSender { _, _ in response }
        let inputs = [Array("\(response.status) \(response.headers)".utf8), body]
        do {
            let session = try AWSSession(
                environment: AWSEnvironment(
                    variables: [
                        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": Secrets.own,
                        "AWS_SESSION_TOKEN": Secrets.ownToken,
                    ], homeDirectory: nil
                ) { _ in throw NoFile() }, clock: FakeClock(), sender: sender, random: { 0.5 })
            try await seed.call(session.caller(region: "eu-west-1"))
        } catch {
            if let fault = Self.fault("\(error)", of: error) { return Outcome(inputs: inputs, fault: fault) }
        }
        // Eight attempts, and once again with new credentials or another clock.
        let count = await sender.requests.count
        return Outcome(inputs: inputs, fault: count > 20 ? "one call became \(count) requests" : nil)
    }

    private static func fault(_ text: String, of error: any Error) -> String? {
        if let secret = Secrets.found(in: text) { return "the error shows '\(secret)' of a secret" }
        guard let error = error as? ServiceError else { return nil }
        // Such a text could begin a line and look like a line of the tool.
        if (error.message + error.code).contains(where: \.isNewline) { return "the error has a line break" }
        return text.utf8.count > 4_000_000 ? "the error has \(text.utf8.count) bytes" : nil
    }

    private static let seeds: [Seed] = [
        recorded("answer-environments-2025") { _ = try await $0.call(Batch.DescribeComputeEnvironments()) },
        recorded("answer-queues-2025") { _ = try await $0.call(Batch.DescribeJobQueues()) },
        recorded("answer-update-environment") {
            _ = try await $0.call(Batch.UpdateComputeEnvironment(computeEnvironment: "e"))
        },
        recorded("answer-cluster-missing") { _ = try await $0.call(ECS.DescribeClusters(clusters: ["c"])) },
        seed(#"{"logGroups":[{"logGroupName":"/a","arn":"arn:aws:logs:eu-west-1:1:log-group:/a:*"}],"nextToken":"t"}"#)
        {
            _ = try await $0.call(Logs.DescribeLogGroups(logGroupNamePrefix: "/a"))
        },
        seed(#"{"ResourceTagMappingList":[{"ResourceARN":"arn:x","Tags":[{"Key":"a","Value":"b"}]}]}"#) {
            _ = try await $0.call(Tagging.GetResources())
        },
        seed(
            """
            <DescribeLaunchTemplateVersionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>6</requestId>
            <launchTemplateVersionSet><item><defaultVersion>true</defaultVersion><launchTemplateData><userData>TUlNRQ==</userData>
            <metadataOptions><httpPutResponseHopLimit>2</httpPutResponseHopLimit></metadataOptions></launchTemplateData>
            <launchTemplateId>lt-0a20c965061f64abc</launchTemplateId><versionNumber>3</versionNumber></item>
            </launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>
            """
        ) { _ = try await $0.call(EC2.DescribeLaunchTemplateVersions(launchTemplateId: "lt-1")) },
        seed(
            """
            <GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role><Path>/</Path>
            <Arn>arn:aws:iam::123456789012:role/r</Arn><RoleName>r</RoleName><AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument>
            <Tags><member><Key>a</Key><Value>b</Value></member></Tags></Role></GetRoleResult></GetRoleResponse>
            """
        ) { _ = try await $0.call(IAM.GetRole(roleName: "r")) },
        seed(
            """
            <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code>
            <Message>The role with name r cannot be found.</Message></Error><RequestId>1</RequestId></ErrorResponse>
            """
        ) { _ = try await $0.call(IAM.GetRole(roleName: "r")) },
        seed(
            """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::123456789012:user/u</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
            </GetCallerIdentityResult></GetCallerIdentityResponse>
            """
        ) { _ = try await $0.call(STS.GetCallerIdentity()) },
        seed(#"<ListAllMyBucketsResult><Buckets><Bucket><Name>b</Name></Bucket></Buckets></ListAllMyBucketsResult>"#) {
            _ = try await $0.call(S3.ListBuckets(maxBuckets: 1))
        },
        seed(#"{"__type":"com.amazonaws.batch#ClientException","message":"Object does not exist"}"#) {
            _ = try await $0.call(Batch.DescribeJobQueues())
        },
    ]

    private static func seed(_ answer: String, _ call: @escaping @Sendable (any Caller) async throws -> Void) -> Seed {
        Seed(answer: Array(answer.utf8), call: call)
    }

    private static func recorded(
        _ name: String, _ call: @escaping @Sendable (any Caller) async throws -> Void
    ) -> Seed {
        Seed(answer: (try? Recording.named(name)?.bodyBytes()) ?? [], call: call)
    }
}

/// A file that does not exist.
struct NoFile: Error {}
