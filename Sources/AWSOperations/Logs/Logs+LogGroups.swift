// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension Logs {
    /// [CreateLogGroup](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html)
    package struct CreateLogGroup: Operation, Codable {
        package static var service: Service { .logs }
        package static var isMutating: Bool { true }
        package var logGroupName: String
        package var tags: [String: String]?
        package init(logGroupName: String, tags: [String: String]? = nil) {
            self.logGroupName = logGroupName
            self.tags = tags
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [DescribeLogGroups](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html)
    package struct DescribeLogGroups: Operation, Codable {
        package static var service: Service { .logs }
        package static var isMutating: Bool { false }
        package var logGroupNamePrefix: String?
        package var nextToken: String?
        package var limit: Int?
        package var logGroupIdentifiers: [String]?
        package init(
            logGroupNamePrefix: String? = nil, nextToken: String? = nil, limit: Int? = nil,
            logGroupIdentifiers: [String]? = nil
        ) {
            self.logGroupNamePrefix = logGroupNamePrefix
            self.nextToken = nextToken
            self.limit = limit
            self.logGroupIdentifiers = logGroupIdentifiers
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var logGroups: [LogGroup]?
            package var nextToken: String?
            package init(logGroups: [LogGroup]? = nil, nextToken: String? = nil) {
                self.logGroups = logGroups
                self.nextToken = nextToken
            }
        }
    }
    /// [DeleteLogGroup](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html)
    package struct DeleteLogGroup: Operation, Codable {
        package static var service: Service { .logs }
        package static var isMutating: Bool { true }
        package var logGroupName: String
        package init(logGroupName: String) {
            self.logGroupName = logGroupName
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [TagResource](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html)
    package struct TagResource: Operation, Codable {
        package static var service: Service { .logs }
        package static var isMutating: Bool { true }
        package var resourceArn: String
        package var tags: [String: String]
        package init(resourceArn: String, tags: [String: String]) {
            self.resourceArn = resourceArn
            self.tags = tags
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [UntagResource](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html)
    package struct UntagResource: Operation, Codable {
        package static var service: Service { .logs }
        package static var isMutating: Bool { true }
        package var resourceArn: String
        package var tagKeys: [String]
        package init(resourceArn: String, tagKeys: [String]) {
            self.resourceArn = resourceArn
            self.tagKeys = tagKeys
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [ListTagsForResource](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html)
    package struct ListTagsForResource: Operation, Codable {
        package static var service: Service { .logs }
        package static var isMutating: Bool { false }
        package var resourceArn: String
        package init(resourceArn: String) {
            self.resourceArn = resourceArn
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var tags: [String: String]?
            package init(tags: [String: String]? = nil) {
                self.tags = tags
            }
        }
    }
    /// [LogGroup](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html)
    package struct LogGroup: Sendable, Codable, Hashable {
        package var logGroupName: String?
        package var retentionInDays: Int?
        package var arn: String?
        package var logGroupArn: String?
        package init(
            logGroupName: String? = nil, retentionInDays: Int? = nil, arn: String? = nil, logGroupArn: String? = nil
        ) {
            self.logGroupName = logGroupName
            self.retentionInDays = retentionInDays
            self.arn = arn
            self.logGroupArn = logGroupArn
        }
    }
}
