import AWSOperations
import SimulatedAWS
import Testing

@Suite struct ComputeEnvironmentStateTests {
    @Test func creatingBecomesValidAfterItsTime() async throws {
        let fixture = try await Fixture()
        try await fixture.create()
        #expect(try await fixture.status() == "CREATING")
        await fixture.pass(19.9)
        #expect(try await fixture.status() == "CREATING")
        await fixture.pass(0.2)
        let detail = try #require(try await fixture.environment())
        #expect(detail.status == "VALID")
        #expect(detail.statusReason == "ComputeEnvironment Healthy")
    }

    @Test func describeShowsWhatWasSentAndWhatBatchFillsIn() async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        let detail = try #require(try await fixture.environment())
        var expected = fixture.resources()
        expected.desiredvCpus = 0
        expected.tags = [:]
        expected.ec2Configuration = [Batch.Ec2Configuration(imageType: "ECS_AL2023")]
        expected.launchTemplate?.overrides = []
        #expect(detail.computeResources == expected)
        #expect(
            detail.serviceRole
                == "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch")
        #expect(detail.computeEnvironmentArn == "arn:aws:batch:eu-west-1:123456789012:compute-environment/work")
        #expect(detail.state == "ENABLED")
        #expect(detail.updatePolicy == nil)
        #expect(detail.ecsClusterArn?.hasPrefix("arn:aws:ecs:eu-west-1:123456789012:cluster/AWSBatch-work-") == true)
    }

    @Test func wholeLifeOfAnEnvironmentWithAQueue() async throws {
        let fixture = try await Fixture(timings: Timings())
        try await fixture.settled()
        try await fixture.queue()
        await fixture.pass(10)
        _ = try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "queue", state: "DISABLED"))
        await fixture.pass(5)
        _ = try await fixture.caller.call(Batch.DeleteJobQueue(jobQueue: "queue"))
        try await fixture.update(state: "DISABLED")
        await fixture.pass(31)
        #expect(try await fixture.queueDetail()?.status == "DELETED")
        // The relationship outlives the queue a little.
        let early = try await fixture.refusal {
            _ = try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
        }
        #expect(early?.message == "Cannot delete, found existing JobQueue relationship")
        await fixture.pass(20)
        _ = try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
        await fixture.pass(3)
        #expect(try await fixture.status() == "DELETING")
        await fixture.pass(60)
        #expect(try await fixture.status() == "DELETED")
        await fixture.pass(60)
        #expect(try await fixture.environment() == nil)
    }
}
