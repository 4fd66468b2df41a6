import AWSOperations
package import ManifestLoading
import SimulatedAWS

/// The life of environments, command by command. Made anew when asked for: the leak checker does not see through the
/// tagged pointers of globals.
package enum Scenarios {
    package static var spot: EnvironmentDefinition {
        Story.environment("bench") { $0.logGroup = "/nextflow/bench" }
    }
    package static var onDemand: EnvironmentDefinition {
        Story.environment("bench") { $0.provisioningModel = .ec2 }
    }
    package static var wide: EnvironmentDefinition {
        Story.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.maxCPUs = 2000
        }
    }
    package static var otherTypes: EnvironmentDefinition {
        Story.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.instanceTypes = ["c6id", "m6id"]
        }
    }
    package static var biggerDisk: EnvironmentDefinition {
        Story.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.bootDiskSize = 200
        }
    }
    package static var replacing: EnvironmentDefinition {
        Story.environment("bench", { $0.logGroup = "/nextflow/bench" }) { $0.onExists = .overwrite }
    }

    /// Every scenario that there is.
    package static var all: [Scenario] {
        life + updates + replacements + repairs + destructions + rivalries
    }

    /// The life of one environment, from its making to its end.
    package static var life: [Scenario] {
        [
            Scenario(name: "create SPOT", command: .apply([spot])),
            Scenario(name: "create EC2", command: .apply([onDemand])),
            Scenario(name: "scale", before: [spot], command: .apply([wide])),
            Scenario(name: "other instance types", before: [spot], command: .apply([otherTypes])),
            Scenario(name: "bigger disk", before: [spot], command: .apply([biggerDisk])),
            Scenario(name: "destroy SPOT", before: [spot], command: .destroy([spot])),
            Scenario(name: "destroy EC2", before: [onDemand], command: .destroy([onDemand])),
            replacement, replacementWithJobs, destructionWithJobs,
        ]
    }

    /// Jobs run that an update in place could end: a successor takes over and the old environment is drained.
    package static var replacementWithJobs: Scenario {
        Scenario(
            name: "other instance types where jobs run", before: [spot], command: .apply([otherTypesReplacing]),
            disturbance: addJobs)
    }

    package static var destructionWithJobs: Scenario {
        Scenario(
            name: "destroy where jobs run", before: [spot], command: .destroy([spot]), disturbance: addJobs)
    }

    private static var otherTypesReplacing: EnvironmentDefinition {
        Story.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.instanceTypes = ["c6id", "m6id"]
        } settings: {
            $0.onExists = .overwrite
        }
    }

    /// Two jobs that end after four minutes.
    static var addJobs: @Sendable (SimulatedAccount) async throws -> Void {
        { try await addJobs(lasting: 240, in: $0) }
    }

    /// Two jobs that never end.
    static var addLastingJobs: @Sendable (SimulatedAccount) async throws -> Void {
        { try await addJobs(lasting: nil, in: $0) }
    }

    private static func addJobs(lasting seconds: Double?, in account: SimulatedAccount) async throws {
        let names = try await Names(account)
        try await account.addJobs(
            2, queue: names.queue, environment: names.environment, region: Story.region, duration: seconds)
    }

    /// An environment that was made with BEST_FIT, which no update changes.
    package static var replacement: Scenario {
        Scenario(
            name: "replace", before: [spot], command: .apply([replacing]), disturbance: makeReplacementNecessary)
    }

    static var makeReplacementNecessary: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            for environment in await account.computeEnvironments(region: Story.region) {
                guard let name = environment.computeEnvironmentName, name.contains("-work-") else { continue }
                try await account.changeComputeEnvironment(name, region: Story.region) {
                    $0.computeResources?.allocationStrategy = "BEST_FIT"
                }
            }
        }
    }
}
