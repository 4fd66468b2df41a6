import AWSOperations
package import ManifestLoading
import SimulatedAWS
import SimulatedAWSHooks

/// Changes of ownership: resources are pruned, adopted, taken back.
extension Scenarios {
    package static var old: EnvironmentDefinition {
        AccountFixture.environment("old") { $0.logGroup = "/nextflow/old" }
    }

    package static var ownership: [Scenario] { [pruning, pruningEarlierForm, adoption, fullQueue] }

    /// An environment that left the file.
    package static var pruning: Scenario {
        Scenario(name: "prune", before: [onDemand, old], command: .apply([onDemand], prunes: true))
    }

    /// The head environment and the log group of a form that the environment has no more.
    package static var pruningEarlierForm: Scenario {
        Scenario(name: "prune an earlier form", before: [spot], command: .apply([onDemand], prunes: true))
    }

    /// Every resource exists, and none has a tag that shows its owner.
    package static var adoption: Scenario {
        Scenario(name: "adopt", before: [onDemand], command: .adopt([onDemand])) { account in
            try await TagChanger(account).strip()
        }
    }

    /// Our queue names as many compute environments of others as a queue can name, and ours are to be replaced.
    package static var fullQueue: Scenario {
        Scenario(name: "a queue full of others", before: [onDemand], command: .apply([onDemandReplacing])) { account in
            let names = try await Names(account)
            try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) {
                $0.computeResources?.allocationStrategy = "BEST_FIT"
            }
            let strangers = UnownedResources(account)
            let others = try await strangers.makeEnvironments(named: ["alpha-env", "beta-env", "gamma-env"])
            try await strangers.repoint(names.queue, to: others)
        }
    }

    private static var onDemandReplacing: EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.provisioningModel = .ec2
        } settings: {
            $0.onExists = .overwrite
        }
    }
}
