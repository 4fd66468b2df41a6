import AWSOperations
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Answers that look like AWS's and are not: by their type, their headers, or an element that is nothing.
struct ForeignAnswerTests {
    static let json = ["application/json", "application/x-amz-json-1.1", "Application/JSON; charset=utf-8"]
    static let xml = ["text/xml", "application/xml", "text/xml;charset=UTF-8"]
    static let others = [
        "text/html", "text/html; charset=utf-8", "text/plain", "application/xhtml+xml", "image/png", "x",
    ]

    @Test(arguments: [
        (Service.WireProtocol.restJSON, json, xml, #"{"jobQueues":[]}"#), (.json11, json, xml, "{}"),
        (.query, xml, json, "<CResponse><CResult/></CResponse>"), (.ec2, xml, json, "<CResponse/>"),
        (.restXML, xml, json, "<C/>"),
    ])
    func `an answer has a type of its protocol`(
        wireProtocol: Service.WireProtocol, good: [String], wrong: [String], body: String
    ) throws {
        for type in good { try read(body, type, wireProtocol) }
        for type in wrong + Self.others {
            let error = #expect(throws: ServiceError.self, "\(type)") { try read(body, type, wireProtocol) }
            #expect(error?.code == ServiceError.unreadableAnswer && error?.message.contains(type) == true)
        }
    }

    private func read(_ body: String, _ type: String, _ wireProtocol: Service.WireProtocol) throws {
        let response = HTTPResponse(200, body, headers: [HTTPHeader("content-type", type)])
        let answer = WireResponse(operation: "x:C", wireProtocol: wireProtocol, response: response)
        _ = try answer.output(Batch.DescribeJobQueues.Output.self)
        _ = try answer.output(Empty.self)
    }

    @Test(arguments: ["wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY", "text/html; a=wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY"])
    func `a type is not shown where it may hold a secret`(type: String) {
        let response = HTTPResponse(200, "<a/>", headers: [HTTPHeader("Content-Type", type)])
        let answer = WireResponse(operation: "sts:AssumeRole", wireProtocol: .query, response: response)
        let error = #expect(throws: ServiceError.self) { try answer.output(STS.AssumeRole.Output.self) }
        #expect(error?.message.contains("wJalr") == false)
    }

    @Test(arguments: [
        "<AssumeRoleResponse><SecretAccessKey>wJalr</SecretAccessKey></AssumeRoleResponse>",
        #"{"roleCredentials":{"secretAccessKey":"wJalr"}}"#, #"{"AccessKeyId":"A","SecretAccessKey":"wJalr"}"#,
        #"{"accessToken":"wJalr"}"#, "[default]\naws_secret_access_key = wJalr",
    ])
    func `an answer that looks like credentials is not quoted`(body: String) {
        for status in [200, 302, 403, 502] {
            let answer = WireResponse(
                to: STS.GetCallerIdentity.self, response: HTTPResponse(status, body), endpoint: "http://h")
            let error = #expect(throws: ServiceError.self) { try answer.output(STS.GetCallerIdentity.Output.self) }
            #expect(error?.message.contains("wJalr") == false)
            #expect(error?.message.contains("HTTP \(status) from http://h") == true)
        }
    }

    @Test(arguments: [
        "<AssumeRoleResponse><SecretAccessKey>wJalrXUtnFEMI</SecretAccessKey>",
        #"{"secretAccessKey": "wJalrXUtnFEMI"}"#, "<x><SessionToken>wJalrXUtnFEMI",
        #"{"AccessKeyId":"A","Token":"wJalrXUtnFEMI"}"#, #"{"Token" : "wJalrXUtnFEMI"}"#,
    ])
    func `credentials that answer another call are not shown`(body: String) {
        for status in [200, 403, 500] {
            let response = HTTPResponse(status, body, headers: [HTTPHeader("Content-Type", "text/plain")])
            let answer = WireResponse(operation: "batch:DescribeJobQueues", wireProtocol: .restJSON, response: response)
            let error = #expect(throws: ServiceError.self) { try answer.output(Batch.DescribeJobQueues.Output.self) }
            #expect(error?.message.contains("wJalr") == false)
        }
    }

    @Test func `S3's answers without a body to read have S3's headers`() throws {
        func read(_ operation: String, _ headers: [HTTPHeader]) throws {
            let answer = WireResponse(
                operation: operation, wireProtocol: .restXML, response: HTTPResponse(200, "", headers: headers))
            switch operation {
            case "s3:HeadBucket": _ = try answer.output(S3.HeadBucket.Output.self)
            case "s3:PutObject": _ = try answer.output(S3.PutObject.Output.self)
            case "s3:GetObject": _ = try answer.output(S3.GetObject.Output.self)
            default: _ = try answer.output(Empty.self)
            }
        }
        for operation in ["s3:HeadBucket", "s3:PutObject", "s3:GetObject", "s3:DeleteObject"] {
            for name in ["x-amz-request-id", "x-amz-bucket-region"] {
                try read(operation, [HTTPHeader(name, "eu-west-1")])
            }
            let error = #expect(throws: ServiceError.self, "\(operation)") {
                try read(operation, [HTTPHeader("Server", "portal")])
            }
            #expect(error?.message.contains("'x-amz-request-id' is missing") == true)
        }
    }

    @Test(arguments: ["", "<html/>", "{}"]) func `the place of a bucket is told in S3's form`(body: String) throws {
        func read(_ body: String) throws {
            let response = HTTPResponse(200, body, headers: [HTTPHeader("x-amz-request-id", "1")])
            _ = try WireResponse(to: S3.GetBucketLocation.self, response: response).output(Empty.self)
        }
        try read("<LocationConstraint/>")
        #expect(throws: ServiceError.self) { try read(body) }
    }

    @Test(arguments: [
        #"{"jobQueues":[null]}"#, #"{"jobQueues":[{"jobQueueName":"q"},null]}"#,
        #"{"jobQueues":[{"computeEnvironmentOrder":[null]}]}"#,
        #"{"jobQueues":[{"jobStateTimeLimitActions":[null]}]}"#, #"{"jobQueues":[{"computeEnvironmentOrder":["a"]}]}"#,
    ])
    func `an element of a JSON list is never left out`(body: String) {
        let answer = WireResponse(operation: "x:Y", wireProtocol: .restJSON, response: HTTPResponse(200, body))
        let error = #expect(throws: ServiceError.self) { try answer.output(Batch.DescribeJobQueues.Output.self) }
        #expect(error?.code == ServiceError.unreadableAnswer && error?.message.contains("jobQueues[") == true)
    }

    @Test(arguments: [
        "<item/>", "<item></item>", "<item> \n</item>", "text",
        "<item><launchTemplateId>a</launchTemplateId></item><item/>",
    ])
    func `an element of an XML list is never nothing`(list: String) {
        let body = "<YResponse><launchTemplates>\(list)</launchTemplates></YResponse>"
        let answer = WireResponse(operation: "x:Y", wireProtocol: .ec2, response: HTTPResponse(200, body))
        let error = #expect(throws: ServiceError.self) { try answer.output(EC2.DescribeLaunchTemplates.Output.self) }
        #expect(error?.code == ServiceError.unreadableAnswer)
    }

    @Test func `a text of an XML list is never nothing`() {
        let body = "<YResponse><YResult><PolicyNames><member>a</member><member/></PolicyNames></YResult></YResponse>"
        let answer = WireResponse(operation: "x:Y", wireProtocol: .query, response: HTTPResponse(200, body))
        #expect(throws: ServiceError.self) { try answer.output(IAM.ListRolePolicies.Output.self) }
    }
}
