import AWSOperations
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Records that lack what AWS always sends: each one in each of the two tables.
struct PromisedRecordTests {
    /// An output of which every member may be missing.
    private struct Anything: Decodable {}

    @Test(arguments: PromisedRecords.byCall.keys.sorted())
    func `an answer that keeps every promise is read`(call: String) throws { _ = try read(PromisedAnswer(call)) }

    @Test(arguments: PromisedRecords.byCall.keys.sorted())
    func `a record that lacks a member is none of AWS's`(call: String) throws {
        for record in PromisedRecords.byCall[call] ?? [] {
            for promise in record.members {
                let names = promise.split(separator: "|").map { PromisedAnswer.name(String($0)) }
                let isList = promise.hasSuffix("[]")
                let good = PromisedAnswer(call)
                for value in [nil, good.isXML ? nil : JSONTree.null, isList ? nil : .string("")] {
                    var spoilt = good
                    for name in names { spoilt.set(record, name, value) }
                    let error = #expect(throws: ServiceError.self, "\(record.path) \(promise)") { try read(spoilt) }
                    #expect(error?.code == ServiceError.unreadableAnswer && error?.operation == call)
                    let place = record.path.split(separator: ".").map { $0.hasSuffix("]") ? "\($0.dropLast())0]" : $0 }
                    let record = place.isEmpty ? "" : "\(place.joined(separator: ".")): "
                    let shown = names.map { "'\($0)'" }.joined(separator: " or ")
                    let reason = "\(record)\(shown) is missing"
                    let isTop = error?.message.contains("'\(names[0])' is missing") == true && record.isEmpty
                    #expect(isTop || error?.message.contains(reason) == true, "\(reason): \(error?.message ?? "")")
                }
            }
        }
    }

    @Test(arguments: PromisedRecords.byCall.keys.sorted())
    func `a record without members is none of AWS's`(call: String) throws {
        for record in PromisedRecords.byCall[call] ?? [] where record.path.hasSuffix("[]") {
            let steps = record.path.split(separator: ".").map(String.init)
            let parent = PromisedRecord(steps.dropLast().joined(separator: "."))
            var spoilt = PromisedAnswer(call)
            spoilt.set(parent, steps.last ?? "", .array([.object([:])]))
            #expect(throws: ServiceError.self, "\(record.path)") { try read(spoilt) }
        }
    }

    @Test(arguments: PromisedRecords.byCall.keys.sorted())
    func `a value of another form is none of AWS's`(call: String) throws {
        for record in PromisedRecords.byCall[call] ?? [] {
            for member in record.members {
                guard let form = ValueForm(member: member) else { continue }
                let wrong =
                    switch form {
                    case .account: ["12345678901", "12345678901x", "1234567890123", " 23456789012"]
                    case .arn:
                        ["x", "arn:", "arn:aws:iam::123456789012", "arn:aws:iam::123456789012:", "xarn:a:b:c:d:e"]
                    case .policy: ["x", "%7B%7D%7D", "%7B%22Version%22", "%5B%5D", "%7B%7D x", "null"]
                    }
                for value in wrong {
                    var spoilt = PromisedAnswer(call)
                    spoilt.set(record, member, .string(value))
                    let error = #expect(throws: ServiceError.self, "\(member) \(value)") { try read(spoilt) }
                    #expect(error?.message.contains("'\(member)' is \(form.fault)") == true)
                }
            }
        }
    }

    @Test func `a promise with a condition holds only under it`() throws {
        let body = #"""
            {"computeEnvironments":[{"computeEnvironmentName":"u","type":"UNMANAGED","state":"ENABLED","status":"VALID",
            "computeEnvironmentArn":"arn:aws:batch:eu-west-1:123456789012:compute-environment/u"},
            {"computeEnvironmentName":"f","type":"MANAGED","state":"ENABLED","status":"VALID","computeEnvironmentArn":
            "arn:aws:batch:eu-west-1:123456789012:compute-environment/f","computeResources":{"type":"FARGATE","maxvCpus":4,
            "subnets":["subnet-1"]}}]}
            """#
        let answer = WireResponse(
            operation: "batch:DescribeComputeEnvironments", wireProtocol: .restJSON, response: HTTPResponse(200, body))
        #expect(try answer.output(Batch.DescribeComputeEnvironments.Output.self).computeEnvironments?.count == 2)
    }

    @Test(arguments: ["", "null", "\"\""]) func `a list that holds nothing is not the list that is promised`(
        element: String
    ) {
        let body = #"""
            {"computeEnvironments":[{"computeEnvironmentName":"f","type":"MANAGED","state":"ENABLED","status":"VALID",
            "computeEnvironmentArn":"arn:aws:batch:eu-west-1:123456789012:compute-environment/f","computeResources":
            {"type":"FARGATE","maxvCpus":4,"subnets":[ELEMENT]}}]}
            """#.replacing("ELEMENT", with: element)
        let answer = WireResponse(
            operation: "batch:DescribeComputeEnvironments", wireProtocol: .restJSON, response: HTTPResponse(200, body))
        let error = #expect(throws: ServiceError.self) {
            try answer.output(Batch.DescribeComputeEnvironments.Output.self)
        }
        #expect(error?.message.contains("subnets") == true)
    }

    private func read(_ answer: PromisedAnswer) throws {
        let response = HTTPResponse(200, answer.body)
        _ = try WireResponse(operation: answer.call, wireProtocol: answer.wireProtocol, response: response)
            .output(Anything.self)
    }
}
