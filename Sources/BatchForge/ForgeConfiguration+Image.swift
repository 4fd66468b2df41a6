import ManifestLoading

extension ForgeConfiguration {
    /// The AMI that the file names by its id.
    var imageID: String? { if case .id(let id) = image { id } else { nil } }

    /// The parameters of SSM that hold the environment's AMIs, each once.
    var imageParameters: [String] {
        Set([true, false].compactMap(imageParameter)).sorted()
    }

    /// Returns the parameter of SSM that holds the AMI of the tasks or of the head job; nil if none does.
    ///
    /// The image with GPU drivers is for the tasks only: Batch gives the head job's instances the usual one too
    /// [aws-rules: Images].
    func imageParameter(ofTasks isForTasks: Bool) -> String? {
        switch image {
        case .parameter(let name): name
        case .recommended:
            Self.recommendedImages + (gpu && isForTasks ? "gpu/" : usesARM ? "arm64/" : "") + "recommended"
        case .id, nil: nil
        }
    }

    /// The type of AWS Batch's own image, with drivers of GPUs or without.
    static func imageType(withGPUs hasGPUs: Bool) -> String { hasGPUs ? "ECS_AL2023_NVIDIA" : "ECS_AL2023" }

    /// True if a parameter is one of those from which `recommended` takes the AMI.
    static func isRecommendedImage(_ parameter: String) -> Bool {
        ["", "arm64/", "gpu/"].contains { parameter == recommendedImages + $0 + "recommended" }
    }

    /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
    private static let recommendedImages = "/aws/service/ecs/optimized-ami/amazon-linux-2023/"
}
