/// The platform that `type:` names.
enum Platform {
    /// `aws-batch`, with the mode if the text continues with one.
    case awsBatch(ConfigurationMode?)
    /// A platform of the Seqera Platform that is none of ours.
    case other(String)
    /// An unknown platform.
    case unknown

    /// The other platforms of `tw compute-envs add`.
    static let others = [
        "altair", "aws-cloud", "azure-batch", "azure-cloud", "az-batch", "az-cloud", "eks", "gke", "google-batch",
        "google-cloud", "google-ls", "k8s", "lsf", "moab", "seqera-compute", "slurm", "uge", "univa",
    ]

    /// The names that the Seqera Platform's API, and so an export, has for those that it calls otherwise.
    static let exported = [
        "altair-platform", "eks-platform", "gke-platform", "google-lifesciences", "k8s-platform", "local-platform",
        "lsf-platform", "moab-platform", "seqeracompute-platform", "slurm-platform", "uge-platform",
    ]

    init(_ text: String) {
        if text == "aws-batch" {
            self = .awsBatch(nil)
            return
        }
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        switch (words.first, words.dropFirst().first, words.count) {
        case ("aws-batch", nil, _): self = .awsBatch(nil)
        case ("aws-batch", let mode?, 2):
            self = ConfigurationMode(rawValue: mode).map { .awsBatch($0) } ?? .unknown
        case (let name?, _, _) where Self.others.contains(name) || Self.exported.contains(name): self = .other(name)
        default: self = .unknown
        }
    }
}
