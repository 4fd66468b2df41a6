/// An AWS service as its published model describes it.
public struct Service: Sendable, Hashable {
    /// The name in host names and, with three exceptions, in `AWS_ENDPOINT_URL_<SERVICE>`, such as `batch`.
    public let id: String
    /// The name in IAM actions, such as `batch`.
    public let actionPrefix: String
    /// The protocol it speaks.
    public let wireProtocol: WireProtocol
    /// The model's version: the `Version` parameter of the query protocols.
    public let apiVersion: String
    /// The name that signatures carry.
    public let signingName: String
    /// The prefix of `X-Amz-Target` (JSON 1.1 only).
    public let targetPrefix: String
    /// Whether one endpoint serves a whole partition.
    public let isGlobal: Bool

    private init(
        _ id: String, _ wireProtocol: WireProtocol, _ apiVersion: String, targetPrefix: String = "",
        isGlobal: Bool = false, actionPrefix: String? = nil
    ) {
        self.id = id
        self.actionPrefix = actionPrefix ?? id
        self.wireProtocol = wireProtocol
        self.apiVersion = apiVersion
        self.signingName = id
        self.targetPrefix = targetPrefix
        self.isGlobal = isGlobal
    }

    /// The protocols of the services used here.
    public enum WireProtocol: Sendable, Hashable {
        /// JSON bodies, the operation in the path.
        case restJSON
        /// Bodies as they stand, members in path and headers, XML errors.
        case restXML
        /// JSON bodies, the operation in `X-Amz-Target`.
        case json11
        /// Form-encoded requests with `.member.N` lists, XML answers.
        case query
        /// Form-encoded requests with flattened lists, XML answers.
        case ec2
    }

    /// AWS Batch.
    public static let batch = Service("batch", .restJSON, "2016-08-10")
    /// Amazon EC2.
    public static let ec2 = Service("ec2", .ec2, "2016-11-15")
    /// AWS Identity and Access Management.
    public static let iam = Service("iam", .query, "2010-05-08", isGlobal: true)
    /// AWS Security Token Service.
    public static let sts = Service("sts", .query, "2011-06-15")
    /// Amazon Elastic Container Service.
    public static let ecs = Service("ecs", .json11, "2014-11-13", targetPrefix: "AmazonEC2ContainerServiceV20141113")
    /// Amazon CloudWatch Logs.
    public static let logs = Service("logs", .json11, "2014-03-28", targetPrefix: "Logs_20140328")
    /// Amazon Simple Storage Service.
    public static let s3 = Service("s3", .restXML, "2006-03-01")
    /// Amazon Elastic File System.
    public static let efs = Service("elasticfilesystem", .restJSON, "2015-02-01")
    /// Amazon FSx.
    public static let fsx = Service("fsx", .json11, "2018-03-01", targetPrefix: "AWSSimbaAPIService_v20180301")
    /// AWS Key Management Service.
    public static let kms = Service("kms", .json11, "2014-11-01", targetPrefix: "TrentService")
    /// The Resource Groups Tagging API.
    public static let tagging = Service(
        "tagging", .json11, "2017-01-26", targetPrefix: "ResourceGroupsTaggingAPI_20170126", actionPrefix: "tag")
}

/// AWS Batch's calls and shapes.
package enum Batch {}
/// Amazon EC2's calls and shapes.
package enum EC2 {}
/// AWS IAM's calls and shapes.
package enum IAM {}
/// AWS STS's calls and shapes.
package enum STS {}
/// Amazon ECS's calls and shapes.
package enum ECS {}
/// Amazon CloudWatch Logs' calls and shapes.
package enum Logs {}
/// Amazon S3's calls.
package enum S3 {}
/// Amazon EFS's calls and shapes.
package enum EFS {}
/// Amazon FSx's calls and shapes.
package enum FSx {}
/// AWS KMS's calls and shapes.
package enum KMS {}
/// The Resource Groups Tagging API's calls and shapes.
package enum Tagging {}
