import AWSOperations
import Kinds
import Reconciliation
import ResourceModel
import Testing

@testable import Planning
@testable import ReconcileCommands

/// Checks that drift and plan see a manual change in AWS, and that apply mends it: each field of each resource.
struct OutsideChangeTests {
    /// Environments that have every resource and every field between them.
    static let files: [String: String] = [
        "Spot": """
            provisioning-model: SPOT
            instance-types: c6id,m6id
            ami-id: ami-01234567
            key-pair: key-a
            log-group: /jobs
            bid-percentage: 80
            reconcile:
              boot-disk: {throughput: 500, iops: 4000, kms-key: 'arn:aws:kms:eu-west-1:123456789012:key/a'}
              scheduling-policy: arn:aws:batch:eu-west-1:123456789012:scheduling-policy/own
              policies: arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
              permissions-boundary: arn:aws:iam::aws:policy/PowerUserAccess
              on-delete: retain
              drain: False
        """,
        "on demand": """
            provisioning-model: EC2
            alloc-strategy: BEST_FIT_PROGRESSIVE_ORDERED
            instance-types: c6id,m6id
            min-cpus: 8
            create-efs: True
            fsx-size: 1200
            no-ebs-auto-scale: False
            reconcile:
              job-timeout-minutes: 60
              scheduling-policy: {shares: {labA: 1, labB: 0.5}}
        """,
        "Fargate": """
            wave: True
            fusion-v2: True
            fargate: True
            fast-storage: True
        """,
        "many buckets":
            "    allow-buckets: [\((0..<120).map { "s3://bucket-\($0)-\(String(repeating: "x", count: 40))" }.joined(separator: ", "))]",
    ]

    static func text(_ name: String) -> String {
        Workbench.item + """
                overwrite: True
                subnets: $SUBNET_A1,$SUBNET_A2
                security-groups: $GROUP_1
                labels: team=rna,cost=42

            """ + (files[name] ?? "") + "\n"
    }

    @Test(arguments: files.keys.sorted())
    func `drift and plan show an outside change, and apply undoes it`(name: String) async throws {
        let text = Self.text(name)
        let bench = try await Workbench()
        try await bench.apply(text)
        let made = try await bench.plan(text).resources.filter { $0.address.environment != nil && $0.observed != nil }
        var count = 0
        for resource in made {
            let isOnFargate =
                resource.observed?.properties[path: "computeResources.type"]?.string?.hasPrefix("FARGATE") == true
            let fields = OutsideChange.all.filter {
                $0.kind == resource.address.kind && ($0.isForFargate || !isOnFargate)
            }
            for change in fields + Self.tagChanges(resource)
            where try await Self.isSeenAndMended(change, resource.address, text, bench) {
                count += 1
            }
        }
        #expect(count > 20)
    }

    /// The tags that the file gives a resource, each changed and taken away; what says whose it is `adopt` puts back.
    private static func tagChanges(_ resource: PlannedResource) -> [OutsideChange] {
        let keys = (resource.desired?.tags ?? [:]).keys.filter {
            !OwnershipTags.isBookkeeping("tags.\($0)") && ![OwnershipTags.owner, OwnershipTags.resource].contains($0)
        }
        return keys.sorted().flatMap { [OutsideChange.tag($0, to: "changed"), .tag($0, to: nil)] }
    }

