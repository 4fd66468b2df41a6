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
    /// The variables of the head job, and of the tasks as far as the script tells.
    let variables: DecodedVariables
    /// The text of `pre-run`.
    let preRun: String?
    /// The text of `post-run`.
    let postRun: String?
    /// The Nextflow configuration; nil if the script is not one that this version of reconcile writes.
    let configuration: WrittenConfiguration?

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
        let script = container["command"]?.strings.flatMap { HeadJobScript(command: $0) }
        (preRun, postRun) = (script?.preRun, script?.postRun)
        configuration = script.flatMap { WrittenConfiguration($0.configuration) }
        variables = DecodedVariables(
            head: container["environment"]?.stringMap ?? [:], tasks: configuration?.variables ?? [])
    }
}
