import AWSOperations

/// What a Region has that Batch environments use and reconcile never makes.
struct ReferenceStores: Codable, Sendable {
    var images: [EC2.Image] = []
    var fileSystems: [EFS.FileSystemDescription] = []
    var mountTargets: [EFS.MountTargetDescription] = []
    var lustreFileSystems: [FSx.FileSystem] = []
}
