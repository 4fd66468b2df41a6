import AWSOperations

extension AccountState {
    mutating func updateComputeEnvironment(
        _ input: Batch.UpdateComputeEnvironment, _ call: Call
    ) throws -> Batch.UpdateComputeEnvironment.Output {
        guard let index = environmentIndex(input.computeEnvironment, call.region) else {
            let name = input.computeEnvironment.split(separator: "/").last.map(String.init) ?? ""
            throw call.clientException("\(environmentARN(name, call.region)) does not exist")
        }
        let record = self[region: call.region].computeEnvironments[index]
        guard ["VALID", "INVALID"].contains(record.status) else {
            throw call.clientException("Cannot update, resource is being modified")
        }
        let kind = try classify(input, record, call)
        var detail = record.detail.current
        if let resources = input.computeResources {
            let taken = takenVCPUs(record.arn, self[region: call.region])
            detail.computeResources = try merge(resources, into: detail.computeResources, kind, taken: taken, call)
        }
        if let state = input.state { detail.state = state }
        if let role = input.serviceRole { detail.serviceRole = fullRoleARN(role, call) }
        if let policy = input.updatePolicy { detail.updatePolicy = policy }
        detail.status = "UPDATING"
        changeEnvironment(index, call) { $0 = detail }
        let ends =
            kind == .infrastructure
            ? try beginInfrastructureUpdate(index, call)
            : call.now + (kind == .scaling ? timings.scalingUpdate : timings.stateChange)
        if record.isReasonLasting != true { self[region: call.region].computeEnvironments[index].imposedReason = nil }
        self[region: call.region].computeEnvironments[index].transition = Transition(
            kind: .update, began: call.now, ends: ends, replacesInstances: kind == .infrastructure)
        if input.computeResources?.updateToLatestImageVersion == true {
            self[region: call.region].computeEnvironments[index].takesNewestImage = true
        }
        return Batch.UpdateComputeEnvironment.Output(
            computeEnvironmentName: record.name, computeEnvironmentArn: record.arn)
    }

    private enum UpdateKind { case state, scaling, infrastructure }

    private func classify(
        _ input: Batch.UpdateComputeEnvironment, _ record: ComputeEnvironmentRecord, _ call: Call
    ) throws -> UpdateKind {
        if let state = input.state, !["ENABLED", "DISABLED"].contains(state) {
            throw call.invalidRequest("state '\(state)' must be ENABLED or DISABLED")
        }
        let minutes = input.updatePolicy?.jobExecutionTimeoutMinutes
        guard (1...7200).contains(minutes ?? 30) else {
            throw call.invalidRequest("jobExecutionTimeoutMinutes must be between 1 and 7200")
        }
        let given = input.computeResources.map(\.givenFields) ?? []
        if input.computeResources != nil {
            guard record.detail.current.type == "MANAGED" else {
                throw call.invalidRequest("computeResources can't be specified for an UNMANAGED compute environment")
            }
            guard !given.isEmpty else {
                throw call.clientException("At least one compute-resources attribute must be specified")
            }
        }
        let infrastructure = given.filter { !["minvCpus", "maxvCpus", "desiredvCpus", "scalingPolicy"].contains($0) }
        if record.isFargate {
            try checkFargateUpdate(input, given: given, call)
            return given.isEmpty ? .state : .scaling
        }
        if let role = input.serviceRole {
            try checkServiceRoleChange(role, record, mixed: !infrastructure.isEmpty, call)
        }
        guard !infrastructure.isEmpty else { return given.isEmpty && input.serviceRole == nil ? .state : .scaling }
        try checkUpdatable(record, input, infrastructure, call)
        return .infrastructure
    }

    private func checkFargateUpdate(_ input: Batch.UpdateComputeEnvironment, given: [String], _ call: Call) throws {
        let allowed: Set<String> = ["maxvCpus", "subnets", "securityGroupIds"]
        let capacity: Set<String> = ["minvCpus", "desiredvCpus", "scalingPolicy"]
        guard given.allSatisfy({ allowed.contains($0) || capacity.contains($0) }), input.updatePolicy == nil else {
            throw call.invalidRequest(ComputeRules.notForFargateUpdate)
        }
        guard given.allSatisfy(allowed.contains) else {
            throw call.invalidRequest("minvCpus, desiredvCpus and scalingPolicy aren't applicable to Fargate resources")
        }
    }

