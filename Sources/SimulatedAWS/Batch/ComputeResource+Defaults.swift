import AWSOperations
import InstanceTypes

extension Batch.ComputeResource {
    /// The same with what Describe fills in if nothing was given and nothing else
    /// [aws-rules: What Describe fills in and leaves out].
    var filledIn: Batch.ComputeResource {
        var filled = self
        filled.tags = tags ?? [:]
        guard !type.hasPrefix("FARGATE") else {
            filled.instanceTypes = instanceTypes ?? []
            filled.ec2Configuration = ec2Configuration ?? []
            return filled
        }
        filled.desiredvCpus = desiredvCpus ?? minvCpus
        if ec2Configuration?.isEmpty ?? true {
            filled.ec2Configuration = [Batch.Ec2Configuration(imageType: Self.defaultImageType(instanceTypes ?? []))]
        }
        filled.launchTemplate?.overrides = launchTemplate?.overrides ?? []
        return filled
    }

    /// GPU families alone give the NVIDIA image [aws-rules: What Describe fills in and leaves out].
    private static func defaultImageType(_ types: [String]) -> String {
        let isAccelerated = types.map { type in
            InstanceCatalogue.builtIn.expansion(of: type)?.allSatisfy { $0.gpus != nil } ?? false
        }
        return !types.isEmpty && isAccelerated.allSatisfy { $0 } ? "ECS_AL2023_NVIDIA" : "ECS_AL2023"
    }
}
