import AWSOperations
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// The forms of the four protocols; expected bodies are botocore's own for the same input, in our order.
struct WireRequestTests {
    @Test func `the query protocol numbers the members of lists`() throws {
        let request = try WireRequest(
            IAM.CreateRole(
                roleName: "r", assumeRolePolicyDocument: #"{"a": "*"}"#, path: "/x/",
                tags: [IAM.Tag(key: "k 1", value: "v/ü"), IAM.Tag(key: "k2", value: "")]))
        #expect(
            text(request) == "Action=CreateRole&Version=2010-05-08&Path=%2Fx%2F&RoleName=r"
                + "&AssumeRolePolicyDocument=%7B%22a%22%3A%20%22%2A%22%7D"
                + "&Tags.member.1.Key=k%201&Tags.member.1.Value=v%2F%C3%BC&Tags.member.2.Key=k2&Tags.member.2.Value=")
        #expect(request.method == "POST" && request.path == "/")
    }

    @Test func `the ec2 protocol flattens lists and begins names in upper case`() throws {
        let request = try WireRequest(
            EC2.CreateLaunchTemplate(
                launchTemplateName: "t",
                launchTemplateData: EC2.RequestLaunchTemplateData(
                    blockDeviceMappings: [
                        EC2.LaunchTemplateBlockDeviceMappingRequest(
                            deviceName: "/dev/xvda",
                            ebs: EC2.LaunchTemplateEbsBlockDeviceRequest(
                                encrypted: true, deleteOnTermination: false, volumeSize: 50))
                    ]),
                clientToken: "c",
                tagSpecifications: [
                    EC2.TagSpecification(resourceType: "launch-template", tags: [EC2.Tag(key: "a", value: "b")])
                ]))
        #expect(
            text(request) == "Action=CreateLaunchTemplate&Version=2016-11-15&ClientToken=c&LaunchTemplateName=t"
                + "&LaunchTemplateData.BlockDeviceMapping.1.DeviceName=%2Fdev%2Fxvda"
                + "&LaunchTemplateData.BlockDeviceMapping.1.Ebs.Encrypted=true"
                + "&LaunchTemplateData.BlockDeviceMapping.1.Ebs.DeleteOnTermination=false"
                + "&LaunchTemplateData.BlockDeviceMapping.1.Ebs.VolumeSize=50"
                + "&TagSpecification.1.ResourceType=launch-template&TagSpecification.1.Tag.1.Key=a"
                + "&TagSpecification.1.Tag.1.Value=b")
    }

    @Test func `filters carry their values as numbered parameters`() throws {
        let request = try WireRequest(
            EC2.DescribeSubnets(
                filters: [
                    EC2.Filter(name: "vpc-id", values: ["vpc-1", "vpc-2"]), EC2.Filter(name: "state", values: ["x"]),
                ], maxResults: 5))
        #expect(
            text(request) == "Action=DescribeSubnets&Version=2016-11-15&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1"
                + "&Filter.1.Value.2=vpc-2&Filter.2.Name=state&Filter.2.Value.1=x&MaxResults=5")
    }

    @Test func `an empty list is an empty parameter in query and nothing in ec2`() throws {
        #expect(
            text(try WireRequest(IAM.UntagRole(roleName: "r", tagKeys: [])))
                == "Action=UntagRole&Version=2010-05-08&RoleName=r&TagKeys=")
        #expect(
            text(try WireRequest(EC2.DescribeVpcs(vpcIds: []))) == "Action=DescribeVpcs&Version=2016-11-15")
    }

    @Test func `sends no parameters for a call without input`() throws {
        #expect(text(try WireRequest(STS.GetCallerIdentity())) == "Action=GetCallerIdentity&Version=2011-06-15")
    }

    @Test func `JSON bodies leave out what is not given and sort the rest`() throws {
        let request = try WireRequest(
            Batch.CreateJobQueue(jobQueueName: "q/1", priority: 1, state: "ENABLED", tags: ["b": "2", "a": "1"]))
        #expect(request.path == "/v1/createjobqueue")
        #expect(text(request) == #"{"jobQueueName":"q/1","priority":1,"state":"ENABLED","tags":{"a":"1","b":"2"}}"#)
        #expect(request.headers == [.init("Content-Type", "application/json")])
        #expect(text(try WireRequest(Batch.DescribeJobQueues())) == "{}")
    }

    @Test func `JSON 1_1 names the operation in a header`() throws {
        let request = try WireRequest(Logs.DescribeLogGroups(logGroupNamePrefix: "/aws/"))
        #expect(
            request.headers == [
                .init("Content-Type", "application/x-amz-json-1.1"),
                .init("X-Amz-Target", "Logs_20140328.DescribeLogGroups"),
            ])
        #expect(text(request) == #"{"logGroupNamePrefix":"/aws/"}"#)
    }

    @Test func `members in the path and the query stay out of the body`() throws {
        let arn = "arn:aws:batch:eu-west-1:123456789012:job-queue/q"
        let tag = try WireRequest(Batch.TagResource(resourceArn: arn, tags: ["a": "b"]))
        #expect(tag.path == "/v1/tags/arn%3Aaws%3Abatch%3Aeu-west-1%3A123456789012%3Ajob-queue%2Fq")
        #expect(text(tag) == #"{"tags":{"a":"b"}}"#)
        let untag = try WireRequest(Batch.UntagResource(resourceArn: arn, tagKeys: ["a b", "c"]))
        #expect(untag.method == "DELETE" && untag.body == nil)
        let http = untag.httpRequest(
            to: Endpoint(url: "http://127.0.0.1:5000/base", signingRegion: "eu-west-1"), service: .batch,
            credentials: nil, at: 0)
        #expect(
            http.url == "http://127.0.0.1:5000/base/v1/tags/arn%3Aaws%3Abatch%3Aeu-west-1%3A123456789012%3A"
                + "job-queue%2Fq?tagKeys=a%20b&tagKeys=c")
        #expect(http[header: "Host"] == "127.0.0.1:5000")
        #expect(http[header: "Authorization"] == nil)
    }

    @Test func `a brief patience bounds each attempt, and others leave that to the transport`() throws {
        let request = try WireRequest(IAM.GetRole(roleName: "r"))
        func timeout() -> Duration? {
            request.httpRequest(
                to: Endpoint(url: "http://127.0.0.1:5000", signingRegion: "eu-west-1"), service: .iam, credentials: nil,
                at: 0
            ).timeout
        }
        #expect(timeout() == nil && CallPatience.$current.withValue(.optional) { timeout() } == nil)
        #expect(CallPatience.$current.withValue(.brief(attempts: 1, ofSeconds: 5)) { timeout() } == .seconds(5))
    }

    @Test func `a request is signed for the endpoint's region and with the token`() throws {
        let http = try WireRequest(IAM.GetRole(roleName: "r")).httpRequest(
            to: EndpointResolver().endpoint(of: .iam, region: "eu-west-1"), service: .iam,
            credentials: Credentials(accessKeyID: "AKID", secretAccessKey: "s", sessionToken: "t"), at: 1_772_356_087)
        #expect(http.url == "https://iam.amazonaws.com/")
        #expect(http[header: "X-Amz-Security-Token"] == "t")
        #expect(
            http[header: "Authorization"]?.hasPrefix(
                "AWS4-HMAC-SHA256 Credential=AKID/20260301/us-east-1/iam/aws4_request, "
                    + "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=") == true)
    }

    private func text(_ request: WireRequest) -> String { String(decoding: request.body ?? [], as: UTF8.self) }
}