    private func checkServiceRoleChange(
        _ role: String, _ record: ComputeEnvironmentRecord, mixed: Bool, _ call: Call
    ) throws {
        let becomesLinked = fullRoleARN(role, call).contains(":role/aws-service-role/batch.amazonaws.com/")
        guard becomesLinked == record.isServiceLinked else {
            throw call.invalidRequest(
                "serviceRole can't be changed between the service-linked role and a regular IAM role")
        }
        guard !mixed else {
            throw call.invalidRequest("serviceRole can't be changed together with an infrastructure update")
        }
    }

    private func checkUpdatable(
        _ record: ComputeEnvironmentRecord, _ input: Batch.UpdateComputeEnvironment, _ fields: [String], _ call: Call
    ) throws {
        guard record.isUpdatable else {
            throw call.invalidRequest(
                "Following fields [\(fields.joined(separator: ", "))] can be updated only for Non-fargate Compute"
                    + " Environment having a Batch Service Linked Role")
        }
        if let strategy = input.computeResources?.allocationStrategy,
            !ComputeRules.updatableStrategies.contains(strategy)
        {
            throw call.invalidRequest("Allocation strategy can't be updated to \(strategy)")
        }
        if let type = input.computeResources?.type, !["EC2", "SPOT"].contains(type) {
            throw call.invalidRequest("type can't be updated to \(type)")
        }
    }

    /// The resources after an update: a missing member keeps its value, an empty one is reset.
    ///
    /// - Parameter taken: the vCPUs that jobs take.
    private func merge(
        _ update: Batch.ComputeResourceUpdate, into current: Batch.ComputeResource?, _ kind: UpdateKind, taken: Int,
        _ call: Call
    ) throws -> Batch.ComputeResource {
        guard var merged = current else { throw call.invalidRequest("there are no computeResources to update") }
        let isFargate = merged.type.hasPrefix("FARGATE")
        let inUse = merged.desiredvCpus ?? 0
        // AWS's words for a lower desiredvCpus, which are reported of a lower maxvCpus too: ASFHyP3/hyp3#2965,
        // opensupplyhub/open-apparel-registry#2043.
        if update.desiredvCpus ?? inUse < inUse || update.maxvCpus ?? inUse < inUse {
            throw call.invalidRequest(
                "Manually scaling down compute environment is not supported. Disconnecting job queues from compute"
                    + " environment will cause it to scale-down to minvCpus.")
        }
        let minimumBefore = merged.minvCpus ?? 0
        merged.apply(update, isFargate: isFargate)
        if update.desiredvCpus == nil, let minimum = merged.minvCpus, let desired = merged.desiredvCpus {
            // What only the minimum kept running goes with it.
            let left = minimum < minimumBefore ? min(desired, taken) : desired
            merged.desiredvCpus = max(minimum, min(left, merged.maxvCpus))
        }
        if isFargate {
            try checkFargateScale(merged, call)
            try checkNetwork(merged, call)
        } else if kind == .infrastructure {
            try check(merged, call)
        } else {
            try checkCapacity(merged, call)
        }
        return merged
    }

    /// Begins replacing instances and answers when that will have ended; jobs follow the update policy.
    private mutating func beginInfrastructureUpdate(_ index: Int, _ call: Call) throws -> Double {
        let record = self[region: call.region].computeEnvironments[index]
        let template = record.detail.current.computeResources?.launchTemplate
        self[region: call.region].computeEnvironments[index].resolvedTemplateVersion = try template.map {
            try resolveVersion(of: $0, call)
        }
        let policy = record.detail.current.updatePolicy ?? ComputeRules.defaultUpdatePolicy
        let usual = call.now + timings.infrastructureUpdate
        if policy.terminateJobsOnUpdate == true {
            killJobs(region: call.region, at: call.now, because: "infrastructure update of \(record.name)") {
                $0.computeEnvironment == record.arn
            }
            return usual
        }
        let running = self[region: call.region].jobs.filter { $0.isRunning && $0.computeEnvironment == record.arn }
        guard !running.isEmpty else { return usual }
        let deadline = call.now + Double(policy.jobExecutionTimeoutMinutes ?? 30) * 60
        let lastEnd = running.map { $0.ends ?? .infinity }.max() ?? usual
        return max(usual, min(lastEnd, deadline))
    }
}
