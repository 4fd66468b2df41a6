import AWSOperations
import BatchForge
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

@testable import ReconcileCommands

/// A simulated account with what files of experiments name, and the way from a file's text to a plan for it.
struct Workbench {
    let account = SimulatedAccount()
    let access: AWSAccess
    private let variables: [String: String]
    private let files = TextFiles()

    static let region = "eu-west-1"

    /// A file with one environment that lacks nothing; further fields follow with four blanks before them.
    static let item = """
        compute-envs:
          - type: aws-batch
            config-mode: forge
            name: one
            region: eu-west-1
            work-dir: s3://work
            max-cpus: 64

        """

    /// The AWS caller for a manual change.
    var caller: SimulatedCaller { account.caller(region: Self.region, as: .alice) }

    init() async throws {
        let account = account
        access = AWSAccess(globalRegion: Self.region, clock: account.clock) { account.caller(region: $0) }
        for pair in ["key-a", "key-b"] { await account.addKeyPair(pair, region: Self.region) }
        await account.addImage(
            EC2.Image(imageId: "ami-01234567", state: "available", rootDeviceName: "/dev/sda1"), region: Self.region)
        for policy in ["a", "b", "own", "other"] {
            await account.provideSchedulingPolicy(
                "arn:aws:batch:\(Self.region):\(account.accountID):scheduling-policy/\(policy)", region: Self.region)
        }
        let other = await account.addVPC(cidrBlock: "10.0.0.0/16", region: Self.region)
        let caller = account.caller(region: Self.region)
        let subnets = try await caller.call(EC2.DescribeSubnets()).subnets ?? []
        let groups = try await caller.call(EC2.DescribeSecurityGroups()).securityGroups ?? []
        let own = subnets.filter { $0.vpcId != other }
        let vpc = own.first?.vpcId ?? ""
        variables = [
            "VPC_A": vpc, "VPC_B": other, "SUBNET_A1": own.first?.subnetId ?? "", "SUBNET_A2": own.last?.subnetId ?? "",
            "SUBNET_B": subnets.first { $0.vpcId == other }?.subnetId ?? "",
            "GROUP_1": groups.first { $0.vpcId == vpc }?.groupId ?? "",
            "GROUP_2": await account.addSecurityGroup(named: "second", vpc: vpc, region: Self.region),
        ]
    }

    /// Returns what the loader reads from a text.
    private func load(_ text: String) -> LoadedManifest {
        ManifestLoader(environment: variables, files: files).load([.text(text, name: "envs.yml")])
    }

    /// A text's environment, or why it is no good.
    func definition(_ text: String) throws -> EnvironmentDefinition {
        let manifest = load(text)
        let problems =
            manifest.diagnostics.filter { $0.severity == .error } + manifest.environments.flatMap(\.unbuildable)
        guard problems.isEmpty, let definition = manifest.environments.first else {
            throw Unfit(description: problems.map(\.summary).joined(separator: "; "))
        }
        return definition
    }

    /// Returns the resources that a text's environment needs.
    func resources(_ text: String) throws -> [Resource] {
        let definition = try definition(text)
        return forge.resources(for: definition, in: definition.region ?? "")
    }

    var forge: ResourceBuilder {
        ResourceBuilder { _ in ResourceBuilder.Partition(name: "aws") }
    }

    /// The plan for a text's environment.
    func plan(
        _ text: String, prunes: Bool = false, scope: PruneScope = .workspaces
    ) async throws -> Plan {
        var intent = PlanRequest(.apply, [EnvironmentRequest(try definition(text), builder: forge, waitTimeout: 3600)])
        // Batch has finished its work by then.
        await account.clock.advance(by: 3600)
        let observer = StateReader(access)
        let identity = try await observer.identity()
        let discovery =
            prunes
            ? try await observer.discover(in: Set(intent.environments.map(\.key.region)), namePrefix: forge.namePrefix)
            : nil
        if let discovery {
            intent.prune(discovery.claims, scope: scope, namePrefix: forge.namePrefix, kinds: Kinds.catalog) {
                forge.remains(of: $0)
            }
        }
        let found = try await observer.observe(
            intent.resources, accountID: identity.accountID, principal: identity.principal, after: discovery?.reads)
        return try await observer.lookingIntoQueues(found, for: intent).plan
    }

