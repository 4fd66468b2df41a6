import AWSOperations
public import Planning
public import ResourceModel

/// Reads from AWS what stands for the resources that a file wants, in a number of round trips that does not grow with
/// the number of environments.
public struct Observer: Sendable {
    let access: AWSAccess

    /// Makes an observer.
    public init(_ access: AWSAccess) { self.access = access }

    /// Who we are: the account and the caller's ARN. Read before anything else, so that a wrong account is not read.
    public func identity() async throws -> (accountID: String, principal: String) {
        let answer = try await access.global.call(STS.GetCallerIdentity())
        return (answer.account ?? "", answer.arn ?? "")
    }

    /// Everything that stands for the resources, and the jobs on their compute environments.
    ///
    /// - Parameter discovery: what a look around has read already.
    public func observe(
        _ resources: [Resource], accountID: String, principal: String, after discovery: Discovery? = nil
    ) async throws -> Observation {
        let reading = Reading(access, for: resources, after: discovery)
        let unique = Dictionary(resources.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
            .values.sorted { $0.address < $1.address }
        let isReference = { (resource: Resource) in ReferenceReaders.reader(of: resource.address.kind) != nil }
        let kinds = unique.filter { !isReference($0) }.grouped { $0.address.kind }.sorted { $0.key < $1.key }
        async let references = ReferenceReaders.findings(on: unique.filter(isReference), with: reading)
        let found = try await together(kinds) { kind, resources in
            try await Drivers.driver(of: kind).observe(resources, with: reading)
        }
        var observation = Observation(accountID: accountID, principal: principal)
        observation.resources = found.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        let findings = try await references
        observation.resources.merge(findings.resources) { first, _ in first }
        try Self.assureAttributes(of: observation)
        observation.unread = findings.unread
        observation.networks = try await withGroupsOfEnvironments(findings.networks, observation)
        await countJobs(&observation)
        let batch = Set(resources.filter { $0.address.kind == .computeEnvironment }.map(\.address.region))
        for region in batch { observation.usage[region] = try await RegionUsage(reading.batch(region)) }
        return observation
    }

    /// Throws if something has an empty name, id or ARN: others would be written with it, and lose what they have.
    private static func assureAttributes(of observation: Observation) throws {
        let observed = observation.resources.values.flatMap { $0 }.sorted { $0.address < $1.address }
        for one in observed {
            guard let empty = one.attributes.filter({ $0.value == .string("") }).keys.min() else { continue }
            throw ReconciliationError(
                "the answer about \(one.address.kind.rawValue) '\(one.name)' has no \(empty)",
                detail:
                    "AWS always sends it, so something between here and AWS may have answered. Nothing was changed: run "
                    + "the command again", address: one.address)
        }
    }

    /// Adds the security groups that environments have and that no file names: usually they are known by then.
    private func withGroupsOfEnvironments(
        _ networks: [String: NetworkReading], _ observation: Observation
    ) async throws -> [String: NetworkReading] {
        let environments = observation.resources.values.flatMap { $0 }.filter { $0.address.kind == .computeEnvironment }
        let held = environments.grouped { $0.address.region }.mapValues { environments in
            Set(environments.flatMap { $0.properties[path: "computeResources.securityGroupIds"]?.strings ?? [] })
        }
        let regions = networks.sorted { $0.key < $1.key }
        let completed = try await concurrently(regions) { region, reading in
            try await NetworkReader.adding(groups: held[region] ?? [], to: reading, with: access.caller(region))
        }
        return Dictionary(zip(regions.map(\.key), completed), uniquingKeysWith: { first, _ in first })
    }

    /// Jobs on all compute environments: one ECS call for up to a hundred clusters of a region.
    private func countJobs(_ observation: inout Observation) async {
        let environments = observation.resources.values.flatMap { $0 }.filter { $0.address.kind == .computeEnvironment }
        for (region, observed) in environments.grouped(by: { $0.address.region }).sorted(by: { $0.key < $1.key }) {
            let clusters = observed.compactMap { one in
                one.attributes["ecsClusterArn"]?.string.map { ($0, one.name) }
            }
            do {
                // Worth one more try, not a wait: a plan can do without.
                let counts = try await CallPatience.$maximumAttempts.withValue(2) {
                    try await jobs(on: clusters, in: region)
                }
                observation.jobs.merge(counts) { _, new in new }
            } catch {
                observation.notes.append("the jobs that run in \(region) could not be counted: \(error)")
            }
        }
    }

    private func jobs(
        on clusters: [(arn: String, name: String)], in region: String
    ) async throws -> [Observation.JobKey: PlannedEnvironment.JobCounts] {
        let names = Dictionary(clusters.map { ($0.arn, $0.name) }, uniquingKeysWith: { first, _ in first })
        let arns = names.keys.sorted()
        let caller = access.caller(region)
        let chunks = stride(from: 0, to: arns.count, by: 100).map { Array(arns.dropFirst($0).prefix(100)) }
        let answers = try await concurrently(chunks) { try await caller.call(ECS.DescribeClusters(clusters: $0)) }
        var jobs: [Observation.JobKey: PlannedEnvironment.JobCounts] = [:]
        for cluster in answers.flatMap({ $0.clusters ?? [] }) {
            guard let name = names[cluster.clusterArn ?? ""] else { continue }
            jobs[Observation.JobKey(region: region, name: name)] = JobCounting.jobs(of: cluster)
        }
        for failure in answers.flatMap({ $0.failures ?? [] }) where failure.isMissing {
            guard let name = names[failure.arn ?? ""] else { continue }
            jobs[Observation.JobKey(region: region, name: name)] = JobCounting.ofNoCluster
        }
        return jobs
    }
}
