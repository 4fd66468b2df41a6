import AWSOperations

extension Registry {
    mutating func registerComputeEnvironments() {
        on(Batch.CreateComputeEnvironment.self) { try $1.createComputeEnvironment($0, $2) }
        on(Batch.UpdateComputeEnvironment.self) { try $1.updateComputeEnvironment($0, $2) }
        on(Batch.DescribeComputeEnvironments.self) { try $1.describeComputeEnvironments($0, $2) }
        on(Batch.DeleteComputeEnvironment.self) { try $1.deleteComputeEnvironment($0, $2) }
    }
}

extension AccountState {
    /// The index of the environment with this name or ARN in the Region; nil if it was deleted.
    package func environmentIndex(_ nameOrARN: String, _ region: String) -> Int? {
        self[region: region].computeEnvironments.lastIndex {
            !$0.isGone && ($0.name == nameOrARN || $0.arn == nameOrARN)
        }
    }

    func environmentARN(_ name: String, _ region: String) -> String {
        let partition = Region.partition(of: region)
        return "arn:\(partition):batch:\(region):\(accountID):compute-environment/\(name)"
    }

    mutating func createComputeEnvironment(
        _ input: Batch.CreateComputeEnvironment, _ call: Call
    ) throws -> Batch.CreateComputeEnvironment.Output {
        let name = input.computeEnvironmentName
        try checkCreation(input, call)
        let arn = environmentARN(name, call.region)
        var detail = Batch.ComputeEnvironmentDetail(
            computeEnvironmentName: name, computeEnvironmentArn: arn, tags: input.tags ?? [:], type: input.type,
            state: "ENABLED", status: "CREATING", containerOrchestrationType: "ECS")
        detail.serviceRole = try input.serviceRole.map { fullRoleARN($0, call) } ?? ensureBatchServiceLinkedRole(call)
        detail.computeResources = input.computeResources?.filledIn
        var record = ComputeEnvironmentRecord(
            detail: Replicated(detail, at: call.now, lag: timings.batchStaleness),
            transition: Transition(kind: .create, began: call.now, ends: call.now + timings.environmentCreate))
        record.resolvedTemplateVersion = try detail.computeResources?.launchTemplate.map {
            try resolveVersion(of: $0, call)
        }
        // One whose service role cannot be assumed has neither [aws-rules: What Describe fills in and leaves out].
        if isServiceRoleAssumable(record) { identify(&record, region: call.region) }
        if settings.refusesYoungProfiles, let reason = youngProfileReason(record, since: call.now) {
            throw call.invalidRequest(reason)
        }
        self[region: call.region].computeEnvironments.append(record)
        return Batch.CreateComputeEnvironment.Output(computeEnvironmentName: name, computeEnvironmentArn: arn)
    }

    private func checkCreation(_ input: Batch.CreateComputeEnvironment, _ call: Call) throws {
        let name = input.computeEnvironmentName
        guard ComputeRules.isName(name) else {
            throw call.invalidRequest("computeEnvironmentName '\(name)' must match the pattern [A-Za-z0-9_-]{1,128}")
        }
        if let state = input.state, state != "ENABLED" {
            throw call.invalidRequest("A compute environment must be created in the ENABLED state.")
        }
        switch (input.type, input.computeResources) {
        case ("MANAGED", nil):
            throw call.invalidRequest("computeResources must be provided for a MANAGED compute environment")
        case ("MANAGED", let resources?):
            try check(resources, call)
            if !resources.type.hasPrefix("FARGATE") { try checkCreationNetwork(resources, call) }
        case ("UNMANAGED", nil):
            guard input.serviceRole != nil else {
                throw call.invalidRequest("serviceRole is required for an UNMANAGED compute environment")
            }
        case ("UNMANAGED", _):
            throw call.invalidRequest("computeResources can't be specified for an UNMANAGED compute environment")
        default: throw call.invalidRequest("type '\(input.type)' must be MANAGED or UNMANAGED")
        }
        try checkTags(input.tags ?? [:], call)
        guard environmentIndex(name, call.region) == nil else { throw call.invalidRequest("Object already exists") }
        guard self[region: call.region].computeEnvironments.count(where: { !$0.isGone }) < settings.environmentQuota
        else {
            throw call.invalidRequest("Limits Error : Only \(settings.environmentQuota) Compute Environments allowed")
        }
    }

