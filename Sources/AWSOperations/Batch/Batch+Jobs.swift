// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension Batch {
    /// [ListJobs](https://docs.aws.amazon.com/batch/latest/APIReference/API_ListJobs.html)
    package struct ListJobs: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { false }
        package var jobQueue: String?
        package var arrayJobId: String?
        package var jobStatus: String?
        package var maxResults: Int?
        package var nextToken: String?
        package init(
            jobQueue: String? = nil, arrayJobId: String? = nil, jobStatus: String? = nil, maxResults: Int? = nil,
            nextToken: String? = nil
        ) {
            self.jobQueue = jobQueue
            self.arrayJobId = arrayJobId
            self.jobStatus = jobStatus
            self.maxResults = maxResults
            self.nextToken = nextToken
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var jobSummaryList: [JobSummary]?
            package var nextToken: String?
            package init(jobSummaryList: [JobSummary]? = nil, nextToken: String? = nil) {
                self.jobSummaryList = jobSummaryList
                self.nextToken = nextToken
            }
        }
    }
    /// [JobSummary](https://docs.aws.amazon.com/batch/latest/APIReference/API_JobSummary.html)
    package struct JobSummary: Sendable, Codable, Hashable {
        package var jobArn: String?
        package var jobId: String?
        package var jobName: String?
        package var createdAt: Int?
        package var status: String?
        package var statusReason: String?
        package var startedAt: Int?
        package var arrayProperties: ArrayPropertiesSummary?
        package init(
            jobArn: String? = nil, jobId: String? = nil, jobName: String? = nil, createdAt: Int? = nil,
            status: String? = nil, statusReason: String? = nil, startedAt: Int? = nil,
            arrayProperties: ArrayPropertiesSummary? = nil
        ) {
            self.jobArn = jobArn
            self.jobId = jobId
            self.jobName = jobName
            self.createdAt = createdAt
            self.status = status
            self.statusReason = statusReason
            self.startedAt = startedAt
            self.arrayProperties = arrayProperties
        }
    }
    /// [ArrayPropertiesSummary](https://docs.aws.amazon.com/batch/latest/APIReference/API_ArrayPropertiesSummary.html)
    package struct ArrayPropertiesSummary: Sendable, Codable, Hashable {
        package var size: Int?
        package var index: Int?
        package var statusSummary: [String: Int]?
        package init(size: Int? = nil, index: Int? = nil, statusSummary: [String: Int]? = nil) {
            self.size = size
            self.index = index
            self.statusSummary = statusSummary
        }
    }
}
