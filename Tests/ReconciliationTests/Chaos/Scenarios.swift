import AWSOperations
import ManifestLoading
import SimulatedAWS

/// The life of environments, command by command. Made anew when asked for: the leak checker does not see through the
/// tagged pointers of globals.
enum Scenarios {
    static var spot: EnvironmentDefinition {
        Story.environment("bench") { $0.logGroup = "/nextflow/bench" }
    }
    static var onDemand: EnvironmentDefinition {
        Story.environment("bench") { $0.provisioningModel = .ec2 }
    }
    static var wide: EnvironmentDefinition {
        Story.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.maxCPUs = 2000
        }
    }
    static var otherTypes: EnvironmentDefinition {
        Story.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.instanceTypes = ["c6id", "m6id"]
        }
    }
    static var biggerDisk: EnvironmentDefinition {
        Story.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.bootDiskSize = 200
        }
    }
    static var fargate: EnvironmentDefinition {
        Story.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.fargate = true
        } settings: {
            $0.onExists = .overwrite
        }
    }
    static var replacing: EnvironmentDefinition {
        Story.environment("bench", { $0.logGroup = "/nextflow/bench" }) { $0.onExists = .overwrite }
    }

    static var all: [Scenario] {
        [
            Scenario(name: "create SPOT", command: .apply([spot])),
            Scenario(name: "create EC2", command: .apply([onDemand])),
            Scenario(name: "the head moves to Fargate", before: [spot], command: .apply([fargate])),
            Scenario(name: "scale", before: [spot], command: .apply([wide])),
            Scenario(name: "other instance types", before: [spot], command: .apply([otherTypes])),
            Scenario(name: "bigger disk", before: [spot], command: .apply([biggerDisk])),
            Scenario(name: "destroy SPOT", before: [spot], command: .destroy([spot])),
            Scenario(name: "destroy EC2", before: [onDemand], command: .destroy([onDemand])),
            replacement, replacementWithJobs, destructionWithJobs,
        ]
    }

    /// Jobs run that an update in place could end: a successor takes over and the old environment is drained.
    static var replacementWithJobs: Scenario {
        Scenario(
            name: "other instance types where jobs run", before: [spot], command: .apply([otherTypesReplacing]),
            disturbance: addJobs)
    }

    static var destructionWithJobs: Scenario {
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

    private static var addJobs: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            let names = try await Disturbance.Names(account)
            try await account.addJobs(
                2, queue: names.queue, environment: names.environment, region: Story.region, duration: 240)
        }
    }

    /// An environment that was made with BEST_FIT, which no update changes.
    static var replacement: Scenario {
        Scenario(name: "replace", before: [spot], command: .apply([replacing])) { account in
            for environment in await account.computeEnvironments(region: Story.region) {
                guard let name = environment.computeEnvironmentName, name.contains("-work-") else { continue }
                try await account.changeComputeEnvironment(name, region: Story.region) {
                    $0.computeResources?.allocationStrategy = "BEST_FIT"
                }
            }
        }
    }
}
