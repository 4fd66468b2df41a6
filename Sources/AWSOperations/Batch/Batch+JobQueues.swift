// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension Batch {
    /// [CreateJobQueue](https://docs.aws.amazon.com/batch/latest/APIReference/API_CreateJobQueue.html)
    package struct CreateJobQueue: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { true }
        package var jobQueueName: String
        package var state: String?
        package var schedulingPolicyArn: String?
        package var priority: Int
        package var computeEnvironmentOrder: [ComputeEnvironmentOrder]?
        package var jobQueueType: String?
        package var tags: [String: String]?
        package var jobStateTimeLimitActions: [JobStateTimeLimitAction]?
        package init(
            jobQueueName: String, priority: Int, state: String? = nil, schedulingPolicyArn: String? = nil,
            computeEnvironmentOrder: [ComputeEnvironmentOrder]? = nil, jobQueueType: String? = nil,
            tags: [String: String]? = nil, jobStateTimeLimitActions: [JobStateTimeLimitAction]? = nil
        ) {
            self.jobQueueName = jobQueueName
            self.state = state
            self.schedulingPolicyArn = schedulingPolicyArn
            self.priority = priority
            self.computeEnvironmentOrder = computeEnvironmentOrder
            self.jobQueueType = jobQueueType
            self.tags = tags
            self.jobStateTimeLimitActions = jobStateTimeLimitActions
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var jobQueueName: String?
            package var jobQueueArn: String?
            package init(jobQueueName: String? = nil, jobQueueArn: String? = nil) {
                self.jobQueueName = jobQueueName
                self.jobQueueArn = jobQueueArn
            }
        }
    }
    /// [UpdateJobQueue](https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdateJobQueue.html)
    package struct UpdateJobQueue: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { true }
        package var jobQueue: String
        package var state: String?
        package var schedulingPolicyArn: String?
        package var priority: Int?
        package var computeEnvironmentOrder: [ComputeEnvironmentOrder]?
        package var jobStateTimeLimitActions: [JobStateTimeLimitAction]?
        package init(
            jobQueue: String, state: String? = nil, schedulingPolicyArn: String? = nil, priority: Int? = nil,
            computeEnvironmentOrder: [ComputeEnvironmentOrder]? = nil,
            jobStateTimeLimitActions: [JobStateTimeLimitAction]? = nil
        ) {
            self.jobQueue = jobQueue
            self.state = state
            self.schedulingPolicyArn = schedulingPolicyArn
            self.priority = priority
            self.computeEnvironmentOrder = computeEnvironmentOrder
            self.jobStateTimeLimitActions = jobStateTimeLimitActions
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var jobQueueName: String?
            package var jobQueueArn: String?
            package init(jobQueueName: String? = nil, jobQueueArn: String? = nil) {
                self.jobQueueName = jobQueueName
                self.jobQueueArn = jobQueueArn
            }
        }
    }
    /// [DescribeJobQueues](https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobQueues.html)
    package struct DescribeJobQueues: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { false }
        package var jobQueues: [String]?
        package var maxResults: Int?
        package var nextToken: String?
        package init(jobQueues: [String]? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
            self.jobQueues = jobQueues
            self.maxResults = maxResults
            self.nextToken = nextToken
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var jobQueues: [JobQueueDetail]?
            package var nextToken: String?
            package init(jobQueues: [JobQueueDetail]? = nil, nextToken: String? = nil) {
                self.jobQueues = jobQueues
                self.nextToken = nextToken
            }
        }
    }
    /// [DeleteJobQueue](https://docs.aws.amazon.com/batch/latest/APIReference/API_DeleteJobQueue.html)
    package struct DeleteJobQueue: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { true }
        package var jobQueue: String
        package init(jobQueue: String) {
            self.jobQueue = jobQueue
        }
        /// AWS answers with nothing that is used here.
        package typealias Output = Empty
    }
    /// [ComputeEnvironmentOrder](https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeEnvironmentOrder.html)
    package struct ComputeEnvironmentOrder: Sendable, Codable, Hashable {
        package var order: Int
        package var computeEnvironment: String
        package init(order: Int, computeEnvironment: String) {
            self.order = order
            self.computeEnvironment = computeEnvironment
        }
    }
    /// [JobStateTimeLimitAction](https://docs.aws.amazon.com/batch/latest/APIReference/API_JobStateTimeLimitAction.html)
    package struct JobStateTimeLimitAction: Sendable, Codable, Hashable {
        /// All are required in a request; an answer of a newer AWS may lack one.
        private var givenReason: String?
        private var givenState: String?
        private var givenMaxTimeSeconds: Int?
        private var givenAction: String?
        package init(reason: String, state: String, maxTimeSeconds: Int, action: String) {
            givenReason = reason
            givenState = state
            givenMaxTimeSeconds = maxTimeSeconds
            givenAction = action
        }
        /// The reason; empty if the answer has none.
        package var reason: String {
            get { givenReason ?? "" }
            set { givenReason = newValue }
        }
        /// The state; empty if the answer has none.
        package var state: String {
            get { givenState ?? "" }
            set { givenState = newValue }
        }
        /// The limit; 0 if the answer has none.
        package var maxTimeSeconds: Int {
            get { givenMaxTimeSeconds ?? 0 }
            set { givenMaxTimeSeconds = newValue }
        }
        /// The action; empty if the answer has none.
        package var action: String {
            get { givenAction ?? "" }
            set { givenAction = newValue }
        }
        private enum CodingKeys: String, CodingKey {
            case givenReason = "reason"
            case givenState = "state"
            case givenMaxTimeSeconds = "maxTimeSeconds"
            case givenAction = "action"
        }
    }
    /// [JobQueueDetail](https://docs.aws.amazon.com/batch/latest/APIReference/API_JobQueueDetail.html)
    package struct JobQueueDetail: Sendable, Codable, Hashable {
        package var jobQueueName: String?
        package var jobQueueArn: String?
        package var state: String?
        package var schedulingPolicyArn: String?
        package var status: String?
        package var statusReason: String?
        package var priority: Int?
        package var computeEnvironmentOrder: [ComputeEnvironmentOrder]?
        package var jobQueueType: String?
        package var tags: [String: String]?
        package var jobStateTimeLimitActions: [JobStateTimeLimitAction]?
        package init(
            jobQueueName: String? = nil, jobQueueArn: String? = nil, state: String? = nil,
            schedulingPolicyArn: String? = nil, status: String? = nil, statusReason: String? = nil,
            priority: Int? = nil, computeEnvironmentOrder: [ComputeEnvironmentOrder]? = nil,
            jobQueueType: String? = nil, tags: [String: String]? = nil,
            jobStateTimeLimitActions: [JobStateTimeLimitAction]? = nil
        ) {
            self.jobQueueName = jobQueueName
            self.jobQueueArn = jobQueueArn
            self.state = state
            self.schedulingPolicyArn = schedulingPolicyArn
            self.status = status
            self.statusReason = statusReason
            self.priority = priority
            self.computeEnvironmentOrder = computeEnvironmentOrder
            self.jobQueueType = jobQueueType
            self.tags = tags
            self.jobStateTimeLimitActions = jobStateTimeLimitActions
        }
    }
}
