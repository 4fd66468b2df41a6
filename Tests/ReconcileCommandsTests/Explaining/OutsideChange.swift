import AWSOperations
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

@testable import Kinds
@testable import Reconciliation

/// A manual change in AWS: of one field of one resource.
struct OutsideChange: Sendable {
    let kind: ResourceKind
    /// The field under AWS's name, as the rules of its kind have it.
    let path: String
    /// True if AWS holds such a field on Fargate as well.
    var isForFargate = false
    /// Makes the change; false if the resource has nothing there that could be changed.
    let happen: @Sendable (_ resource: ObservedResource, _ bench: Workbench) async throws -> Bool

    /// All of them.
    static var all: [OutsideChange] {
        environments + queues + schedulingPolicies + jobDefinitions + roles + profiles + templates + fileSystems
    }

    /// Fields that cannot be changed there, each with the reason.
    static let fixed: [ResourceKind: [String: String]] = [
        .computeEnvironment: [
            "type": "no call makes an environment UNMANAGED",
            "computeResources.spotIamFleetRole": "no update takes it away, and without BEST_FIT it does nothing",
        ],
        .elasticFileSystem: ["encrypted": "no call changes it"],
        .lustreFileSystem: [
            "storageCapacity": "it only grows, and then the file is refused", "deploymentType": "no call changes it",
            "subnetIds": "no call changes it",
        ],
    ]
}
