import AWSOperations
import ChaosEngine
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Tests that a run's report is compared with AWS's refusals.
struct HindranceTests {
    private static let denied = Obstacle.denial(of: "logs:CreateLogGroup")

    /// Makes a number of calls against an obstacle, and judges a run with the given report.
    private static func judged(
        _ obstacle: Obstacle = denied, calls: Int = 1, isAlone: Bool = true, failures: [String] = [],
        done: [Enactment.Result.Step] = []
    ) async throws -> [Invariant] {
        let account = SimulatedAccount()
        let hindrance = Hindrance(obstacle)
        let caller = HinderedCaller(
            base: account.caller(region: AccountFixture.region), account: account, hindrance: hindrance)
        for _ in 0..<calls { _ = try? await caller.call(Logs.CreateLogGroup(logGroupName: "/ours")) }
        var result = Enactment.Result(failures: failures)
        result.done = done
        return await hindrance.judge(result, isAlone: isAlone).map(\.invariant)
    }

    private static let group = Enactment.Result.Step(kind: .logGroup, name: "/ours")

    @Test
    func `a run passes when it reports the refusal`() async throws {
        #expect(try await Self.judged(failures: ["logs:CreateLogGroup: … with an explicit deny"]) == [])
    }

    @Test
    func `finds a run that does not fail because of the refusal`() async throws {
        #expect(try await Self.judged() == [.refusalIsNoSuccess])
        #expect(try await Self.judged(failures: ["something else"]) == [.refusalIsNoSuccess])
        #expect(try await Self.judged(isAlone: false, failures: ["something else"]) == [])
    }

    @Test
    func `a refused write that is called done is found`() async throws {
        #expect(try await Self.judged(failures: ["explicit deny"], done: [Self.group]) == [.refusalIsNoSuccess])
        let other = Enactment.Result.Step(kind: .logGroup, name: "/others")
        #expect(try await Self.judged(failures: ["explicit deny"], done: [other]) == [])
    }

    @Test
    func `a denied call that is made again is found`() async throws {
        #expect(try await Self.judged(calls: 2, failures: ["explicit deny"]) == [.noVainRepetition])
    }

    @Test
    func `an obstacle that was never met is not reported`() async throws {
        #expect(try await Self.judged(calls: 0) == [])
    }

    @Test
    func `a refusal takes time, is logged and has the words that are given`() async throws {
        let account = SimulatedAccount()
        let caller = HinderedCaller(
            base: account.caller(region: AccountFixture.region), account: account, hindrance: Hindrance(Self.denied))
        let began = await account.clock.now()
        await #expect {
            _ = try await caller.call(Logs.CreateLogGroup(logGroupName: "/ours"))
        } throws: { error in
            (error as? ServiceError)?.message.contains("explicit deny") == true
        }
        #expect(await account.clock.now() > began)
        #expect(await account.log.map(\.outcome) == [.refused(code: "AccessDeniedException")])
        #expect(await account.inventory() == [])
    }
}
