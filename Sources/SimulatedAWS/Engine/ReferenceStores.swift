import AWSOperations

/// The resources of a Region that Batch environments use and reconcile never creates.
struct ReferenceStores: Codable, Sendable {
    var images: [EC2.Image] = []
    var fileSystems: [EFS.FileSystemDescription] = []
    var mountTargets: [EFS.MountTargetDescription] = []
    var lustreFileSystems: [FSx.FileSystem] = []
    /// ARNs of Batch's scheduling policies; absent from accounts that older versions saved.
    var schedulingPolicies: [String]?
    /// Keys of KMS; absent from accounts that older versions saved.
    var keys: [KMS.KeyMetadata]?
    /// Parameters of SSM by name, with their values from the oldest on; absent from accounts that older versions saved.
    var parameters: [String: [String]]?
    /// The times at which AWS published images after the first ones; absent from accounts that older versions saved.
    var laterImageReleases: [Double]?
}
