import AWSOperations
package import SimulatedAWS
import SimulatedAWSHooks

/// The names of an environment's resources in the account.
package struct Names: Sendable {
    package let role: String
    package let profile: String
    package let template: String
    package let environment: String
    package let environmentARN: String
    package let queue: String
    package let queueARN: String

    package init(_ account: SimulatedAccount) async throws {
        let inventory = await account.inventory()
        func name(_ kind: String) throws -> String {
            let found = inventory.first { $0.contains("\(kind)/TowerForge") }
            return try (found?.split(separator: "/").last.map(String.init)).orThrow("a \(kind)")
        }
        role = try name("role")
        profile = try name("instance-profile")
        template = try name("launch-template")
        let environments = await account.computeEnvironments(region: AccountFixture.region)
        let live = try environments.first { $0.computeEnvironmentName?.contains("-work-g") == true }
            .orThrow("a work environment")
        environment = live.computeEnvironmentName ?? ""
        environmentARN = live.computeEnvironmentArn ?? ""
        let queues = await account.jobQueues(region: AccountFixture.region)
        let named = try queues.first { $0.jobQueueName?.hasSuffix("-work") == true }.orThrow("a work queue")
        queue = named.jobQueueName ?? ""
        queueARN = named.jobQueueArn ?? ""
    }
}

/// A resource that a scenario requires is missing.
package struct MissingProp: Error, CustomStringConvertible {
    package let description: String
}

extension Optional {
    /// The value; throws an error that says what is missing.
    func orThrow(_ what: String) throws -> Wrapped {
        guard let self else { throw MissingProp(description: "the account has not got \(what)") }
        return self
    }
}
