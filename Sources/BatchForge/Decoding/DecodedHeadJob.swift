import ManifestLoading
import ResourceModel

/// The fields of a file that the head job's definition holds: the reverse of ``EnvironmentBuilder``.
struct DecodedHeadJob {
    /// The ARN of the role that the head job takes, also of one that reconcile made.
    let role: String?
    /// The ARN of the role with which ECS starts it, also of one that reconcile made.
    let executionRole: String?
    /// The image, if it is not the default.
    let image: String?
    /// The vCPUs, if they are not the default.
    let vCPUs: Int?
    /// The memory in MiB, if it is not the default.
    let memoryMiB: Int?
    /// The variables as `env` has them, in the order of their names.
    let variables: [String]
    /// The names of variables whose values may be secrets, which no file shows.
    let secretVariables: [String]

    /// Reads a definition; nil if there is none.
    init?(_ definition: ObservedResource?, usesFargate: Bool) {
        guard let container = definition?.properties["containerProperties"] else { return nil }
        role = container["jobRoleArn"]?.string
        executionRole = container["executionRoleArn"]?.string
        image = container["image"]?.string.flatMap { $0 == ReconcileSettings.usualHeadImage ? nil : $0 }
        // A size of Fargate that differs in one of the two only follows from that one.
        var usual = ForgeConfiguration(maxCPUs: 1)
        usual.fargate = usesFargate
        let size = HeadJobSize(usual)
        let sizes = container["resourceRequirements"]?.stringMap ?? [:]
        vCPUs = sizes["VCPU"].flatMap { Int($0) }.flatMap { $0 == size.vCPUs ? nil : $0 }
        memoryMiB = sizes["MEMORY"].flatMap { Int($0) }.flatMap { $0 == size.memoryMiB ? nil : $0 }
        let pairs = (container["environment"]?.stringMap ?? [:]).sorted { $0.key < $1.key }
        variables = pairs.filter { !SecretNames.denies($0.key) }.map { "\($0.key)=\($0.value)" }
        secretVariables = pairs.map(\.key).filter(SecretNames.denies)
    }
}
