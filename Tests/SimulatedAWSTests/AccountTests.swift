import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@Suite struct AccountTests {
    /// A call that no service has.
    private struct Unheard: Operation, Codable {
        static var service: Service { .batch }
        static var isMutating: Bool { true }
        static var isRepeatable: Bool { true }
        typealias Output = Empty
    }

    @Test func theClockMovesOnlyWhenSomebodySleeps() async throws {
        let clock = SimulatedClock()
        #expect(await clock.now() == SimulatedClock.epoch)
        try await clock.sleep(for: .milliseconds(1500))
        #expect(await clock.now() == SimulatedClock.epoch + 1.5)
        #expect(await clock.advance(by: 10) == SimulatedClock.epoch + 11.5)
        let sleeper = Task {
            while !Task.isCancelled { await Task.yield() }
            try await clock.sleep(for: .seconds(1))
        }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test func unknownOperationsAreRefusedByName() async throws {
        let fixture = try await Fixture()
        let error = try await fixture.refusal { _ = try await fixture.caller.call(Unheard()) }
        #expect(error?.message == "the simulated account does not know batch:Unheard")
    }

    @Test func everyCallIsLogged() async throws {
        let account = SimulatedAccount()
        let caller = account.caller(region: "eu-west-1")
        _ = try await caller.call(STS.GetCallerIdentity())
        _ = try? await caller.call(IAM.DeleteRole(roleName: "absent"))
        await account.setFaultHook { _, _ in .unreachable }
        _ = try? await caller.call(EC2.DescribeVpcs())
        let log = await account.log
        #expect(log.map(\.operation) == ["sts:GetCallerIdentity", "iam:DeleteRole", "ec2:DescribeVpcs"])
        #expect(log.map(\.isMutating) == [false, true, false])
        #expect(log.map(\.outcome) == [.answered, .refused(code: "NoSuchEntity"), .unanswered])
        #expect(log.map(\.index) == [0, 1, 2])
        #expect(log[0].time < log[1].time)
    }

    @Test(arguments: [
        (Fault.unreachable, false, "connection refused"), (.lostRequest, false, "connection reset"),
        (.lostAnswer, true, "connection reset"), (.throttled, false, "Rate exceeded"),
        (.serverError(applied: false), false, "503"), (.serverError(applied: true), true, "503"),
        (.refused(code: "AccessDenied", message: "not today", status: 403), false, "not today"),
    ]) func faultsHitBeforeOrAfterTheEffect(_ fault: Fault, isApplied: Bool, says: String) async throws {
        let account = SimulatedAccount()
        let caller = account.caller(region: "eu-west-1")
        await account.setFaultHook { index, operation in
            index == 1 && operation == "logs:CreateLogGroup" ? fault : nil
        }
        _ = try await caller.call(STS.GetCallerIdentity())
        do {
            _ = try await caller.call(Logs.CreateLogGroup(logGroupName: "g"))
            Issue.record("the call was answered")
        } catch {
            let status = (error as? ServiceError).map { " \($0.status)" } ?? ""
            #expect("\(error)\(status)".contains(says))
        }
        #expect(await account.inventory() == (isApplied ? ["eu-west-1/log-group/g"] : []))
    }

    @Test func aSnapshotBringsEverythingBack() async throws {
        let fixture = try await Fixture(timings: Timings())
        try await fixture.create()
        await fixture.pass(10)
        let bytes = try await fixture.account.snapshot()
        let restored = try SimulatedAccount(restoring: bytes, elapsed: 0)
        #expect(try await restored.snapshot() == bytes)
        #expect(await restored.clock.now() == fixture.account.clock.now())
        #expect(await restored.inventory() == fixture.account.inventory())
        // Time continues from the snapshot: CREATING ends 20 s after it began.
        let caller = restored.caller(region: Fixture.region)
        let read = Batch.DescribeComputeEnvironments(computeEnvironments: ["work"])
        #expect(try await caller.call(read).computeEnvironments?.map(\.status) == ["CREATING"])
        await restored.clock.advance(by: 11)
        #expect(try await caller.call(read).computeEnvironments?.map(\.status) == ["VALID"])
        #expect(try await fixture.status() == "CREATING")
        let later = try SimulatedAccount(restoring: bytes)
        #expect(await later.computeEnvironments(region: Fixture.region).map(\.status) == ["VALID"])
    }

    @Test(arguments: [
        ("", "not the state of a simulated account"), ("[]", "not the state of a simulated account"),
        (#"{"format":99}"#, "format 99"), (#"{"format":1}"#, "damaged"),
    ]) func refusesForeignSnapshots(_ text: String, message: String) throws {
        let error = #expect(throws: SnapshotError.self) { try SimulatedAccount(restoring: Array(text.utf8)) }
        #expect(error?.description.contains(message) == true)
    }

    @Test func refusesATimeThatNoCalendarHas() async throws {
        let fixture = try await Fixture(timings: Timings())
        let time = await fixture.account.clock.now()
        let text = String(decoding: try await fixture.account.snapshot(), as: UTF8.self)
        let damaged = text.replacing(/"time":[0-9.]+,"world"/, with: #""time":1e300,"world""#)
        #expect(time > 0 && damaged != text)
        let error = #expect(throws: SnapshotError.self) { try SimulatedAccount(restoring: Array(damaged.utf8)) }
        #expect(error?.description.contains("its time is 1e+300") == true)
    }

    @Test func theSameCallsGiveTheSameAccount() async throws {
        func run(seed: UInt64) async throws -> [UInt8] {
            let fixture = try await Fixture(timings: Timings()) {
                $0.seed = seed
                $0.staleProbability = 0.5
            }
            try await fixture.create()
            for _ in 0..<10 {
                _ = try await fixture.environment()
                await fixture.pass(0.3)
            }
            return try await fixture.account.snapshot()
        }
        #expect(try await run(seed: 7) == run(seed: 7))
        #expect(try await run(seed: 7) != run(seed: 8))
    }

    @Test func aForkLivesOnByItself() async throws {
        let fixture = try await Fixture()
        let fork = await fixture.account.fork()
        _ = try await fork.caller(region: "eu-west-1").call(Logs.CreateLogGroup(logGroupName: "g"))
        #expect(await fork.inventory().contains("eu-west-1/log-group/g"))
        #expect(await !fixture.account.inventory().contains("eu-west-1/log-group/g"))
    }

    @Test func describeIsStaleAfterAWriteAndThenIsNot() async throws {
        let fixture = try await Fixture(timings: Timings())
        try await fixture.create()
        #expect(try await fixture.environment() == nil)
        #expect(await fixture.account.computeEnvironments(region: Fixture.region).map(\.status) == ["CREATING"])
        await fixture.pass(2)
        #expect(try await fixture.status() == "CREATING")
        await fixture.pass(30)
        try await fixture.update("work", Batch.ComputeResourceUpdate(maxvCpus: 8))
        let stale = try #require(try await fixture.environment())
        #expect(stale.status == "VALID")
        #expect(stale.computeResources?.maxvCpus == 64)
        await fixture.pass(2)
        let fresh = try #require(try await fixture.environment())
        #expect(fresh.status == "UPDATING")
        #expect(fresh.computeResources?.maxvCpus == 8)
    }

    @Test func describePagesAndRefusesNamesWithASize() async throws {
        let fixture = try await Fixture()
        for index in 0..<5 { try await fixture.create("ce\(index)") }
        let first = try await fixture.caller.call(Batch.DescribeComputeEnvironments(maxResults: 3))
        let second = try await fixture.caller.call(
            Batch.DescribeComputeEnvironments(maxResults: 3, nextToken: first.nextToken))
        let names = ((first.computeEnvironments ?? []) + (second.computeEnvironments ?? [])).map(
            \.computeEnvironmentName)
        #expect(names == (0..<5).map { "ce\($0)" })
        #expect(second.nextToken == nil)
        func message(_ operation: some Operation) async throws -> String? {
            try await fixture.refusal { _ = try await fixture.caller.call(operation) }?.message
        }
        #expect(
            try await message(Batch.DescribeComputeEnvironments(computeEnvironments: ["a"], maxResults: 1))?.contains(
                "Exception : ComputeEnvironments and MaxResults cannot both be set, RequestId: ") == true)
        #expect(
            try await message(Batch.DescribeJobQueues(jobQueues: ["a"], maxResults: 1))?.contains(
                "Exception : JobQueues and MaxResults cannot both be set, RequestId: ") == true)
        let many = (0..<101).map { "ce\($0)" }
        #expect(
            try await message(Batch.DescribeComputeEnvironments(computeEnvironments: many))?.contains("100") == true)
        #expect(try await message(Batch.DescribeJobQueues(jobQueues: many))?.contains("100") == true)
        #expect(try await message(Batch.DescribeComputeEnvironments(nextToken: "x")) == "Invalid nextToken")
    }

    @Test func tagsOfBatchComeAndGo() async throws {
        let fixture = try await Fixture()
        let arn = try await fixture.create().computeEnvironmentArn ?? ""
        _ = try await fixture.caller.call(Batch.TagResource(resourceArn: arn, tags: ["a": "1", "b": "2"]))
        _ = try await fixture.caller.call(Batch.UntagResource(resourceArn: arn, tagKeys: ["a", "never"]))
        #expect(try await fixture.environment()?.tags == ["b": "2"])
        let error = try await fixture.refusal {
            _ = try await fixture.caller.call(Batch.TagResource(resourceArn: arn + "x", tags: ["a": "1"]))
        }
        #expect(error?.message.contains("does not exist") == true)
    }
}
