// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension Batch {
    /// [CreateComputeEnvironment](https://docs.aws.amazon.com/batch/latest/APIReference/API_CreateComputeEnvironment.html)
    package struct CreateComputeEnvironment: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { true }
        package var computeEnvironmentName: String
        package var type: String
        package var state: String?
        package var computeResources: ComputeResource?
        package var serviceRole: String?
        package var tags: [String: String]?
        package init(
            computeEnvironmentName: String, type: String, state: String? = nil,
            computeResources: ComputeResource? = nil, serviceRole: String? = nil, tags: [String: String]? = nil
        ) {
            self.computeEnvironmentName = computeEnvironmentName
            self.type = type
            self.state = state
            self.computeResources = computeResources
            self.serviceRole = serviceRole
            self.tags = tags
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var computeEnvironmentName: String?
            package var computeEnvironmentArn: String?
            package init(computeEnvironmentName: String? = nil, computeEnvironmentArn: String? = nil) {
                self.computeEnvironmentName = computeEnvironmentName
                self.computeEnvironmentArn = computeEnvironmentArn
            }
        }
    }
    /// [UpdateComputeEnvironment](https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdateComputeEnvironment.html)
    package struct UpdateComputeEnvironment: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { true }
        package var computeEnvironment: String
        package var state: String?
        package var computeResources: ComputeResourceUpdate?
        package var serviceRole: String?
        package var updatePolicy: UpdatePolicy?
        package init(
            computeEnvironment: String, state: String? = nil, computeResources: ComputeResourceUpdate? = nil,
            serviceRole: String? = nil, updatePolicy: UpdatePolicy? = nil
        ) {
            self.computeEnvironment = computeEnvironment
            self.state = state
            self.computeResources = computeResources
            self.serviceRole = serviceRole
            self.updatePolicy = updatePolicy
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var computeEnvironmentName: String?
            package var computeEnvironmentArn: String?
            package init(computeEnvironmentName: String? = nil, computeEnvironmentArn: String? = nil) {
                self.computeEnvironmentName = computeEnvironmentName
                self.computeEnvironmentArn = computeEnvironmentArn
            }
        }
    }
    /// [DescribeComputeEnvironments](https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeComputeEnvironments.html)
    package struct DescribeComputeEnvironments: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { false }
        package var computeEnvironments: [String]?
        package var maxResults: Int?
        package var nextToken: String?
        package init(computeEnvironments: [String]? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
            self.computeEnvironments = computeEnvironments
            self.maxResults = maxResults
            self.nextToken = nextToken
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var computeEnvironments: [ComputeEnvironmentDetail]?
            package var nextToken: String?
            package init(computeEnvironments: [ComputeEnvironmentDetail]? = nil, nextToken: String? = nil) {
                self.computeEnvironments = computeEnvironments
                self.nextToken = nextToken
            }
        }
    }
    /// [DeleteComputeEnvironment](https://docs.aws.amazon.com/batch/latest/APIReference/API_DeleteComputeEnvironment.html)
    package struct DeleteComputeEnvironment: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { true }
        package var computeEnvironment: String
        package init(computeEnvironment: String) {
            self.computeEnvironment = computeEnvironment
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [ComputeResource](https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html)
    package struct ComputeResource: Sendable, Codable, Hashable {
        /// Required in a request; an answer of a newer AWS, or one that was shortened, may lack it.
        private var givenType: String?
        package var allocationStrategy: String?
        package var minvCpus: Int?
        private var givenMaxvCpus: Int?
        package var desiredvCpus: Int?
        package var instanceTypes: [String]?
        package var imageId: String?
        package var subnets: [String]?
        package var securityGroupIds: [String]?
        package var ec2KeyPair: String?
        package var instanceRole: String?
        package var tags: [String: String]?
        package var placementGroup: String?
        package var bidPercentage: Int?
        package var spotIamFleetRole: String?
        package var launchTemplate: LaunchTemplateSpecification?
        package var ec2Configuration: [Ec2Configuration]?
        package var scalingPolicy: ComputeScalingPolicy?
        package init(
            type: String, maxvCpus: Int, subnets: [String]? = nil, allocationStrategy: String? = nil,
            minvCpus: Int? = nil, desiredvCpus: Int? = nil, instanceTypes: [String]? = nil, imageId: String? = nil,
            securityGroupIds: [String]? = nil, ec2KeyPair: String? = nil, instanceRole: String? = nil,
            tags: [String: String]? = nil, placementGroup: String? = nil, bidPercentage: Int? = nil,
            spotIamFleetRole: String? = nil, launchTemplate: LaunchTemplateSpecification? = nil,
            ec2Configuration: [Ec2Configuration]? = nil, scalingPolicy: ComputeScalingPolicy? = nil
        ) {
            givenType = type
            self.allocationStrategy = allocationStrategy
            self.minvCpus = minvCpus
            givenMaxvCpus = maxvCpus
            self.desiredvCpus = desiredvCpus
            self.instanceTypes = instanceTypes
            self.imageId = imageId
            self.subnets = subnets
            self.securityGroupIds = securityGroupIds
            self.ec2KeyPair = ec2KeyPair
            self.instanceRole = instanceRole
            self.tags = tags
            self.placementGroup = placementGroup
            self.bidPercentage = bidPercentage
            self.spotIamFleetRole = spotIamFleetRole
            self.launchTemplate = launchTemplate
            self.ec2Configuration = ec2Configuration
            self.scalingPolicy = scalingPolicy
        }
        /// The type; empty if the answer has none.
        package var type: String {
            get { givenType ?? "" }
            set { givenType = newValue }
        }
        /// The most vCPUs; 0 if the answer has none.
        package var maxvCpus: Int {
            get { givenMaxvCpus ?? 0 }
            set { givenMaxvCpus = newValue }
        }
        private enum CodingKeys: String, CodingKey {
            case givenType = "type"
            case givenMaxvCpus = "maxvCpus"
            case allocationStrategy, minvCpus, desiredvCpus, instanceTypes, imageId, subnets, securityGroupIds
            case ec2KeyPair, instanceRole, tags, placementGroup, bidPercentage, spotIamFleetRole, launchTemplate
            case ec2Configuration, scalingPolicy
        }
    }
    /// [ComputeResourceUpdate](https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResourceUpdate.html)
    package struct ComputeResourceUpdate: Sendable, Codable, Hashable {
        package var minvCpus: Int?
        package var maxvCpus: Int?
        package var desiredvCpus: Int?
        package var subnets: [String]?
        package var securityGroupIds: [String]?
        package var allocationStrategy: String?
        package var instanceTypes: [String]?
        package var ec2KeyPair: String?
        package var instanceRole: String?
        package var tags: [String: String]?
        package var placementGroup: String?
        package var bidPercentage: Int?
        package var launchTemplate: LaunchTemplateSpecification?
        package var ec2Configuration: [Ec2Configuration]?
        package var updateToLatestImageVersion: Bool?
        package var type: String?
        package var imageId: String?
        package var scalingPolicy: ComputeScalingPolicy?
        package init(
            minvCpus: Int? = nil, maxvCpus: Int? = nil, desiredvCpus: Int? = nil, subnets: [String]? = nil,
            securityGroupIds: [String]? = nil, allocationStrategy: String? = nil, instanceTypes: [String]? = nil,
            ec2KeyPair: String? = nil, instanceRole: String? = nil, tags: [String: String]? = nil,
            placementGroup: String? = nil, bidPercentage: Int? = nil,
            launchTemplate: LaunchTemplateSpecification? = nil, ec2Configuration: [Ec2Configuration]? = nil,
            updateToLatestImageVersion: Bool? = nil, type: String? = nil, imageId: String? = nil,
            scalingPolicy: ComputeScalingPolicy? = nil
        ) {
            self.minvCpus = minvCpus
            self.maxvCpus = maxvCpus
            self.desiredvCpus = desiredvCpus
            self.subnets = subnets
            self.securityGroupIds = securityGroupIds
            self.allocationStrategy = allocationStrategy
            self.instanceTypes = instanceTypes
            self.ec2KeyPair = ec2KeyPair
            self.instanceRole = instanceRole
            self.tags = tags
            self.placementGroup = placementGroup
            self.bidPercentage = bidPercentage
            self.launchTemplate = launchTemplate
            self.ec2Configuration = ec2Configuration
            self.updateToLatestImageVersion = updateToLatestImageVersion
            self.type = type
            self.imageId = imageId
            self.scalingPolicy = scalingPolicy
        }
    }
    /// [UpdatePolicy](https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdatePolicy.html)
    package struct UpdatePolicy: Sendable, Codable, Hashable {
        package var terminateJobsOnUpdate: Bool?
        package var jobExecutionTimeoutMinutes: Int?
        package init(terminateJobsOnUpdate: Bool? = nil, jobExecutionTimeoutMinutes: Int? = nil) {
            self.terminateJobsOnUpdate = terminateJobsOnUpdate
            self.jobExecutionTimeoutMinutes = jobExecutionTimeoutMinutes
        }
    }
    /// [ComputeEnvironmentDetail](https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeEnvironmentDetail.html)
    package struct ComputeEnvironmentDetail: Sendable, Codable, Hashable {
        package var computeEnvironmentName: String?
        package var computeEnvironmentArn: String?
        package var ecsClusterArn: String?
        package var tags: [String: String]?
        package var type: String?
        package var state: String?
        package var status: String?
        package var statusReason: String?
        package var computeResources: ComputeResource?
        package var serviceRole: String?
        package var updatePolicy: UpdatePolicy?
        package var containerOrchestrationType: String?
        package var uuid: String?
        package init(
            computeEnvironmentName: String? = nil, computeEnvironmentArn: String? = nil, ecsClusterArn: String? = nil,
            tags: [String: String]? = nil, type: String? = nil, state: String? = nil, status: String? = nil,
            statusReason: String? = nil, computeResources: ComputeResource? = nil, serviceRole: String? = nil,
            updatePolicy: UpdatePolicy? = nil, containerOrchestrationType: String? = nil, uuid: String? = nil
        ) {
            self.computeEnvironmentName = computeEnvironmentName
            self.computeEnvironmentArn = computeEnvironmentArn
            self.ecsClusterArn = ecsClusterArn
            self.tags = tags
            self.type = type
            self.state = state
            self.status = status
            self.statusReason = statusReason
            self.computeResources = computeResources
            self.serviceRole = serviceRole
            self.updatePolicy = updatePolicy
            self.containerOrchestrationType = containerOrchestrationType
            self.uuid = uuid
        }
    }
    /// [LaunchTemplateSpecification](https://docs.aws.amazon.com/batch/latest/APIReference/API_LaunchTemplateSpecification.html)
    package struct LaunchTemplateSpecification: Sendable, Codable, Hashable {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var version: String?
        package var overrides: [LaunchTemplateSpecificationOverride]?
        package init(
            launchTemplateId: String? = nil, launchTemplateName: String? = nil, version: String? = nil,
            overrides: [LaunchTemplateSpecificationOverride]? = nil
        ) {
            self.launchTemplateId = launchTemplateId
            self.launchTemplateName = launchTemplateName
            self.version = version
            self.overrides = overrides
        }
    }
    /// [Ec2Configuration](https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html)
    package struct Ec2Configuration: Sendable, Codable, Hashable {
        /// Required in a request; an answer of a newer AWS may lack it.
        private var givenImageType: String?
        package var imageIdOverride: String?
        package var batchImageStatus: String?
        package init(imageType: String, imageIdOverride: String? = nil, batchImageStatus: String? = nil) {
            givenImageType = imageType
            self.imageIdOverride = imageIdOverride
            self.batchImageStatus = batchImageStatus
        }
        /// The image type; empty if the answer has none.
        package var imageType: String {
            get { givenImageType ?? "" }
            set { givenImageType = newValue }
        }
        private enum CodingKeys: String, CodingKey {
            case givenImageType = "imageType"
            case imageIdOverride, batchImageStatus
        }
    }
    /// [ComputeScalingPolicy](https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeScalingPolicy.html)
    package struct ComputeScalingPolicy: Sendable, Codable, Hashable {
        package var minScaleDownDelayMinutes: Int?
        package init(minScaleDownDelayMinutes: Int? = nil) {
            self.minScaleDownDelayMinutes = minScaleDownDelayMinutes
        }
    }
    /// [LaunchTemplateSpecificationOverride](https://docs.aws.amazon.com/batch/latest/APIReference/API_LaunchTemplateSpecificationOverride.html)
    package struct LaunchTemplateSpecificationOverride: Sendable, Codable, Hashable {
        package var launchTemplateId: String?
        package var launchTemplateName: String?
        package var version: String?
        package var targetInstanceTypes: [String]?
        package init(
            launchTemplateId: String? = nil, launchTemplateName: String? = nil, version: String? = nil,
            targetInstanceTypes: [String]? = nil
        ) {
            self.launchTemplateId = launchTemplateId
            self.launchTemplateName = launchTemplateName
            self.version = version
            self.targetInstanceTypes = targetInstanceTypes
        }
    }
}
