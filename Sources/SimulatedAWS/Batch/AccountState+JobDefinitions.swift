import AWSOperations
import FoundationEssentials

extension Registry {
    mutating func registerJobDefinitions() {
        on(Batch.RegisterJobDefinition.self) { try $1.registerJobDefinition($0, $2) }
        on(Batch.DescribeJobDefinitions.self) { try $1.describeJobDefinitions($0, $2) }
        on(Batch.DeregisterJobDefinition.self) { try $1.deregisterJobDefinition($0, $2) }
    }
}

/// Job definitions. No text of a refusal is recorded: they are modelled on those for jobs, queues and compute
/// environments.
extension AccountState {
    /// Batch's limit [AWS Batch user guide, service_limits].
    private static let definitionLimit = 24 << 10

    func definitionARN(_ name: String, _ region: String) -> String {
        "arn:\(Region.partition(of: region)):batch:\(region):\(accountID):job-definition/\(name)"
    }

    mutating func registerJobDefinition(
        _ input: Batch.RegisterJobDefinition, _ call: Call
    ) throws -> Batch.RegisterJobDefinition.Output {
        guard ComputeRules.isName(input.jobDefinitionName) else {
            throw call.invalidRequest(
                "jobDefinitionName '\(input.jobDefinitionName)' must match the pattern [A-Za-z0-9_-]{1,128}")
        }
        try checkTags(input.tags ?? [:], call)
        try JobDefinitionRules.check(input, call)
        let size = (try? JSONEncoder().encode(input).count) ?? 0
        guard size < Self.definitionLimit else {
            throw call.invalidRequest("Job definition size must be less than 24 KiB, got \(size >> 10) KiB")
        }
        let region = self[region: call.region]
        // Numbers of revisions that were deregistered are not given again.
        let revision =
            1 + (region.jobDefinitions.filter { $0.name == input.jobDefinitionName }.map(\.revision).max() ?? 0)
        let arn = definitionARN("\(input.jobDefinitionName):\(revision)", call.region)
        let detail = Batch.JobDefinition(
            jobDefinitionName: input.jobDefinitionName, jobDefinitionArn: arn, revision: revision, status: "ACTIVE",
            type: input.type, parameters: input.parameters ?? [:],
            retryStrategy: input.retryStrategy, containerProperties: JobDefinitionRules.shown(input),
            timeout: input.timeout, tags: input.tags ?? [:], propagateTags: input.propagateTags ?? false,
            platformCapabilities: input.platformCapabilities ?? ["EC2"])
        let record = JobDefinitionRecord(
            name: input.jobDefinitionName, revision: revision,
            detail: Replicated(detail, at: call.now, lag: timings.batchStaleness))
        self[region: call.region].jobDefinitions.append(record)
        return Batch.RegisterJobDefinition.Output(
            jobDefinitionName: input.jobDefinitionName, jobDefinitionArn: arn, revision: revision)
    }

    func describeJobDefinitions(
        _ input: Batch.DescribeJobDefinitions, _ call: Call
    ) throws -> Batch.DescribeJobDefinitions.Output {
        guard (1...100).contains(input.maxResults ?? 100) else {
            throw call.clientException("maxResults must be between 1 and 100")
        }
        if let named = input.jobDefinitions {
            guard input.jobDefinitionName == nil, input.status == nil else {
                throw call.clientException("jobDefinitions cannot be used with other parameters")
            }
            guard named.count <= 100 else {
                throw call.clientException("jobDefinitions can have at most 100 entries")
            }
        }
        let found = self[region: call.region].jobDefinitions.compactMap { record -> Batch.JobDefinition? in
            guard let detail = record.detail.read(at: call.now, lagging: call.isLagging) else { return nil }
            let isNamed =
                input.jobDefinitions.map { names in
                    names.contains(detail.jobDefinitionArn) || names.contains("\(record.name):\(record.revision)")
                } ?? true
            let isMeant = input.jobDefinitionName.map { $0 == record.name } ?? true
            return isNamed && isMeant && input.status.map { $0 == detail.status } ?? true ? detail : nil
        }
        let page = try call.page(
            found, size: input.maxResults ?? 100, token: input.nextToken,
            invalid: call.clientException("Invalid nextToken"))
        return Batch.DescribeJobDefinitions.Output(jobDefinitions: page.items, nextToken: page.next)
    }

    mutating func deregisterJobDefinition(_ input: Batch.DeregisterJobDefinition, _ call: Call) throws -> Empty {
        try changeJobDefinition(input.jobDefinition, call) { $0.status = "INACTIVE" }
    }

    /// Changes a revision, which `name:revision` or its ARN names.
    @discardableResult
    mutating func changeJobDefinition(
        _ name: String, _ call: Call, _ change: (inout Batch.JobDefinition) throws -> Void
    ) throws -> Empty {
        let index = self[region: call.region].jobDefinitions.firstIndex { record in
            record.detail.current.jobDefinitionArn == name || "\(record.name):\(record.revision)" == name
        }
        guard let index else { throw call.clientException("Job definition \(name) does not exist") }
        try self[region: call.region].jobDefinitions[index].detail
            .write(at: call.now, lag: timings.batchStaleness, change)
        return Empty()
    }

    /// The ACTIVE revision that a job names: by name the newest one, by name and revision, or by ARN.
    func activeDefinition(_ name: String, _ region: String) -> Batch.JobDefinition? {
        let active = self[region: region].jobDefinitions.filter { $0.detail.current.status == "ACTIVE" }
        let arn = name.hasPrefix("arn:") ? name : definitionARN(name, region)
        return active.first { $0.detail.current.jobDefinitionArn == arn }?.detail.current
            ?? active.filter { definitionARN($0.name, region) == arn }.max { $0.revision < $1.revision }?.detail.current
    }
}
