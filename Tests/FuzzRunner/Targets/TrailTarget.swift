import AWSOperations
import FoundationEssentials
import Kinds
import Planning
import Reconciliation
import SimulatedAWS
import TestScenarios
import TestSupport

/// Events of CloudTrail, whose texts are those of callers: a damaged one names an author only if it still names the resource.
struct TrailTarget: Target {
    let name = "trail"
    private let drift: Drift
    private let environment: String

    /// Makes the target with a compute environment whose maximum was changed.
    init() async throws {
        let fixture = AccountFixture()
        _ = try await fixture.apply([Scenarios.onDemand])
        let caller = fixture.account.caller(region: AccountFixture.region)
        let found = try await caller.call(Batch.DescribeComputeEnvironments()).computeEnvironments?.first
        environment = found?.computeEnvironmentName ?? ""
        _ = try await caller.call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: environment, computeResources: Batch.ComputeResourceUpdate(maxvCpus: 7)))
        await fixture.account.clock.advance(by: 60)
        drift = Drift(try await fixture.plan([Scenarios.onDemand]), Kinds.catalog)
        guard !drift.isEmpty else { throw NoFile() }
    }

    func run(_ mutator: inout Mutator) async -> Outcome {
        let record = String(decoding: mutator.text(of: [Array(seed.utf8)]), as: UTF8.self)
        let access = AWSAccess(globalRegion: AccountFixture.region, clock: FakeClock()) { _ in
            TrailCaller(record: record)
        }
        let inputs = [Array(record.utf8)]
        do {
            let found = try await ChangeHistory(access, Kinds.all) { $0 }.adding(to: drift)
            let authors = found.drift.resources.flatMap(\.authors.values).compactMap(\.author)
            return Outcome(inputs: inputs, fault: authors.lazy.compactMap { fault(of: $0, record) }.first)
        } catch {
            return Outcome(inputs: inputs, fault: "a damaged event ends the run: \(error)")
        }
    }

    private var seed: String {
        #"{"eventSource":"batch.amazonaws.com","eventName":"UpdateComputeEnvironment","userAgent":"aws-cli/2.15.0 md/x","#
            + #""userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::1:assumed-role/Admin/alice"},"#
            + #""requestParameters":{"computeEnvironment":"\#(environment)","computeResources":{"maxvCpus":7}}}"#
    }

    private func fault(of author: ChangeAuthor, _ record: String) -> String? {
        if !record.contains(environment), !record.contains("\\u") { return "the event does not name the resource" }
        let texts = [author.principal, author.via, author.userAgent ?? ""]
        return texts.allSatisfy { $0.unicodeScalars.count <= 401 } ? nil : "a text has no bound"
    }
}

/// Answers each lookup with one event.
private struct TrailCaller: Caller {
    let record: String

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let event = CloudTrail.Event(
            eventName: (operation as? CloudTrail.LookupEvents)?.lookupAttributes?.first?.attributeValue,
            eventTime: 1_760_000_000, cloudTrailEvent: record)
        guard let output = CloudTrail.LookupEvents.Output(events: [event]) as? O.Output else { throw NoFile() }
        return output
    }
}