    /// Makes the account what a text says.
    func apply(_ text: String) async throws {
        let outcome = await Applier(access) { _ in }.apply(try await plan(text), interruption: Interruption())
        guard outcome.isComplete else {
            let failures = outcome.results.compactMap { _, result -> String? in
                if case .failed(let failure) = result { failure.fullSummary } else { nil }
            }
            throw Unfit(description: (failures + outcome.unavailable.map(\.failure.summary)).joined(separator: "; "))
        }
    }

    /// The ARN of a service role of the user's own that Batch can take.
    func serviceRole() async throws -> String {
        let name = "batch-service"
        if try await caller.call(IAM.ListRoles()).roles?.contains(where: { $0.roleName == name }) != true {
            let trust =
                #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","#
                + #""Principal":{"Service":"batch.amazonaws.com"}}]}"#
            _ = try await caller.call(IAM.CreateRole(roleName: name, assumeRolePolicyDocument: trust))
            _ = try await caller.call(
                IAM.AttachRolePolicy(
                    roleName: name, policyArn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"))
        }
        return "arn:aws:iam::123456789012:role/\(name)"
    }

    /// Gives every compute environment on instances a strategy with which Batch updates none in place.
    func fixEnvironments() async throws {
        for environment in await account.computeEnvironments(region: Self.region)
        where environment.computeResources?.allocationStrategy != nil {
            try await account.changeComputeEnvironment(
                environment.computeEnvironmentName ?? "", region: Self.region
            ) { $0.computeResources?.allocationStrategy = "BEST_FIT" }
        }
    }

    /// A text that no plan can be made for.
    struct Unfit: Error, CustomStringConvertible {
        let description: String
    }
}

/// The files that experiments name, in memory.
private struct TextFiles: FileReading {
    private let texts = [
        "nextflow.config": "params.a = 1\n", "pre.sh": "export A=1\n", "post.sh": "echo ended\n",
        "ecs-a.config": "ECS_LOGLEVEL=debug\n",
        "ecs-b.config": "ECS_LOGLEVEL=info\n",
        "forge-a.json": Self.export(maxCPUs: 64), "forge-b.json": Self.export(maxCPUs: 128),
        "forge-copy.json": Self.export(maxCPUs: 64),
        "manual-a.json": Self.export(headQueue: "head-a"), "manual-b.json": Self.export(headQueue: "head-b"),
    ]

    /// Returns the file that `tw compute-envs export` writes for an environment in forge mode.
    private static func export(maxCPUs: Int) -> String {
        export("\"forge\": {\"type\": \"SPOT\", \"minCpus\": 0, \"maxCpus\": \(maxCPUs)}")
    }

    /// Returns the file that it writes for an environment in manual mode.
    private static func export(headQueue: String) -> String {
        export("\"headQueue\": \"\(headQueue)\", \"computeQueue\": \"work-a\"")
    }

    private static func export(_ members: String) -> String {
        "{\"discriminator\": \"aws-batch\", \"region\": \"eu-west-1\", \"workDir\": \"s3://work\", \(members)}"
    }

    private func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

    func kind(of path: String) -> FileKind? { texts[name(path)] == nil ? nil : .file }

    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        guard let text = texts[name(path)] else { throw .notFound }
        return Array(text.utf8)
    }

    func entries(of directory: String) -> [String] { [] }

    func resolve(_ path: String) -> String? { kind(of: path) == nil ? "/work" : "/work/" + name(path) }
}
