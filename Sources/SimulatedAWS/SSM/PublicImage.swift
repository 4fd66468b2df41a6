import AWSOperations

/// An ECS-optimised image of AWS: one of a release, of which there is a new one from time to time.
struct PublicImage: Sendable {
    /// The public parameter that names the newest one.
    let parameter: String
    let architecture: String
    /// The part of its name that tells it from the others of its release.
    let variant: String

    static let all = [
        PublicImage(parameter: path + "recommended", architecture: "x86_64", variant: "hvm"),
        PublicImage(parameter: path + "arm64/recommended", architecture: "arm64", variant: "hvm-arm64"),
        PublicImage(parameter: path + "gpu/recommended", architecture: "x86_64", variant: "gpu-hvm"),
    ]

    private static let path = "/aws/service/ecs/optimized-ami/amazon-linux-2023/"

    /// The time of the first release: a month before an account's time begins.
    static let firstRelease = SimulatedClock.epoch - 31 * 86_400

    /// Returns the id of the image of a release.
    func id(release: Int, region: String, seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed, name: "\(region) \(parameter) \(release)")
        return "ami-" + generator.hex(17)
    }

    /// Returns the parameter's value, in the form of AWS's
    /// ([guide](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html)).
    func value(id: String, release: Int) -> String {
        #"{"image_id":"\#(id)","image_name":"\#(name(release: release))","os":"Amazon Linux 2023","schema_version":1}"#
    }

    /// Returns the image as EC2 describes it.
    func image(id: String, release: Int, published: Double) -> EC2.Image {
        EC2.Image(
            imageId: id, name: name(release: release), state: "available", architecture: architecture,
            virtualizationType: "hvm", rootDeviceName: "/dev/xvda", rootDeviceType: "ebs",
            blockDeviceMappings: [
                EC2.BlockDeviceMapping(deviceName: "/dev/xvda", ebs: EC2.EbsBlockDevice(volumeSize: 30))
            ], creationDate: Timestamp.text(published))
    }

    private func name(release: Int) -> String { "al2023-ami-ecs-\(variant)-\(release)" }
}

extension Region {
    /// The times at which AWS published its images.
    var imageReleases: [Double] { [PublicImage.firstRelease] + (references.laterImageReleases ?? []) }

    /// The newest release.
    package var newestRelease: Int { imageReleases.count - 1 }
}

extension AccountState {
    /// AWS's images of a Region, of all releases: an environment keeps an older one.
    func publicImages(region: String) -> [EC2.Image] {
        self[region: region].imageReleases.enumerated().flatMap { release, time in
            PublicImage.all.map { image in
                image.image(
                    id: image.id(release: release, region: region, seed: settings.seed), release: release,
                    published: time)
            }
        }
    }
}
