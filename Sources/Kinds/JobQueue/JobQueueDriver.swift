import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Batch job queues.
struct JobQueueDriver: ResourceDriver {
    let kind = ResourceKind.jobQueue

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        var observed: [Address: [ObservedResource]] = [:]
        for (region, resources) in resources.grouped(by: { $0.address.region }) {
            let details = try await context.jobQueues(region)
            let environments = try await context.computeEnvironments(region)
            let arns = Dictionary(
                environments.compactMap { environment in
                    environment.computeEnvironmentName.flatMap { name in
                        environment.computeEnvironmentArn.map { (name, $0) }
                    }
                }, uniquingKeysWith: { first, _ in first })
            for resource in resources {
                let existing = details.filter { $0.jobQueueName == resource.name && $0.lifecycle != .deleted }
                guard let detail = existing.first else { continue }
                observed[resource.address] = [try Self.observed(detail, at: resource.address, arns: arns)]
            }
        }
        return observed
    }

    /// - Parameter arns: the ARNs of compute environments by name, for orders that name them by name.
    private static func observed(
        _ detail: Batch.JobQueueDetail, at address: Address, arns: [String: String]
    ) throws -> ObservedResource {
        // Order numbers differ between tools and have no meaning but the order.
        let order = (detail.computeEnvironmentOrder ?? []).sorted { $0.order < $1.order }.map { entry in
            arns[entry.computeEnvironment] ?? entry.computeEnvironment
        }
        var properties: [String: Value] = ["computeEnvironmentOrder": .strings(order)]
        if let state = detail.state { properties["state"] = .string(state) }
        if let policy = detail.schedulingPolicyArn { properties["schedulingPolicyArn"] = .string(policy) }
        if let priority = detail.priority { properties["priority"] = .integer(priority) }
        if let actions = detail.jobStateTimeLimitActions {
            properties["jobStateTimeLimitActions"] = try ShapeCoding.value(of: actions)
        }
        var attributes: [String: Value] = ["name": .string(detail.jobQueueName ?? "")]
        attributes["arn"] = detail.jobQueueArn.map { .string($0) }
        return ObservedResource(
            address, name: detail.jobQueueName ?? "", properties: .map(properties), tags: detail.tags ?? [:],
            attributes: attributes, status: detail.lifecycle, statusReason: detail.statusReason?.onOneLine)
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        let operation = Batch.CreateJobQueue(
            jobQueueName: resource.name, priority: resource.properties["priority"]?.integer ?? 1,
            state: SwitchState.enabled.word,
            schedulingPolicyArn: resource.properties["schedulingPolicyArn"]?.string,
            computeEnvironmentOrder: Self.order(resource.properties["computeEnvironmentOrder"]),
            tags: resource.tags,
            jobStateTimeLimitActions: try resource.properties["jobStateTimeLimitActions"].map { actions in
                try ShapeCoding.shape([Batch.JobStateTimeLimitAction].self, of: actions)
            })
        // Another run may have disabled it since.
        let asked = Batch.UpdateJobQueue(
            jobQueue: resource.name, priority: operation.priority,
            computeEnvironmentOrder: operation.computeEnvironmentOrder,
            jobStateTimeLimitActions: operation.jobStateTimeLimitActions)
        let arn = try await context.createIdempotently {
            try await whenEnvironmentsAreValid(operation.computeEnvironmentOrder, resource.address, context) {
                try await caller.call(operation).jobQueueArn ?? ""
            }
        } readBack: {
            let answer = try await caller.call(Batch.DescribeJobQueues(jobQueues: [resource.name]))
            guard let live = answer.jobQueues?.first(where: { $0.lifecycle != .deleted }) else { return nil }
            try ReconciliationError.assure(live.tags, areOf: resource)
            guard live.lifecycle == .deleting else {
                guard Self.shows(live, asked) else { throw ReconciliationError.other(resource) }
                return live.jobQueueArn
            }
            // A predecessor that is being deleted keeps the name for a while.
            // Another run may be the first to take it then.
            try await context.waitWhileDeleting(resource.address, resource.name)
            return nil
        }
        let waitsForValid = context.waitsForAvailable
        let record = try await context.wait(for: resource.address, named: resource.name) { result in
            if let record = result.record, !waitsForValid, record.status != .invalid { return .done }
            return .settled(result.record, shows: result.record != nil)
        }
        var attributes: [String: Value] = ["name": .string(resource.name), "arn": .string(arn)]
        attributes["status"] = record.map { .string($0.status.rawValue) }
        return attributes
    }

    /// Sends a write that names compute environments, as soon as Batch finds them VALID. If one becomes INVALID, it
    /// fails with the reason.
    private func whenEnvironmentsAreValid<Answer: Sendable>(
        _ order: [Batch.ComputeEnvironmentOrder]?, _ queue: Address, _ context: StepContext,
        _ write: @Sendable () async throws -> Answer
    ) async throws -> Answer {
        do {
            // Batch may not see yet what this run has made for the queue.
            return try await context.retrying(
                while: { ($0 as? ServiceError)?.wantsValidEnvironments != true && context.made.explains($0) }, write)
        } catch let error as ServiceError where error.wantsValidEnvironments {
            for entry in order ?? [] {
                let name = entry.computeEnvironment.split(separator: "/").last.map(String.init) ?? ""
                try await context.wait(for: .computeEnvironment, named: name, in: queue.region) { result in
                    .settled(result.record, shows: true)
                }
            }
            // Batch may show an environment as VALID before its check of queues knows that.
            return try await context.retrying(
                while: { ($0 as? ServiceError)?.wantsValidEnvironments == true || context.made.explains($0) }, write)
        }
    }

    private static func order(_ value: Value?) -> [Batch.ComputeEnvironmentOrder] {
        (value?.strings ?? []).enumerated().map { index, environment in
            Batch.ComputeEnvironmentOrder(order: index + 1, computeEnvironment: environment)
        }
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        let caller = context.caller(resource.address)
        let operation = try Self.delta(planned, resource)
        let changesTagsOnly = TagChanges.isAll(of: planned)
        if !changesTagsOnly {
            try await context.throughTransitions(
                of: resource.address, named: resource.name, isDone: { Self.shows($0.queue, operation) }
            ) {
                _ = try await whenEnvironmentsAreValid(operation.computeEnvironmentOrder, resource.address, context) {
                    try await caller.call(operation)
                }
            }
        }
        let tagChanges = TagChanges(planned)
        try await BatchTags.apply(tagChanges, to: planned.observed?.attributes["arn"]?.string ?? "", with: caller)
        try await context.wait(for: resource.address, named: resource.name) { result in
            let queue = result.record?.queue
            let shows = Self.shows(queue, operation) && tagChanges.show(in: queue?.tags)
            // Tags show in any state of the queue.
            return changesTagsOnly && shows ? .done : .settled(result.record, shows: shows)
        }
        return planned.observed?.attributes ?? [:]
    }

    /// Returns true if a queue as it is read has everything that was written.
    private static func shows(_ queue: Batch.JobQueueDetail?, _ written: Batch.UpdateJobQueue) -> Bool {
        let order = (queue?.computeEnvironmentOrder ?? []).sorted { $0.order < $1.order }.map(\.computeEnvironment)
        let wanted = written.computeEnvironmentOrder?.map(\.computeEnvironment)
        return (wanted == nil || order == wanted) && (written.state == nil || queue?.state == written.state)
            && (written.priority == nil || queue?.priority == written.priority)
            && (written.schedulingPolicyArn == nil || queue?.schedulingPolicyArn == written.schedulingPolicyArn)
            && (written.jobStateTimeLimitActions == nil
                || Set(queue?.jobStateTimeLimitActions ?? []) == Set(written.jobStateTimeLimitActions ?? []))
    }

    private static func delta(_ planned: PlannedResource, _ resource: Resource) throws -> Batch.UpdateJobQueue {
        var operation = Batch.UpdateJobQueue(jobQueue: planned.name)
        let desired = resource.properties
        for change in planned.changes {
            switch change.path {
            case "state": operation.state = desired["state"]?.string
            case "schedulingPolicyArn": operation.schedulingPolicyArn = desired["schedulingPolicyArn"]?.string
            case "priority": operation.priority = desired["priority"]?.integer
            case "computeEnvironmentOrder":
                operation.computeEnvironmentOrder = order(desired["computeEnvironmentOrder"])
            case "jobStateTimeLimitActions":
                operation.jobStateTimeLimitActions = try ShapeCoding.shape(
                    [Batch.JobStateTimeLimitAction].self, of: desired["jobStateTimeLimitActions"] ?? .list([]))
            default: break
            }
        }
        return operation
    }

    func reads(for step: StepGraph.Step) -> [StepRead] {
        guard step.verb == .delete, step.planned.drains, let observed = step.planned.observed,
            observed.status != .deleting
        else { return [] }
        return [.jobs(inQueue: observed.name, in: observed.address.region)]
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        let caller = context.caller(observed.address)
        let name = observed.name
        if observed.status != .deleting {
            do {
                try await context.throughTransitions(
                    of: observed.address, named: name, isDone: { $0.state == .disabled }
                ) { _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: name, state: SwitchState.disabled.word)) }
            } catch let error where Subject.jobQueue(name).isMissing(error) {
                return
            } catch is ResourceBeingDeleted {
                return try await context.waitUntilGone(observed.address, name)
            }
            try await context.wait(for: observed.address, named: name) { result in
                guard let record = result.record, record.status != .deleted else { return .done }
                return record.state == .disabled && record.isSettled ? .done : .waiting
            }
            if planned.drains { try await context.drainQueue(observed) }
            do {
                try await ignoringAbsence(of: .jobQueue(name)) {
                    try await context.throughTransitions(of: observed.address, named: name) {
                        _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: name))
                    }
                }
            } catch is ResourceBeingDeleted {}
        }
        try await context.waitUntilGone(observed.address, name)
    }
}
