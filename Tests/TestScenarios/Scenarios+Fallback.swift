package import ManifestLoading
import SimulatedAWSHooks

/// A second compute environment behind the work queue: made, added, taken away, replaced with the first, and deleted.
extension Scenarios {
    /// An environment whose tasks get On-Demand Instances if there are no Spot Instances.
    package static var withFallback: EnvironmentDefinition { fallback() }

    private static func fallback(
        _ change: (inout ForgeConfiguration) -> Void = { _ in }, onExists: EnvironmentDefinition.OnExists = .fail
    ) -> EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            change(&$0)
        } settings: {
            $0.settings.fallback = .onDemand
            $0.onExists = onExists
        }
    }

    static var fallbacks: [Scenario] {
        [
            Scenario(name: "create with a fallback", command: .apply([withFallback])),
            Scenario(name: "a fallback more", before: [spot], command: .apply([withFallback]), disturbance: addJobs),
            Scenario(name: "a fallback less", before: [withFallback], command: .apply([spot]), disturbance: addJobs),
            Scenario(
                name: "bigger disk of both", before: [withFallback],
                command: .apply([fallback({ $0.bootDiskSize = 200 }, onExists: .overwrite)]), disturbance: addJobs),
            Scenario(name: "destroy with a fallback", before: [withFallback], command: .destroy([withFallback])),
            Scenario(
                name: "destroy a fallback that the file has no more", before: [withFallback],
                command: .destroy([spot])),
        ]
    }
}
