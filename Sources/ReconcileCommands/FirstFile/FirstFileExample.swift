import ArgumentParser

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

    /// The fields that it has beside those of every file, in order.
    var fields: [(name: String, value: String)] {
        switch self {
        case .spot:
            return [("provisioning-model", "SPOT")] + Self.fusion + [("max-cpus", "256")]
        case .onDemand:
            return [
                ("provisioning-model", "EC2"), ("instance-types", "m6i,c6i,r6i"), ("no-ebs-auto-scale", "True"),
                ("max-cpus", "256"),
            ]
        case .snapshots:
            return [("provisioning-model", "SPOT")] + Self.fusion + [
                ("snapshots", "True"), ("instance-types", "m6idn.2xlarge,m6idn.4xlarge,m6idn.8xlarge"),
                ("max-cpus", "256"),
            ]
        case .graviton:
            return [("provisioning-model", "SPOT")] + Self.fusion + [
                ("fargate", "True"), ("graviton", "True"), ("instance-types", "c6gd,m6gd,r6gd"), ("max-cpus", "256"),
            ]
        case .gpu:
            return [
                ("provisioning-model", "EC2"), ("gpu", "True"), ("instance-types", "g5"), ("no-ebs-auto-scale", "True"),
                ("max-cpus", "64"),
            ]
        case .manual:
            return [("head-queue", "nextflow-head"), ("compute-queue", "nextflow-work")]
        }
    }

    private static let fusion = [
        ("wave", "True"), ("fusion-v2", "True"), ("fast-storage", "True"), ("no-ebs-auto-scale", "True"),
    ]
}
