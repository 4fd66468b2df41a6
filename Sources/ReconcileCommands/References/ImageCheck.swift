import Diagnostics
import InstanceTypes
import ManifestLoading
import Planning
import ResourceModel

/// Checks that an AMI can start the instances of an environment.
struct ImageCheck {
    let image: ObservedResource
    /// The value with which compute environments name it: its id, or a reference to a parameter.
    let named: Value
    let request: EnvironmentRequest
    let planned: PlannedEnvironment
    let places: ReferencePlaces

    private static let field = "ami-id"

    var diagnostics: [Diagnostic] {
        guard image.status?.rawValue ?? "available" == "available" else {
            return [
                error(
                    "reference-not-usable",
                    "the AMI '\(image.name)' is \(image.status?.rawValue ?? "unknown"), not available",
                    "no instance starts from it; wait until it is available, or name another one")
            ]
        }
        return unfit + architecture + size
    }

    private func error(_ kind: String, _ summary: String, _ detail: String, at field: String = field) -> Diagnostic {
        Diagnostic(.error, kind, summary, detail: detail, at: places[field])
    }

    /// https://docs.aws.amazon.com/batch/latest/userguide/batch-ami-spec.html
    private var unfit: [Diagnostic] {
        let member = { (name: String) in image.properties[name]?.string }
        var found: [Diagnostic] = []
        if member("platform")?.lowercased() == "windows" {
            found.append(
                error(
                    "image-mismatch", "the AMI '\(image.name)' is one of Windows",
                    "the instances run Linux containers; name an AMI that is made for ECS on Linux"))
        }
        if member("virtualizationType") == "paravirtual" {
            found.append(
                error(
                    "image-mismatch", "the AMI '\(image.name)' is paravirtual",
                    "AWS Batch needs HVM virtualization (its AMI specification)"))
        }
        if member("rootDeviceType") == "instance-store" {
            found.append(
                error(
                    "image-mismatch", "the root device of the AMI '\(image.name)' is an instance store",
                    "the boot disk is an EBS volume; name an AMI whose root device is one"))
        }
        return found
    }

    /// The compute environments that start from the image, with their types.
    private var environments: [[String]] {
        request.resources.filter { $0.address.kind == .computeEnvironment }.compactMap { environment in
            let images = environment.properties[path: "computeResources.ec2Configuration"]?.list ?? []
            guard images.contains(where: { $0["imageIdOverride"] == named }) else { return nil }
            return environment.properties[path: "computeResources.instanceTypes"]?.strings
        }
    }

    private var architecture: [Diagnostic] {
        guard let own = image.properties["architecture"]?.string else { return [] }
        let other = environments.flatMap { $0 }.filter { Self.name(of: $0) != own }
        guard let first = other.first else { return [] }
        let list = Array(Set(other)).sorted().prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        return [
            error(
                "image-mismatch", "the AMI '\(image.name)' is for \(own), and \(list) for \(Self.name(of: first))",
                "an instance starts only from an AMI of the same architecture; name another AMI, or other 'instance-types'"
            )
        ]
    }

    /// The architecture of an instance type, in EC2's word.
    private static func name(of type: String) -> String { Architecture(ofType: type) == .arm ? "arm64" : "x86_64" }

    /// EC2 makes no volume that is smaller than its snapshot.
    ///
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html
    private var size: [Diagnostic] {
        let template = request.resources.first { $0.address.kind == .launchTemplate }
        let disk = template?.properties[path: "launchTemplateData.blockDeviceMappings"]?.list?.first
        guard let needed = image.properties["rootVolumeSize"]?.integer,
            let wanted = disk?["ebs"]?["volumeSize"]?.integer,
            wanted < needed
        else { return [] }
        return [
            error(
                "image-mismatch",
                "the root volume of the AMI '\(image.name)' has \(needed) GiB, and the boot disk \(wanted) GiB",
                "EC2 makes no volume smaller than its snapshot; set 'boot-disk-size: \(needed)' or more",
                at: places.has("boot-disk-size") ? "boot-disk-size" : Self.field)
        ]
    }
}
