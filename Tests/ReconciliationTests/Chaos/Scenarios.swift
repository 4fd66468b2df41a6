import AWSOperations
import ManifestLoading
import SimulatedAWS

/// The life of environments, command by command.
enum Scenarios {
    static let spot = Story.environment("bench") { $0.logGroup = "/nextflow/bench" }
    static let onDemand = Story.environment("bench") { $0.provisioningModel = .ec2 }
    static let wide = Story.environment("bench") {
        $0.logGroup = "/nextflow/bench"
        $0.maxCPUs = 2000
    }
    static let otherTypes = Story.environment("bench") {
        $0.logGroup = "/nextflow/bench"
        $0.instanceTypes = ["c6id", "m6id"]
    }
    static let biggerDisk = Story.environment("bench") {
        $0.logGroup = "/nextflow/bench"
        $0.bootDiskSize = 200
    }
    static let replacing = Story.environment("bench", { $0.logGroup = "/nextflow/bench" }) { $0.onExists = .overwrite }

    static let all = [
        Scenario(name: "create SPOT", command: .apply([spot])),
        Scenario(name: "create EC2", command: .apply([onDemand])),
        Scenario(name: "scale", before: [spot], command: .apply([wide])),
        Scenario(name: "other instance types", before: [spot], command: .apply([otherTypes])),
        Scenario(name: "bigger disk", before: [spot], command: .apply([biggerDisk])),
        Scenario(name: "destroy SPOT", before: [spot], command: .destroy([spot])),
        Scenario(name: "destroy EC2", before: [onDemand], command: .destroy([onDemand])),
        replacement, replacementWithJobs, destructionWithJobs,
    ]

    /// Jobs run that an update in place could end: a successor takes over and the old environment is drained.
    static let replacementWithJobs = Scenario(
        name: "other instance types where jobs run", before: [spot], command: .apply([otherTypesReplacing]),
        disturbance: addJobs)

    static let destructionWithJobs = Scenario(
        name: "destroy where jobs run", before: [spot], command: .destroy([spot]), disturbance: addJobs)

    private static let otherTypesReplacing = Story.environment("bench") {
        $0.logGroup = "/nextflow/bench"
        $0.instanceTypes = ["c6id", "m6id"]
    } settings: {
        $0.onExists = .overwrite
    }

    private static let addJobs: @Sendable (SimulatedAccount) async throws -> Void = { account in
        let names = try await Disturbance.Names(account)
        try await account.addJobs(
            2, queue: names.queue, environment: names.environment, region: Story.region, duration: 240)
    }

    /// An environment that was made with BEST_FIT, which no update changes.
    static let replacement = Scenario(name: "replace", before: [spot], command: .apply([replacing])) { account in
        for environment in await account.computeEnvironments(region: Story.region) {
            guard let name = environment.computeEnvironmentName, name.contains("-work-") else { continue }
            try await account.changeComputeEnvironment(name, region: Story.region) {
                $0.computeResources?.allocationStrategy = "BEST_FIT"
            }
        }
    }
}