    /// False if there was nothing to change.
    private static func isSeenAndMended(
        _ change: OutsideChange, _ address: Address, _ text: String, _ bench: Workbench
    ) async throws -> Bool {
        let what: Comment = "\(address.local) \(change.path)"
        let calm = try await bench.plan(text)
        guard let resource = calm.resources.first(where: { $0.address == address })?.observed else {
            Issue.record("\(what): it does not exist")
            return false
        }
        guard try await change.happen(resource, bench) else { return false }
        let plan = try await bench.plan(text)
        #expect(plan.refusals == [], what)
        let planned = plan.resources.first { $0.address == address }
        #expect(planned?.changes.contains { $0.path == change.path } == true, "\(what): plan does not show it")
        let drifted = Drift(plan, Kinds.catalog).resources
        #expect(drifted.map(\.planned.address) == [address], "\(what): drift shows others or nothing")
        #expect(
            drifted.first?.planned.changes.map(\.path) == [change.path] && drifted.first?.event == .changed,
            "\(what): drift shows \(drifted.first?.planned.changes.map(\.path) ?? [])")
        try await expectAuthor(of: change, Drift(plan, Kinds.catalog), what, bench)
        do { try await bench.apply(text) } catch {
            Issue.record("\(what): \(error)")
            return true
        }
        let after = try await bench.plan(text)
        #expect(after.resources.filter { $0.action != .none } == [], "\(what): apply leaves it")
        #expect(Drift(after, Kinds.catalog).isEmpty, "\(what): drift goes on")
        return true
    }

    /// The changes whose calls do not name the resource, so that no author is looked for.
    private static let anonymous: [ResourceKind: Set<String>] = [.elasticFileSystem: ["subnets", "securityGroupIds"]]
    /// The kinds whose fields are changed here without a call, so that no author is found.
    private static let withoutCalls: Set<ResourceKind> = [.computeEnvironment, .jobDefinition]

    /// CloudTrail names who made the change, in the account in which it happened some minutes ago.
    private static func expectAuthor(
        of change: OutsideChange, _ drift: Drift, _ what: Comment, _ bench: Workbench
    ) async throws {
        let found = try await ChangeHistory(bench.access, Kinds.all) { _ in "us-east-1" }.adding(to: drift)
        #expect(found.notes == [], what)
        let author = found.drift.resources.first?.authors[change.path]
        if anonymous[change.kind]?.contains(change.path) == true {
            #expect(author == nil, what)
        } else if withoutCalls.contains(change.kind), !change.path.hasPrefix("tags.") {
            #expect(author == .notFound, what)
        } else {
            #expect(author?.author?.principal == "arn:aws:iam::123456789012:user/alice", what)
        }
    }

    // MARK: Completeness

    /// A new rule of a kind fails here until ``OutsideChange/all`` changes its field manually.
    @Test(arguments: Kinds.catalog.all.filter { !$0.fields.isEmpty }.map(\.kind))
    func `changes every field that plans compare outside the file`(kind: ResourceKind) {
        let paths = Set(Kinds.catalog[kind].fields.map(\.path))
        let changed = Set(OutsideChange.all.filter { $0.kind == kind }.map(\.path))
        let fixed = Set((OutsideChange.fixed[kind] ?? [:]).keys)
        #expect(changed == paths.subtracting(fixed))
        #expect(fixed.isSubset(of: paths))
    }

    /// A new member of AWS's answers fails here until plans compare it or it is said why they do not.
    static let shapes: [(ResourceKind, prefix: String, members: [String], uncompared: Set<String>)] = [
        (
            .computeEnvironment, "", names(Batch.ComputeEnvironmentDetail()),
            [
                // Identity, statuses, and what Batch finds out itself; tags are compared apart.
                "computeEnvironmentName", "computeEnvironmentArn", "ecsClusterArn", "uuid", "status", "statusReason",
                "containerOrchestrationType", "tags",
            ]
        ),
        (
            .computeEnvironment, "computeResources.", names(Batch.ComputeResource(type: "", maxvCpus: 0)),
            // Batch's own: it follows the jobs.
            ["desiredvCpus"]
        ),
        (
            .jobQueue, "", names(Batch.JobQueueDetail()),
            ["jobQueueName", "jobQueueArn", "status", "statusReason", "jobQueueType", "tags"]
        ),
        (.schedulingPolicy, "", names(Batch.SchedulingPolicyDetail()), ["name", "arn", "tags"]),
        (.schedulingPolicy, "fairsharePolicy.", names(Batch.FairsharePolicy()), []),
        (
            .jobDefinition, "",
            names(Batch.JobDefinition(jobDefinitionName: "", jobDefinitionArn: "", revision: 0)),
            [
                "jobDefinitionName", "jobDefinitionArn", "revision", "status", "tags",
                // A revision cannot be changed, and ours have none of these.
                "type", "parameters", "timeout",
            ]
        ),
        (.jobDefinition, "containerProperties.", names(Batch.ContainerProperties()), []),
        (
            .elasticFileSystem, "", names(EFS.FileSystemDescription()),
            // Identity and state; and how it performs, which can be changed manually.
            [
                "fileSystemId", "lifeCycleState", "fileSystemArn", "name", "creationToken", "performanceMode",
                "kmsKeyId",
                "throughputMode", "provisionedThroughputInMibps", "numberOfMountTargets", "tags",
            ]
        ),
        (
            .lustreFileSystem, "", names(FSx.FileSystem()),
            // Identity and state; a newer version of Lustre is no difference, and nothing makes it older.
            [
                "fileSystemId", "fileSystemType", "fileSystemTypeVersion", "lifecycle", "vpcId", "dnsName",
                "lustreConfiguration", "resourceARN", "storageType", "tags", "failureDetails",
            ]
        ),
        (.launchTemplate, "launchTemplateData.", names(EC2.ResponseLaunchTemplateData()), []),
        (
            .role, "", names(IAM.Role()),
            // What reconcile gives no role, and nothing depends on.
            ["path", "roleName", "roleId", "arn", "description", "maxSessionDuration", "tags"]
        ),
        (
            .instanceProfile, "", names(IAM.InstanceProfile()),
            ["path", "instanceProfileName", "instanceProfileId", "arn", "createDate", "tags"]
        ),
        // The team that reads the logs decides how long they are kept.
        (.logGroup, "", names(Logs.LogGroup()), ["logGroupName", "retentionInDays", "arn", "logGroupArn"]),
    ]

    /// A member of a disk or of the metadata options fails here until a version with another value of it is seen above.
    @Test func `changes every member of disks and metadata options`() {
        #expect(
            Set(Self.names(EC2.LaunchTemplateEbsBlockDevice())) == [
                "volumeSize", "volumeType", "deleteOnTermination", "throughput", "iops", "encrypted", "kmsKeyId",
            ])
        #expect(
            Set(Self.names(EC2.LaunchTemplateInstanceMetadataOptions())) == [
                "httpTokens", "httpPutResponseHopLimit", "httpEndpoint",
            ])
    }

    private static func names(_ shape: Any) -> [String] {
        Mirror(reflecting: shape).children.compactMap(\.label).map { label in
            // Members that answers may lack have a separate name here.
            let bare = label.hasPrefix("given") ? String(label.dropFirst(5)) : label
            return bare == label ? label : bare.prefix(1).lowercased() + bare.dropFirst()
        }
    }

    @Test(arguments: shapes.indices)
    func `compares every member of AWS's answers, or has a reason not to`(index: Int) {
        let (kind, prefix, members, uncompared) = Self.shapes[index]
        let paths = Kinds.catalog[kind].fields.map(\.path)
        let compared = members.filter { member in
            paths.contains { $0 == prefix + member || $0.hasPrefix(prefix + member + ".") }
        }
        #expect(!members.isEmpty)
        #expect(Set(members).subtracting(compared) == uncompared)
    }
}
