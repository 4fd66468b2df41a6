import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Which fields of the file a field of AWS comes from.
struct FieldOriginsTests {
    static let key = PlanViewTests.key

    static func fields(_ path: String, _ kind: ResourceKind, _ part: String, in file: String...) throws -> [String] {
        var place = try PlanViewTests.place("max-cpus: 16")
        if !file.isEmpty { place = try PlanViewTests.place("max-cpus: 16", file.joined(separator: "\n    ")) }
        return FieldOrigins([place]).origins(of: path, at: Address(key, kind, part)).map(\.text)
    }

    @Test
    func `a field that the file gives is named with its line`() throws {
        #expect(
            try Self.fields("computeResources.maxvCpus", .computeEnvironment, "work") == ["'max-cpus' (f.yml:8)"])
        let head = try Self.fields("computeResources.maxvCpus", .computeEnvironment, "head")
        #expect(!head.contains { $0.contains("'max-cpus'") })
        #expect(
            try Self.fields("tags.project", .jobQueue, "work", in: "labels: project=x") == ["'labels' (f.yml:9)"])
    }

    @Test
    func `a field that the file left out is named at the environment`() throws {
        #expect(
            try Self.fields("computeResources.minvCpus", .computeEnvironment, "work") == ["'min-cpus' (f.yml:2)"])
    }

    @Test
    func `a field that counts only beside others is named only there`() throws {
        let path = "computeResources.allocationStrategy"
        #expect(
            try Self.fields(path, .computeEnvironment, "work", in: "provisioning-model: SPOT")
                == ["'provisioning-model' (f.yml:9)"])
        #expect(
            try Self.fields(
                path, .computeEnvironment, "work", in: "provisioning-model: SPOT",
                "alloc-strategy: SPOT_CAPACITY_OPTIMIZED") == ["'alloc-strategy' (f.yml:10)"])
    }

    @Test
    func `the tags that reconcile keeps for itself come from no field`() throws {
        #expect(try Self.fields("tags.reconcile:hash", .jobQueue, "work", in: "labels: a=b") == [])
    }

    @Test
    func `a field that makes a resource another one explains all its changes`() throws {
        let place = try PlanViewTests.place("max-cpus: 16", "fargate: True", "labels: a=b", "fusion-v2: True")
        let refusal = Refusal(
            .replacementRefused(name: "ce", isPossible: true), environment: Self.key,
            address: Address(Self.key, .computeEnvironment, "head"),
            paths: ["computeResources.type", "computeResources.tags", "computeResources.launchTemplate"])
        #expect(FieldOrigins([place]).origins(of: refusal).map(\.text) == ["'fargate' (f.yml:9)"])
    }

    @Test(arguments: [(PlannedResource.Action.replace, "fargate"), (.create, "head-max-cpus")])
    func `a new resource has the fields of its values, a successor its cause`(
        action: PlannedResource.Action, field: String
    ) throws {
        let place = try PlanViewTests.place(
            "max-cpus: 16", "wave: True", "fusion-v2: True", "fargate: True", "reconcile:", "  head-max-cpus: 8")
        let address = Address(Self.key, .computeEnvironment, "head")
        let changes = ["computeResources.type", "computeResources.maxvCpus"].map {
            Change(path: $0, before: nil, after: .integer(1), update: .replacement, source: "")
        }
        let planned = PlannedResource(address, name: "head", action: action, changes: changes)
        #expect(FieldOrigins([place]).origins(of: changes[1], in: planned, among: []).map(\.field) == [field])
    }

    @Test
    func `a change that follows another one comes from the same fields`() throws {
        let place = try PlanViewTests.place("max-cpus: 16", "boot-disk-size: 80", "labels: a=b", "log-group: /jobs")
        let template = Address(Self.key, .launchTemplate)
        let disk = Change(
            path: "launchTemplateData.blockDeviceMappings", before: .integer(1), after: .integer(2), update: .inPlace,
            source: "")
        let version = Change(
            path: "computeResources.launchTemplate", before: .string("1"), after: .reference(template, "version"),
            update: .infrastructure, source: "")
        let changed = PlannedResource(template, name: "t", action: .update, changes: [disk])
        let environment = PlannedResource(
            Address(Self.key, .computeEnvironment, "work"), name: "ce", action: .update, changes: [version])
        let origins = FieldOrigins([place])
        // Other fields reach the disk as well, and the file can have lost one of them.
        let found = origins.origins(of: version, in: environment, among: [changed])
        #expect(found.map(\.text) == ["'boot-disk-size' (f.yml:9)", "a field that was taken out"])
        #expect(origins.origins(of: version, in: environment, among: []).count > 1)
    }

    @Test
    func `a queue that only gets a successor has no field`() throws {
        let place = try PlanViewTests.place("max-cpus: 16", "instance-types: c6id")
        let address = Address(Self.key, .computeEnvironment, "work")
        let types = Change(
            path: "computeResources.instanceTypes", before: .strings(["m6id"]), after: .strings(["c6id"]),
            update: .replacement, source: "")
        let environment = PlannedResource(address, name: "ce", action: .replace, changes: [types])
        func order(_ before: [String]) -> Change {
            Change(
                path: "computeEnvironmentOrder", before: .strings(before), after: .list([.reference(address, "arn")]),
                update: .inPlace, source: "")
        }
        func fields(_ change: Change) -> [String] {
            let queue = PlannedResource(
                Address(Self.key, .jobQueue, "work"), name: "q", action: .update, changes: [change])
            return FieldOrigins([place]).origins(of: change, in: queue, among: [environment, queue]).map(\.field)
        }
        #expect(fields(order(["arn:g1"])) == [])
        // The second environment left the file.
        #expect(fields(order(["arn:g1", "arn:fallback"])) == ["fallback"])
    }

    @Test(arguments: [
        (["inputs", "results", "bucket"], ["allow-buckets"]), (["other", "inputs"], ["work-dir"]),
        (["inputs"], ["work-dir", "allow-buckets"]),
        (["other", "inputs", "bucket", "more"], ["work-dir", "allow-buckets"]),
    ])
    func `a policy of buckets comes from the field that names them`(before: [String], fields: [String]) throws {
        func policy(_ buckets: [String]) -> Value {
            let arns = buckets.map { "arn:aws:s3:::\($0)/*" }
            let statement: [String: Value] = [
                "Effect": .string("Allow"), "Action": .string("s3:GetObject"), "Resource": .strings(arns),
            ]
            return .map(["storage": .map(["Statement": .list([.map(statement)])])])
        }
        let place = try PlanViewTests.place("max-cpus: 16", "allow-buckets: other,inputs")
        let change = Change(
            path: "policies", before: policy(before), after: policy(["other", "inputs", "bucket"]), update: .inPlace,
            source: "")
        let role = PlannedResource(Address(Self.key, .role, "instance"), name: "r", action: .update, changes: [change])
        let origins = FieldOrigins([place])
        #expect(origins.origins(of: change, in: role, among: [role]).map(\.field) == fields)
        // Drift points to a line only if it is certain.
        #expect(origins.place(of: role)?.line == (fields == ["allow-buckets"] ? 9 : fields == ["work-dir"] ? 7 : 2))
    }

    @Test(arguments: [
        (["kms:CreateGrant"], ["kms-keys"]), (["ec2:CreateVolume", "kms:CreateGrant"], ["no-ebs-auto-scale", ""]),
    ])
    func `the policy of the disk comes from the field that asks for it`(actions: [String], fields: [String]) throws {
        func policies(_ actions: [String]) -> Value {
            let statement: [String: Value] = [
                "Effect": .string("Allow"), "Action": .strings(actions), "Resource": .strings(["arn"]),
            ]
            return .map(["disk": .map(["Statement": .list([.map(statement)])])])
        }
        let place = try PlanViewTests.place(
            "max-cpus: 16", "no-ebs-auto-scale: False", "reconcile:",
            "  kms-keys: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'")
        let change = Change(
            path: "policies", before: policies(["ec2:DescribeVolumes"]),
            after: policies(["ec2:DescribeVolumes"] + actions), update: .inPlace, source: "")
        let role = PlannedResource(Address(Self.key, .role, "instance"), name: "r", action: .update, changes: [change])
        #expect(FieldOrigins([place]).origins(of: change, in: role, among: [role]).map(\.field) == fields)
    }

    @Test
    func `a field that was taken out may be the cause`() throws {
        let data = Change(
            path: "launchTemplateData.userData", before: .string("a"), after: .string("b"), update: .inPlace, source: ""
        )
        let template = PlannedResource(Address(Self.key, .launchTemplate), name: "t", action: .update, changes: [data])
        // The file had 'efs-id' as well.
        let place = try PlanViewTests.place("max-cpus: 16", "log-group: /jobs")
        let found = FieldOrigins([place]).origins(of: data, in: template, among: [template])
        #expect(found.map(\.text) == ["'log-group' (f.yml:9)", "a field that was taken out"])
        let json = JSON(data, found).text
        #expect(json.contains(#""field":null,"fields":[{"field":"log-group""#) && !json.contains(#""field":"""#))
        var new = template
        new.action = .create
        #expect(FieldOrigins([place]).origins(of: data, in: new, among: [new]).map(\.field) == ["log-group"])
    }

    @Test
    func `a change of one of several fields has no single field in JSON`() throws {
        let origins = ["a", "b"].map { FieldOrigins.Origin(field: $0, place: nil) }
        let change = Change(path: "x", before: nil, after: .integer(1), update: .inPlace, source: "")
        #expect(JSON(change, origins).text.contains(#""field":null,"fields":[{"field":"a""#))
        #expect(JSON(change, [origins[0]]).text.contains(#""field":"a","fields":[{"field":"a""#))
    }

    @Test
    func `one of several fields is named if another change comes from it alone`() throws {
        let place = try PlanViewTests.place("max-cpus: 16", "instance-types: c6id", "labels: a=b")
        let types = Change(
            path: "computeResources.instanceTypes", before: .strings(["m6id"]), after: .strings(["c6id"]),
            update: .infrastructure, source: "")
        let command = Change(
            path: "containerProperties.command", before: .strings(["a"]), after: .strings(["b"]), update: .inPlace,
            source: "")
        let environment = PlannedResource(
            Address(Self.key, .computeEnvironment, "work"), name: "ce", action: .update, changes: [types])
        let job = PlannedResource(
            Address(Self.key, .jobDefinition, "head"), name: "j", action: .update, changes: [command])
        let origins = FieldOrigins([place])
        #expect(
            origins.origins(of: command, in: job, among: [environment, job]).map(\.field) == ["instance-types"])
        #expect(origins.origins(of: command, in: job, among: [job]).count > 1)
    }

    @Test
    func `a guard that the file sets is named with its line`() throws {
        let place = try PlanViewTests.place(
            "max-cpus: 16", "reconcile:", "  protect: True", "  account-id: '123456789012'")
        let origins = FieldOrigins([place])
        let facts: [Refusal.Fact] = [
            .protected(.destruction(isPruned: false)), .wrongAccount(wanted: "1", actual: "2"),
            .tooManyDeletions(count: 2, allowed: 1),
        ]
        let refusals = facts.map { Refusal($0, environment: Self.key) }
        #expect(origins.origins(of: refusals[0]).map(\.text) == ["'protect' (f.yml:10)"])
        #expect(origins.origins(of: refusals[2]).isEmpty)
        #expect(origins.place(of: Self.key)?.line == 2)
        #expect(origins.place(of: EnvironmentKey(region: "", workspace: nil, name: "x")) == nil)
    }
}
