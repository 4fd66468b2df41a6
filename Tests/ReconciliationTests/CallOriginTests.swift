import AWSOperations
import Kinds
import Planning
import Reconciliation
import ResourceModel
import TestScenarios
import Testing

/// The step that each call of an apply is made for.
struct CallOriginTests {
    private actor Calls {
        private(set) var steps: [String: Set<CallOrigin.Step?>] = [:]

        func note(_ operation: String, _ step: CallOrigin.Step?) { steps[operation, default: []].insert(step) }
    }

    private struct NotingCaller: Caller {
        let base: any Caller
        let calls: Calls

        func call<O: Operation>(_ operation: O) async throws -> O.Output {
            await calls.note(O.qualifiedName, CallOrigin.step)
            return try await base.call(operation)
        }
    }

    @Test func `a write belongs to its step, and a poll to none`() async throws {
        let fixture = AccountFixture()
        let plan = try await fixture.plan([Scenarios.onDemand])
        let calls = Calls()
        let access = fixture.access.wrapped { NotingCaller(base: $0, calls: calls) }
        let outcome = await Applier(access, isPreflighted: true) { _ in }.apply(plan, interruption: Interruption())
        #expect(outcome.failures == [])
        let creations = StepGraph(plan).steps.filter { $0.verb == .create }
        let made = await calls.steps
        for (kind, call) in [
            (ResourceKind.computeEnvironment, "batch:CreateComputeEnvironment"), (.jobQueue, "batch:CreateJobQueue"),
        ] {
            let steps = creations.filter { $0.planned.address.kind == kind }.map {
                CallOrigin.Step($0.id, account: nil)
            }
            #expect(!steps.isEmpty && made[call] == Set(steps))
        }
        #expect(made["batch:DescribeComputeEnvironments"]?.contains(nil) == true)
        #expect(CallOrigin.step == nil)
    }
}
