import AWSOperations
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// The answers that AWS really gave, and such as it may give tomorrow.
struct RecordedAnswerTests {
    private func read<Output: Decodable>(_ body: [UInt8], as type: Output.Type) throws -> Output {
        try WireResponse(
            operation: "batch:Any", wireProtocol: .restJSON,
            response: HTTPResponse(status: 200, headers: [], body: body)
        ).output(type)
    }

    @Test(arguments: Recording.all("answer")) func `decodes a recorded answer`(_ recording: Recording) throws {
        let body = try recording.bodyBytes()
        switch recording.operation {
        case "DescribeComputeEnvironments":
            let answer = try read(body, as: Batch.DescribeComputeEnvironments.Output.self)
            #expect(try #require(answer.computeEnvironments).isEmpty == false)
        case "DescribeJobQueues":
            let answer = try read(body, as: Batch.DescribeJobQueues.Output.self)
            #expect(try #require(answer.jobQueues).allSatisfy { $0.status == "VALID" && $0.jobQueueName != nil })
        case "UpdateComputeEnvironment":
            #expect(try read(body, as: Batch.UpdateComputeEnvironment.Output.self).computeEnvironmentArn != nil)
        case "UpdateJobQueue": #expect(try read(body, as: Batch.UpdateJobQueue.Output.self).jobQueueArn != nil)
        case "DeleteComputeEnvironment", "DeleteJobQueue": _ = try read(body, as: Empty.self)
        case "ListTagsForResource": _ = try read(body, as: Logs.ListTagsForResource.Output.self)
        case "ecs:DescribeClusters":
            let answer = try read(body, as: ECS.DescribeClusters.Output.self)
            #expect(answer.clusters == [] && answer.failures?.first?.reason == "MISSING")
        default: Issue.record("nothing reads \(recording.operation)")
        }
    }

    /// Recordings whose writers cut members out, mostly names and ARNs.
    private static let cut: Set = [
        "answer-environment-2026-pinned", "answer-image-status", "answer-two-environments-2022",
        "answer-update-environment-sample",
    ]

    @Test(arguments: Recording.all("answer").filter { !cut.contains($0.name) })
    func `AWS keeps what is promised of it`(_ recording: Recording) throws {
        let name = recording.operation.hasPrefix("ecs:") ? recording.operation : "batch:\(recording.operation)"
        let answer = WireResponse(
            operation: name, wireProtocol: .restJSON,
            response: HTTPResponse(status: 200, headers: [], body: try recording.bodyBytes()))
        switch recording.operation {
        case "DescribeComputeEnvironments": _ = try answer.output(Batch.DescribeComputeEnvironments.Output.self)
        case "DescribeJobQueues": _ = try answer.output(Batch.DescribeJobQueues.Output.self)
        case "UpdateComputeEnvironment": _ = try answer.output(Batch.UpdateComputeEnvironment.Output.self)
        case "UpdateJobQueue": _ = try answer.output(Batch.UpdateJobQueue.Output.self)
        case "ecs:DescribeClusters": _ = try answer.output(ECS.DescribeClusters.Output.self)
        default: _ = try answer.output(Empty.self)
        }
    }

    @Test func `keeps absent what is absent`() throws {
        let recording = try #require(Recording.named("answer-environments-2025"))
        let answer = try read(try recording.bodyBytes(), as: Batch.DescribeComputeEnvironments.Output.self)
        let environments = try #require(answer.computeEnvironments)
        #expect(environments.allSatisfy { $0.updatePolicy == nil && $0.computeResources?.allocationStrategy == nil })
        #expect(environments[1].computeResources?.launchTemplate?.version == nil)
        #expect(environments[1].computeResources?.launchTemplate?.overrides == [])
    }

    @Test(arguments: [
        #"{"computeEnvironments":[{"computeEnvironmentName":"a","status":"PAUSED","state":"ASLEEP","type":"WOBBLY"}]}"#,
        #"{"computeEnvironments":[{"computeEnvironmentName":"a","computeResources":{"type":"ECS_MANAGED_INSTANCES","x":{"y":[1]}}}]}"#,
        #"{"computeEnvironments":[{"computeEnvironmentName":"a","computeResources":{"maxvCpus":"16","minvCpus":2.5,"subnets":null}}]}"#,
        #"{"computeEnvironments":[{"computeEnvironmentName":"a","computeResources":{"instanceTypes":[7,"m7i"],"tags":{"k":1}}}]}"#,
        #"{"computeEnvironments":[{"computeEnvironmentName":"a","computeResources":{"ec2Configuration":[{"new":1}],"launchTemplate":{"version":3}}}]}"#,
        #"{"computeEnvironments":[{"computeEnvironmentName":"a","uuid":17,"updatePolicy":"default","tags":[]}]}"#,
    ]) func `reads what a newer AWS may send`(_ body: String) throws {
        let answer = try read(Array(body.utf8), as: Batch.DescribeComputeEnvironments.Output.self)
        #expect(answer.computeEnvironments?.count == 1)
        #expect(answer.computeEnvironments?.first?.computeEnvironmentName == "a")
    }

    @Test func `converts numbers and texts and leaves out what is neither`() throws {
        let body = #"""
            {"jobQueues":[{"jobQueueName":"q","priority":"3","state":1,"computeEnvironmentOrder":[{"order":"1",
            "computeEnvironment":"a"}],"jobStateTimeLimitActions":[{"reason":"NEW"}]}],"nextToken":5}
            """#
        let answer = try read(Array(body.utf8), as: Batch.DescribeJobQueues.Output.self)
        let queue = try #require(answer.jobQueues?.first)
        #expect(queue.priority == 3 && queue.state == "1" && answer.nextToken == "5")
        #expect(queue.computeEnvironmentOrder?.map(\.computeEnvironment) == ["a"])
        #expect(queue.jobStateTimeLimitActions?.map(\.reason) == ["NEW"])
    }

    @Test(arguments: [
        (
            #"{"jobQueues":[{"jobQueueName":"q","computeEnvironmentOrder":[{"order":2}]}]}"#,
            "jobQueues[0].computeEnvironmentOrder[0]: 'computeEnvironment' is missing"
        ),
        (
            #"{"jobQueues":[{"computeEnvironmentOrder":[{"order":2,"computeEnvironment":{"arn":"a"}}]}]}"#,
            "jobQueues[0].computeEnvironmentOrder[0]: 'computeEnvironment' is missing"
        ),
        (#"{"jobQueues":[{"jobQueueName":"q"},["q"]]}"#, "jobQueues[1]"),
        (#"{"jobQueues":["q",{"jobQueueName":"q"}]}"#, "jobQueues[0]"),
    ]) func `refuses an answer that would lose an element`(_ body: String, _ place: String) throws {
        let error = try #require(throws: ServiceError.self) {
            try WireResponse(
                to: Batch.DescribeJobQueues.self,
                response: HTTPResponse(status: 200, headers: [], body: Array(body.utf8)),
                endpoint: "https://batch.eu-west-1.amazonaws.com"
            ).output(Batch.DescribeJobQueues.Output.self)
        }
        #expect(error.code == ServiceError.unreadableAnswer)
        #expect(error.sentence.contains("batch:DescribeJobQueues"))
        #expect(error.sentence.contains("from https://batch.eu-west-1.amazonaws.com"))
        #expect(error.sentence.contains(place), "\(error)")
    }

    @Test(arguments: ["[]", "7", "<html>", #""text""#]) func `refuses what is no answer at all`(_ body: String) {
        #expect(throws: ServiceError.self) {
            try read(Array(body.utf8), as: Batch.DescribeJobQueues.Output.self)
        }
    }
}
