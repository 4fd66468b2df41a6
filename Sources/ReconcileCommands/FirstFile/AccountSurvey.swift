import AWSOperations
import BatchForge
import Kinds
import Planning
import Reconciliation
import ResourceModel

/// The things in a region of an account that a first file can use, as far as they could be read.
struct AccountSurvey {
    let region: String
    /// The VPCs with subnets in which jobs can start, the best first; nil if they could not be read.
    var networks: [Network]?
    /// The names of the region's buckets, the best first; nil if they could not be listed.
    var buckets: [String]?
    /// The environments and queues of AWS Batch that `export` writes; nil if they could not be listed.
    var environments: [String]?
    /// True if the ways out of the subnets were looked at.
    var knowsWays = true
    /// The reads that were not answered.
    var unread: [UnreadReference] = []

    /// A VPC, and its subnets in which jobs can start.
    struct Network: Hashable {
        let vpc: String
        let isDefault: Bool
        let subnets: [String]
        /// The number of zones that the subnets are in.
        let zoneCount: Int
    }

    /// Reads a region, with reads alone.
    static func read(_ region: String, _ access: AWSAccess, as caller: CallerIdentity) async throws -> AccountSurvey {
        var survey = AccountSurvey(region: region)
        async let queues = answer(on: .jobQueue, in: region) { try await Batch.allJobQueues(access.caller(region)) }
        async let buckets = answer(on: .bucket, in: region, action: "s3:ListAllMyBuckets") {
            try await S3.allBuckets(access.caller(region))
        }
        let surroundings = [(ResourceKind.network, ""), (.connectivity, "region")].map { kind, name in
            Resource(Address(sharedIn: region, kind, name), name: name, properties: .map([:]), management: .external)
        }
        let observation = try await StateReader(access).observe(
            surroundings, accountID: caller.accountID, principal: caller.principal, countingJobs: false)
        let (foundQueues, foundBuckets) = try await (queues, buckets)
        survey.take(surroundings[0], surroundings[1].address, of: observation)
        survey.environments = foundQueues.found.map { names(of: $0, in: region) }
        survey.buckets = foundBuckets.found.map { BucketRanking($0, in: region).names }
        survey.unread = observation.unread + foundBuckets.unread + foundQueues.unread
        return survey
    }

    private static func answer<Item: Sendable>(
        on kind: ResourceKind, in region: String, action: String? = nil, _ call: @Sendable () async throws -> [Item]
    ) async throws -> (found: [Item]?, unread: [UnreadReference]) {
        var findings = ReferenceFindings()
        let found = try await findings.answer(on: kind, in: region, action: action, call)
        return (found, findings.unread)
    }

    /// The environments of reconcile, and those that `export` makes of the queues of others.
    private static func names(of queues: [Batch.JobQueueDetail], in region: String) -> [String] {
        let owners = queues.compactMap { queue in
            OwnershipClaim(.jobQueue, queue.jobQueueName ?? "", in: region, tags: queue.tags)?.owner
        }
        return Set(owners).sorted() + ForeignQueues(queues, in: region).environments.map(\.key.owner)
    }

    private mutating func take(_ network: Resource, _ ways: Address, of observation: Observation) {
        let connectivity = observation.resources[ways]?.first?.properties
        knowsWays = connectivity?["routeTables"] != nil && connectivity?["endpoints"] != nil
        guard let state = observation.networks[region], let subnets = state.subnets else { return }
        let found = Set(subnets.values.map(\.vpc)).map { vpc in
            var named = network
            named.properties = .map(["vpcId": .string(vpc)])
            let usable = NetworkChoice(named, in: state).openSubnets.compactMap { id in subnets[id].map { (id, $0) } }
                .filter { Self.hasWayOut($0, connectivity, region) }
            return Network(
                vpc: vpc, isDefault: vpc == state.defaultVPC, subnets: usable.map(\.0),
                zoneCount: Set(usable.map(\.1.zone)).count)
        }
        networks = found.filter { !$0.subnets.isEmpty }.sorted { left, right in
            if left.isDefault != right.isDefault { return left.isDefault }
            return (-left.zoneCount, left.vpc) < (-right.zoneCount, right.vpc)
        }
    }

    /// True if instances in a subnet reach AWS, also if the ways could not be read.
    private static func hasWayOut(
        _ subnet: (id: String, subnet: NetworkState.Subnet), _ connectivity: Value?, _ region: String
    ) -> Bool {
        guard let connectivity else { return true }
        let ways = SubnetWays(connectivity: connectivity, subnets: [subnet], region: region)
        return ways.findings.allSatisfy(\.isCost)
    }
}
