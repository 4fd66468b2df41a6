import ArgumentParser
import BatchForge
import ManifestLoading

/// A kind of environment that a first file can describe.
enum FirstFileExample: String, CaseIterable, ExpressibleByArgument {
    case spot
    case onDemand = "on-demand"
    case snapshots
    case graviton
    case gpu
    case manual

    /// Its purpose, in a few words.
    var purpose: String {
        switch self {
        case .spot: "Spot Instances with Fusion: cheap, for pipelines that can be interrupted"
        case .onDemand: "On-Demand Instances, files copied from and to S3"
        case .snapshots: "Spot Instances with Fusion Snapshots: an interrupted task goes on elsewhere"
        case .graviton: "ARM instances, the head job on Fargate"
        case .gpu: "GPU instances, On-Demand"
        case .manual: "job queues that exist and that others look after"
        }
    }

    /// Fields with their values, in order.
    typealias Fields = [(name: String, value: GivenFields.Value)]

    /// The fields that it has beside those of every file.
    var fields: Fields {
        switch self {
        case .spot:
            return Self.onSpot([("max-cpus", .integer(256))])
        case .onDemand:
            return [
                ("provisioning-model", .text("EC2")), ("instance-types", .text("m6i,c6i,r6i")),
                ("no-ebs-auto-scale", .boolean(true)), ("max-cpus", .integer(256)),
            ]
        case .snapshots:
            return Self.onSpot([
                ("snapshots", .boolean(true)), ("instance-types", .text("m6idn.2xlarge,m6idn.4xlarge,m6idn.8xlarge")),
                ("max-cpus", .integer(256)),
            ])
        case .graviton:
            return Self.onSpot([
                ("fargate", .boolean(true)), ("graviton", .boolean(true)), ("instance-types", .text("c6gd,m6gd,r6gd")),
                ("max-cpus", .integer(256)),
            ])
        case .gpu:
            return [
                ("provisioning-model", .text("EC2")), ("gpu", .boolean(true)), ("instance-types", .text("g5")),
                ("no-ebs-auto-scale", .boolean(true)), ("max-cpus", .integer(64)),
            ]
        case .manual:
            return [("head-queue", .text("nextflow-head")), ("compute-queue", .text("nextflow-work"))]
        }
    }

    /// The instance types and families of its tasks: those of its field, or those that reconcile takes with fast storage.
    var instanceTypes: [String] {
        guard case .text(let names)? = fields.first(where: { $0.name == "instance-types" })?.value else {
            return ForgeConfiguration.fastTypes
        }
        return names.split(separator: ",").map(String.init)
    }

    /// Its `max-cpus`; 0 if it has none.
    var maximum: Int {
        guard case .integer(let most)? = fields.first(where: { $0.name == "max-cpus" })?.value else { return 0 }
        return most
    }

    /// True if its tasks run on Spot Instances.
    var isOnSpot: Bool { fields.contains { $0.name == "provisioning-model" && $0.value == .text("SPOT") } }

    /// Spot Instances with Fusion, and more fields.
    private static func onSpot(_ others: Fields) -> Fields {
        let fusion: Fields = [
            ("provisioning-model", .text("SPOT")), ("wave", .boolean(true)), ("fusion-v2", .boolean(true)),
            ("fast-storage", .boolean(true)), ("no-ebs-auto-scale", .boolean(true)),
        ]
        return fusion + others
    }
}