    private func checkCreationNetwork(_ resources: Batch.ComputeResource, _ call: Call) throws {
        guard !(resources.subnets ?? []).isEmpty else { throw call.invalidRequest("subnets cannot be null or empty") }
        guard !(resources.securityGroupIds ?? []).isEmpty else {
            throw call.invalidRequest("securityGroupIds cannot be null or empty")
        }
    }

    /// Gives an environment its uuid and its cluster. The cluster's name tells the kind of the service role
    /// [aws-rules: What Describe fills in and leaves out].
    mutating func identify(_ record: inout ComputeEnvironmentRecord, region: String) {
        let suffix = generator.uuid()
        let name = record.isServiceLinked ? "AWSBatch-\(record.name)-\(suffix)" : "\(record.name)_Batch_\(suffix)"
        let partition = Region.partition(of: region)
        record.detail.current.ecsClusterArn = "arn:\(partition):ecs:\(region):\(accountID):cluster/\(name)"
        record.detail.current.uuid = generator.uuid()
    }

    mutating func describeComputeEnvironments(
        _ input: Batch.DescribeComputeEnvironments, _ call: Call
    ) throws -> Batch.DescribeComputeEnvironments.Output {
        let names = input.computeEnvironments ?? []
        guard names.isEmpty || input.maxResults == nil else {
            throw call.invalidRequest("ComputeEnvironments and MaxResults cannot both be set")
        }
        guard names.count <= 100 else { throw call.clientException("computeEnvironments can have at most 100 entries") }
        guard (1...100).contains(input.maxResults ?? 100) else {
            throw call.clientException("MaxResults must be between 1 and 100")
        }
        let wanted = Set(names)
        let newest = self[region: call.region].newestRelease
        let seen = self[region: call.region].computeEnvironments.compactMap { record in
            record.detail.read(at: call.now, lagging: call.isLagging).map { record.described($0, newest: newest) }
        }.filter {
            wanted.isEmpty || wanted.contains($0.computeEnvironmentName ?? "")
                || wanted.contains($0.computeEnvironmentArn ?? "")
        }
        let page = try call.page(
            seen, size: input.maxResults ?? 100, token: input.nextToken,
            invalid: call.clientException("Invalid nextToken"))
        return Batch.DescribeComputeEnvironments.Output(computeEnvironments: page.items, nextToken: page.next)
    }

    mutating func deleteComputeEnvironment(_ input: Batch.DeleteComputeEnvironment, _ call: Call) throws -> Empty {
        // Deleting an environment that does not exist succeeds.
        guard let index = environmentIndex(input.computeEnvironment, call.region) else { return Empty() }
        let record = self[region: call.region].computeEnvironments[index]
        guard ["VALID", "INVALID"].contains(record.status) else {
            throw call.clientException("Cannot delete, resource is being modified")
        }
        guard record.detail.current.state == "DISABLED" else {
            throw call.clientException("Cannot delete an enabled compute environment, set the state to DISABLED first.")
        }
        let isNamed = self[region: call.region].jobQueues.contains { !$0.isGone && $0.names(record.arn) }
        guard !isNamed, record.formerQueues.values.allSatisfy({ $0 <= call.now }) else {
            throw call.clientException("Cannot delete, found existing JobQueue relationship")
        }
        changeEnvironment(index, call) { $0.status = "DELETING" }
        self[region: call.region].computeEnvironments[index].transition = Transition(
            kind: .delete, began: call.now, ends: call.now + timings.environmentDelete)
        return Empty()
    }

    /// A write by a caller: lagging reads keep the old record for a while.
    mutating func changeEnvironment(
        _ index: Int, _ call: Call, _ change: (inout Batch.ComputeEnvironmentDetail) throws -> Void
    ) rethrows {
        let lag = timings.batchStaleness
        try self[region: call.region].computeEnvironments[index].detail.write(at: call.now, lag: lag, change)
    }
}
