import AWSOperations
import Planning
package import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

extension AccountFixture {
    /// Our resources that exist in the account.
    package func leftovers() async -> [String] {
        await account.inventory().filter { $0.contains("TowerForge") || $0.contains("nextflow") }
    }

    /// The compute environments by their name without the generation; what AWS is deleting is as good as gone.
    package func generations() async -> [String: [String]] {
        let names = await account.computeEnvironments(region: Self.region).filter { $0.status != "DELETING" }
            .compactMap(\.computeEnvironmentName)
        return Dictionary(grouping: names) { name in
            name.split(separator: "-").dropLast().joined(separator: "-")
        }
    }

    /// Compute environments and queues that are not VALID and ENABLED.
    package func unavailable() async -> [String] {
        let environments = await account.computeEnvironments(region: Self.region).map {
            ($0.computeEnvironmentName, $0.status, $0.state)
        }
        let queues = await account.jobQueues(region: Self.region).map { ($0.jobQueueName, $0.status, $0.state) }
        return (environments + queues).filter { $0.1 != "DELETING" }.filter { $0.1 != "VALID" || $0.2 != "ENABLED" }.map
        {
            "\($0.0 ?? "") is \($0.1 ?? "") \($0.2 ?? "")"
        }
    }
}

extension ApplyOutcome {
    /// Everything that was not done, with the reason.
    package var failures: [String] {
        results.filter { $0.result != .done }.map { "\($0.step.verb) \($0.step.name): \(Self.text($0.result))" }
            + unavailable.map { "\($0.environment.key.owner): \(Self.text($0.failure))" }
    }

    private static func text(_ result: Result) -> String {
        if case .failed(let failure) = result { text(failure) } else { "\(result)" }
    }

    private static func text(_ failure: StepFailure) -> String { "\(failure.summary); \(failure.detail)" }
}
