import AWSOperations
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Answers that say two things in members of one name.
struct RepeatedMemberTests {
    @Test(arguments: [
        "{}", "[]", #"{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}"#, #"{"a":"a\":1,\"a\"","b":"{\"a\":1,\"a\":2}"}"#,
        #"{"a":["a","a"]}"#, #"{"a":"\\","b":"\\\""}"#,
    ])
    func `finds nothing in objects whose members differ`(json: String) {
        #expect(RepeatedMember.first(in: Array(json.utf8)) == nil)
    }

    @Test(arguments: [
        #"{"a":1,"a":1}"#, #"{"b":[],"c":[{"x":1},{"a":1,"b":2,"a" : 1}]}"#, #"{"a":{"b":1},"c":"{","a":2}"#,
        #"{"a":1,"\u0061":2}"#, #"{"a":"\\","b":1,"a":1}"#,
    ])
    func `finds a member that an object has twice`(json: String) {
        #expect(RepeatedMember.first(in: Array(json.utf8)) == "a")
    }

    @Test func `an answer with a member twice is none of AWS's`() {
        let body = #"{"jobQueues":[],"jobQueues":[]}"#
        let answer = WireResponse(to: Batch.DescribeJobQueues.self, response: HTTPResponse(200, body))
        let error = #expect(throws: ServiceError.self) { try answer.output(Batch.DescribeJobQueues.Output.self) }
        #expect(error?.isUntrusted == true && error?.message.contains("'jobQueues' is there twice") == true)
    }

    @Test func `an XML answer with a promised member twice is none of AWS's`() {
        func read(_ members: String) throws {
            let body = "<ListRolesResponse><ListRolesResult>\(members)</ListRolesResult></ListRolesResponse>"
            _ = try WireResponse(to: IAM.ListRoles.self, response: HTTPResponse(200, body)).output(
                IAM.ListRoles.Output.self)
        }
        func role(_ names: String) -> String {
            "<Roles><member><Path>/</Path>\(names)<RoleId>A</RoleId><Arn>arn:aws:iam::123456789012:role/r</Arn>"
                + "<AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument></member></Roles>"
        }
        let name = "<RoleName>r</RoleName>"
        #expect(throws: Never.self) { try read(role(name)) }
        for (members, twice) in [("<Roles/>\(role(name))", "Roles"), (role(name + name), "RoleName")] {
            let error = #expect(throws: ServiceError.self) { try read(members) }
            #expect(error?.message.contains("'\(twice)' is there twice") == true)
        }
    }
}
