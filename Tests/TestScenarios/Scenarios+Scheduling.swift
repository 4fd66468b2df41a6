import AWSOperations
package import ManifestLoading
import Planning
import SimulatedAWS

/// Scheduling policies: made with the environment, changed, exchanged, left over, adopted and deleted.
extension Scenarios {
    /// An environment with the shares of two labs.
    package static var shared: EnvironmentDefinition { shares(["labA": "1", "labB": "0.5"]) }

    /// An environment with other shares.
    package static func shares(_ weights: [String: String]) -> EnvironmentDefinition {
        single(settings: { $0.settings.schedulingPolicy = .shares(weights.compactMapValues { DecimalNumber($0) }) })
    }

    /// An environment with a policy of another owner.
    package static var withOthersPolicy: EnvironmentDefinition {
        single(settings: { $0.settings.schedulingPolicy = .existing(othersPolicy) })
    }

    package static let othersPolicy = "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/others"

    static var scheduling: [Scenario] {
        let provide: @Sendable (SimulatedAccount) async throws -> Void = { account in
            await account.provideSchedulingPolicy(othersPolicy, region: AccountFixture.region)
        }
        var addition = Scenario(name: "shares for a queue without", before: [onDemand], command: .apply([shared]))
        addition.refusal = .replacementRefused
        var removal = Scenario(name: "shares taken away", before: [shared], command: .apply([onDemand]))
        removal.refusal = .replacementRefused
        return [
            Scenario(name: "create with shares", command: .apply([shared])),
            Scenario(
                name: "other shares", before: [shared], command: .apply([shares(["labA": "0.25", "labC": "2"])])),
            Scenario(
                name: "another's policy instead of shares", before: [shared],
                command: .apply([withOthersPolicy], prunes: true), disturbance: provide),
            Scenario(name: "destroy with shares", before: [shared], command: .destroy([shared])),
            Scenario(
                name: "destroy shares that the file has no more", before: [shared], command: .destroy([onDemand])),
            Scenario(name: "prune shares", before: [onDemand, oldShared], command: .apply([onDemand], prunes: true)),
            Scenario(name: "adopt shares", before: [shared], command: .adopt([shared])) { account in
                try await TagChanger(account).strip()
            },
            addition, removal,
        ]
    }

    private static var oldShared: EnvironmentDefinition {
        AccountFixture.environment("old") {
            $0.provisioningModel = .ec2
        } settings: {
            $0.settings.schedulingPolicy = .shares(["lab": DecimalNumber("2")].compactMapValues { $0 })
        }
    }
}
