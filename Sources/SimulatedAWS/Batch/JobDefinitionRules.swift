import AWSOperations

/// The rules of Batch for a job definition of a container.
///
/// Source: AWS Batch API reference, RegisterJobDefinition, ContainerProperties, ResourceRequirement, EphemeralStorage.
enum JobDefinitionRules {
    static func check(_ input: Batch.RegisterJobDefinition, _ call: Call) throws {
        guard input.type == "container" else { throw call.invalidRequest("type '\(input.type)' must be container") }
        guard let container = input.containerProperties else {
            throw call.invalidRequest("containerProperties must be provided")
        }
        guard container.image?.isEmpty == false else {
            throw call.invalidRequest("Container properties should include image")
        }
        let platforms = input.platformCapabilities ?? ["EC2"]
        guard platforms == ["EC2"] || platforms == ["FARGATE"] else {
            throw call.invalidRequest("platformCapabilities must be EC2 or FARGATE")
        }
        for variable in container.environment ?? [] where variable.name?.hasPrefix("AWS_BATCH") == true {
            throw call.invalidRequest("Environment variables cannot start with AWS_BATCH")
        }
        let volumes = Set((container.volumes ?? []).compactMap(\.name))
        guard (container.mountPoints ?? []).allSatisfy({ $0.sourceVolume.map(volumes.contains) ?? false }) else {
            throw call.invalidRequest("A mount point names a volume that is not defined")
        }
        let attempts = input.retryStrategy?.attempts ?? 1
        guard (1...10).contains(attempts) else { throw call.invalidRequest("attempts must be between 1 and 10") }
        try checkSize(container, onFargate: platforms == ["FARGATE"], call)
    }

    private static func checkSize(
        _ container: Batch.ContainerProperties, onFargate isFargate: Bool, _ call: Call
    ) throws {
        let requirements = container.resourceRequirements ?? []
        func value(_ type: String) -> Int? { requirements.first { $0.type == type }.flatMap { Int($0.value) } }
        guard let memory = value("MEMORY"), memory >= 4 else {
            throw call.invalidRequest("Container properties should include memory of at least 4 MiB")
        }
        guard let cpus = value("VCPU"), cpus >= 1 else {
            throw call.invalidRequest("Container properties should include at least 1 vCPU")
        }
        guard isFargate else {
            guard container.ephemeralStorage == nil, container.networkConfiguration == nil,
                container.runtimePlatform == nil
            else { throw call.invalidRequest("A field of Fargate was given for a job on EC2") }
            return
        }
        guard container.executionRoleArn?.isEmpty == false else {
            throw call.invalidRequest("executionRoleArn is required for jobs that run on Fargate")
        }
        guard container.volumes?.isEmpty ?? true else {
            throw call.invalidRequest("host volumes are not supported for jobs that run on Fargate")
        }
        guard (21...200).contains(container.ephemeralStorage?.sizeInGiB ?? 21) else {
            throw call.invalidRequest("ephemeralStorage must be between 21 and 200 GiB")
        }
        guard fargateSizes[cpus]?.contains(memory) == true else {
            throw call.invalidRequest("Fargate has no job with \(cpus) vCPUs and \(memory) MiB")
        }
    }

    /// The memory in MiB that goes with whole vCPUs.
    private static let fargateSizes: [Int: [Int]] = [
        1: Array(stride(from: 2048, through: 8192, by: 1024)),
        2: Array(stride(from: 4096, through: 16_384, by: 1024)),
        4: Array(stride(from: 8192, through: 30_720, by: 1024)),
        8: Array(stride(from: 16_384, through: 61_440, by: 4096)),
        16: Array(stride(from: 32_768, through: 122_880, by: 8192)),
        32: [61_440, 122_880, 249_856],
    ]

    /// The container as Describe shows it: with lists that are empty, without variables that are.
    static func shown(_ input: Batch.RegisterJobDefinition) -> Batch.ContainerProperties? {
        guard var container = input.containerProperties else { return nil }
        container.command = container.command ?? []
        container.environment = (container.environment ?? []).filter { $0.value?.isEmpty == false }
        container.volumes = container.volumes ?? []
        container.mountPoints = container.mountPoints ?? []
        container.logConfiguration = container.logConfiguration.map { configuration in
            var configuration = configuration
            configuration.options = configuration.options ?? [:]
            return configuration
        }
        return container
    }
}
