import AWSOperations
import Testing

@testable import Reconciliation

/// Events of CloudTrail as AWS's pages and public records of accounts have them.
struct RecordedEventTests {
    static func event(_ record: String, username: String? = nil) -> RecordedEvent? {
        RecordedEvent(
            CloudTrail.Event(
                eventName: "UpdateComputeEnvironment", eventTime: 1_760_000_000, eventSource: "batch.amazonaws.com",
                username: username, cloudTrailEvent: record))
    }

    static let role = #""arn":"arn:aws:sts::111122223333:assumed-role/Admin/alice""#
    static let terraform =
        "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.80.0 aws-sdk-go-v2/1.32"

    /// A record, the principal and the way.
    static let callers: [(record: String, principal: String, via: String)] = [
        (
            #"{"userIdentity":{"type":"AssumedRole",\#(role)},"userAgent":"aws-cli/2.15.0 md/awscrt#0.19"}"#,
            "arn:aws:sts::111122223333:assumed-role/Admin/alice", "aws-cli/2.15.0"
        ),
        (
            #"{"userIdentity":{\#(role)},"userAgent":"\#(terraform)"}"#,
            "arn:aws:sts::111122223333:assumed-role/Admin/alice", "Terraform/1.9.8"
        ),
        (
            #"{"userIdentity":{\#(role)},"userAgent":"Mozilla/5.0","sessionCredentialFromConsole":"true"}"#,
            "arn:aws:sts::111122223333:assumed-role/Admin/alice", "the AWS console"
        ),
        (
            #"{"userIdentity":{"type":"Root","arn":"arn:aws:iam::111122223333:root"},"userAgent":"console.amazonaws.com"}"#,
            "arn:aws:iam::111122223333:root", "the AWS console"
        ),
        (
            #"{"userIdentity":{\#(role),"invokedBy":"cloudformation.amazonaws.com"},"sourceIPAddress":"cloudformation.amazonaws.com","userAgent":"cloudformation.amazonaws.com"}"#,
            "arn:aws:sts::111122223333:assumed-role/Admin/alice", "cloudformation.amazonaws.com"
        ),
        (
            #"{"userIdentity":{"type":"AWSService","invokedBy":"batch.amazonaws.com"},"userAgent":"batch.amazonaws.com"}"#,
            "batch.amazonaws.com", "batch.amazonaws.com"
        ),
        (
            #"{"userIdentity":{"type":"IdentityCenterUser","onBehalfOf":{"userId":"94482488"}},"userAgent":"[x/1]"}"#,
            "94482488", "x/1"
        ),
        (#"{"userIdentity":{"type":"Unknown"}}"#, "named-by-the-event", "an unnamed program"),
    ]

    @Test(arguments: callers)
    func `reads the caller and the way`(record: String, principal: String, via: String) throws {
        let event = try #require(Self.event(record, username: "named-by-the-event"))
        #expect(event.principal == principal)
        #expect(event.via == via)
        #expect(!event.isOwn)
    }

    @Test(arguments: ["reconcile", "reconcile/1.2.0", "[reconcile/1.2.0]"])
    func `knows reconcile's own calls`(userAgent: String) {
        #expect(Self.event(#"{"userIdentity":{\#(Self.role)},"userAgent":"\#(userAgent)"}"#)?.isOwn == true)
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"userIdentity":7}"#, String(repeating: "[", count: 100_000)])
    func `reads nothing from a damaged record`(record: String) {
        #expect(Self.event(record) == nil)
    }

    @Test func `keeps 400 characters of a user agent`() {
        let long = String(repeating: "x", count: 5000)
        let event = Self.event(#"{"userIdentity":{\#(Self.role)},"userAgent":"\#(long)"}"#)
        #expect(event?.userAgent?.count == 401)
    }

    @Test func `fractions and nulls in a request do not hide it`() {
        let event = Self.event(
            #"{"userIdentity":{\#(Self.role)},"requestParameters":{"a":0.5,"b":null,"c":{"d":[1,true]}},"errorCode":"X"}"#
        )
        #expect(
            event?.request
                == .map(["a": .number(0.5), "b": .null, "c": .map(["d": .list([.integer(1), .boolean(true)])])]))
        #expect(event?.isRefused == true)
    }
}
