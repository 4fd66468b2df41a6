package import AWSOperations

/// The resources of a Region that Batch environments use and reconcile never creates.
package struct ReferenceStores: Codable, Sendable {
    package var images: [EC2.Image] = []
    package var fileSystems: [EFS.FileSystemDescription] = []
    package var mountTargets: [EFS.MountTargetDescription] = []
    package var lustreFileSystems: [FSx.FileSystem] = []
    /// ARNs of Batch's scheduling policies; absent from accounts that older versions saved.
    var schedulingPolicies: [String]?
    /// Keys of KMS; absent from accounts that older versions saved.
    var keys: [KMS.KeyMetadata]?
    /// Route tables that were set; absent from accounts that older versions saved, as all that follows.
    package var routeTables: [EC2.RouteTable]?
    /// VPC endpoints.
    package var endpoints: [EC2.VpcEndpoint]?
    /// Quotas of EC2 by code, where they are not the usual one.
    package var quotas: [String: Int]?
    /// The zones that do not offer an instance type.
    package var missingOfferings: [String: [String]]?
    /// Parameters of SSM by name, with their values from the oldest on; absent from accounts that older versions saved.
    var parameters: [String: [String]]?
    /// The times at which AWS published images after the first ones; absent from accounts that older versions saved.
    var laterImageReleases: [Double]?
}
