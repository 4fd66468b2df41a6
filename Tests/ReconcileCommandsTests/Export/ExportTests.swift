import AWSOperations
import BatchForge
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// Environments of ours come back as a file that plans to no change.
struct ExportTests {
    /// The file for what reconcile owns in a region.
    private static func exported(_ workbench: Workbench, region: String) async throws -> String {
        // Batch has finished its work by then, and no read lags behind.
        await workbench.account.clock.advance(by: 3600)
        let reader = StateReader(workbench.access)
        let identity = try await reader.identity()
        let owned = try await OwnedEnvironments.read(
            in: region, workbench.forge, reader, accountID: identity.accountID, principal: identity.principal)
        let scripts = ["pre-run": "pre.sh", "post-run": "post.sh", "nextflow-config": "nextflow.config"]
        let view = ExportView(environments: owned.exported, title: "Exported.") { _, field in
            if let name = scripts[field.name] { return name }
            guard case .text(let text) = field.value else { return nil }
            return text.contains("debug") ? "ecs-a.config" : "ecs-b.config"
        }
        return view.text
    }

    /// The changes of a plan, by resource and path.
    private static func changes(of plan: Plan) -> [String] {
        plan.resources.filter { $0.action != .none }.flatMap { resource in
            let changes = resource.changes.map { "\(resource.address.local) \($0.path)" }
            if resource.action == .update, !changes.isEmpty { return changes }
            return changes + ["\(resource.address.local): \(resource.action)"]
        }
    }

    /// Gives the head job a script of another owner.
    private static func replaceScript(_ workbench: Workbench, of text: String) async throws {
        let job = try #require(try workbench.resources(text).first { $0.address.kind == .jobDefinition })
        try await workbench.account.changeJobDefinition(job.name, region: Workbench.region) {
            $0.containerProperties?.command = ["nextflow", "run"]
        }
    }

    @Test(arguments: Experiment.all.filter { $0.mode == .forge })
    func `what every value of a field makes is exported`(experiment: Experiment) async throws {
        for text in experiment.texts {
            let workbench = try await Workbench()
            guard let definition = try? workbench.definition(text), case .forge = definition.configuration else {
                continue
            }
            try await workbench.apply(text)
            let exported = try await Self.exported(workbench, region: definition.region ?? "")
            let plan = try await workbench.plan(exported)
            let changes = Self.changes(of: plan)
            #expect(changes.isEmpty, "\(changes)\n\(text)\n\(exported)")
            #expect(plan.refusals == [])
        }
    }

    @Test func `a network that the file left open is not written`() async throws {
        for (fields, isWritten) in [("", false), ("    subnets: $SUBNET_A1\n    security-groups: $GROUP_1\n", true)] {
            let workbench = try await Workbench()
            try await workbench.apply(Workbench.item + fields)
            let exported = try await Self.exported(workbench, region: Workbench.region)
            #expect(exported.contains("subnets:") == isWritten)
        }
    }

    @Test(arguments: ["", "    wave: True\n    fusion-v2: True\n    fargate: True\n"])
    func `each role comes back under its own name`(features: String) async throws {
        let role = "arn:aws:iam::123456789012:role/"
        let names = ["head-job-role": "zhead", "compute-job-role": "acompute", "batch-execution-role": "mexec"]
        // Any of them can be left out.
        for absent in [nil, "head-job-role", "compute-job-role", "batch-execution-role"] {
            let fields = names.filter { $0.key != absent }.map { "    \($0.key): \"\(role)\($0.value)\"\n" }.sorted()
            let workbench = try await Workbench()
            try await workbench.apply(Workbench.item + features + fields.joined())
            let exported = try await Self.exported(workbench, region: Workbench.region) + "\n"
            for field in fields { #expect(exported.contains(field), "\(exported)") }
            if let absent { #expect(!exported.contains("    \(absent): ")) }
            #expect(Self.changes(of: try await workbench.plan(exported)) == [])
        }
    }

    @Test func `a role that the head job and the tasks share comes back for both`() async throws {
        let role = "arn:aws:iam::123456789012:role/a"
        let text = Workbench.item + "    head-job-role: \(role)\n    compute-job-role: \(role)\n"
        let workbench = try await Workbench()
        try await workbench.apply(text)
        let exported = try await Self.exported(workbench, region: Workbench.region)
        for field in ["head-job-role", "compute-job-role"] {
            #expect(exported.contains("    \(field): \"\(role)\""), "\(exported)")
        }
        #expect(Self.changes(of: try await workbench.plan(exported)) == [])
        try await Self.replaceScript(workbench, of: text)
        let guessed = try await Self.exported(workbench, region: Workbench.region)
        #expect(guessed.contains("# AWS does not tell if the tasks have one of these roles too"))
        #expect(!guessed.contains("    compute-job-role: "))
    }

    @Test func `what concerns only Nextflow comes back`() async throws {
        let work = "    work-dir: s3://work/deep/folder\n"
        let wave = "    wave: True\n"
        let variables = [
            "      - \"compute:A=it's $$x\"\n", "      - \"both:B=1\"\n",
            "      - \"HTTP_PROXY=http://proxy:3128\"\n",
        ]
        let scripts = ["    pre-run: pre.sh\n", "    post-run: post.sh\n", "    nextflow-config: nextflow.config\n"]
        let workbench = try await Workbench()
        let item = Workbench.item.replacing("    work-dir: s3://work\n", with: work)
        try await workbench.apply(
            item + wave + "    env:\n" + variables.joined() + scripts.joined() + "    allow-buckets: inputs,reads\n")
        let exported = try await Self.exported(workbench, region: Workbench.region) + "\n"
        for line in [work, wave] + variables + scripts { #expect(exported.contains(line), "\(line)\(exported)") }
        #expect(!exported.contains("# What concerns only Nextflow"))
        #expect(Self.changes(of: try await workbench.plan(exported)) == [])
    }

    @Test func `a work directory is not guessed from the buckets that jobs may use`() async throws {
        let workbench = try await Workbench()
        let text = Workbench.item + "    allow-buckets: inputs\n"
        try await workbench.apply(text)
        try await Self.replaceScript(workbench, of: text)
        let exported = try await Self.exported(workbench, region: Workbench.region)
        #expect(exported.contains("    work-dir: \"${WORK_DIR_ONE:?AWS does not store"), "\(exported)")
        #expect(exported.contains("    # The work directory is in the script of the head job"))
        #expect(exported.contains("    allow-buckets:\n      - s3://inputs\n      - s3://work\n"))
        // The other fields are still compared with what was applied.
        #expect(!exported.contains("    subnets:"))
        #expect(throws: Workbench.Unfit.self) { try workbench.definition(exported) }
    }

    @Test func `the bucket that Nextflow is told for work files stays the first`() async throws {
        let workbench = try await Workbench()
        try await workbench.apply(
            Workbench.item.replacing("s3://work", with: "/mnt/efs/work")
                + "    efs-id: fs-01234567\n    efs-mount: /mnt/efs\n    allow-buckets: [zulu, alpha]\n")
        let exported = try await Self.exported(workbench, region: Workbench.region)
        #expect(Self.changes(of: try await workbench.plan(exported)) == [], "\(exported)")
    }

    @Test(arguments: ["", "    instance-types: c6gd\n"])
    func `Graviton comes back`(types: String) async throws {
        let workbench = try await Workbench()
        try await workbench.apply(
            Workbench.item + "    wave: True\n    fusion-v2: True\n    fargate: True\n    graviton: True\n" + types)
        let exported = try await Self.exported(workbench, region: Workbench.region)
        #expect(exported.contains("    graviton: True"), "\(exported)")
        #expect(exported.contains("    instance-types:") == !types.isEmpty, "\(exported)")
        #expect(Self.changes(of: try await workbench.plan(exported)) == [])
    }

    /// The limits of tasks in the script follow from the vCPUs.
    @Test func `a comment says if the script is changed nonetheless`() async throws {
        let workbench = try await Workbench()
        try await workbench.apply(Workbench.item)
        for environment in await workbench.account.computeEnvironments(region: Workbench.region) {
            try await workbench.account.changeComputeEnvironment(
                environment.computeEnvironmentName ?? "", region: Workbench.region
            ) { $0.computeResources?.maxvCpus = 32 }
        }
        let exported = try await Self.exported(workbench, region: Workbench.region)
        #expect(exported.contains("# The script of the head job is not the one that these fields give"))
        let changes = Self.changes(of: try await workbench.plan(exported))
        #expect(changes.contains("job-definition.head containerProperties.command"), "\(changes)")
    }

    @Test func `a text without a folder for its file has to be given`() {
        var environment = ExportedEnvironment(EnvironmentKey(region: "eu-west-1", workspace: nil, name: "a.b"))
        environment.fields = [.init("name", .text("a.b")), .init("pre-run", .text("echo 1\n"), isFileText: true)]
        let text = ExportView(environments: [environment], title: "Exported.") { _, _ in nil }.text
        #expect(text.contains("    #   echo 1\n"))
        #expect(text.contains("    pre-run: \"${PRE_RUN_A_B:?the file with the text of 'pre-run' is missing"))
    }

    @Test func `environments of one name in two workspaces have files of different names`() {
        let environments = ["org/a", "org/b"].map { workspace in
            var environment = ExportedEnvironment(
                EnvironmentKey(region: "eu-west-1", workspace: workspace, name: "one"))
            environment.fields = [.init("pre-run", .text(workspace), isFileText: true)]
            return environment
        }
        let texts = ExportedTexts(environments, in: "out")
        #expect(texts.files.map(\.path) == ["out/one.pre-run", "out/one-2.pre-run"])
        #expect(texts.files.map(\.text) == ["org/a", "org/b"])
        #expect(texts.path(of: environments[1].fields[0], in: environments[1]) == "out/one-2.pre-run")
    }

    @Test func `the size, the image and the variables of the head job come back`() async throws {
        let fields = [
            "head-job-cpus: 4", "head-job-memory: 9000", "head-image: example.org/nextflow:1", "- \"A=a,$$b\"",
        ]
        let workbench = try await Workbench()
        try await workbench.apply(
            Workbench.item + "    \(fields[0])\n    \(fields[1])\n    env:\n      \(fields[3])\n"
                + "      - API_TOKEN=hidden\n    reconcile: {\(fields[2])}\n")
        let exported = try await Self.exported(workbench, region: Workbench.region)
        for field in fields { #expect(exported.contains(field), "\(exported)") }
        #expect(exported.contains("# 'API_TOKEN' is left out of 'env'") && !exported.contains("hidden"))
        #expect(
            Self.changes(of: try await workbench.plan(exported)) == [
                "job-definition.head containerProperties.environment"
            ])
    }

    @Test func `roles are not guessed without the job definition of the head job`() async throws {
        let role = "arn:aws:iam::123456789012:role/"
        let workbench = try await Workbench()
        try await workbench.apply(
            Workbench.item + "    head-job-role: \(role)a\n    compute-job-role: \(role)b\n")
        let answer = try await workbench.caller.call(Batch.DescribeJobDefinitions(status: "ACTIVE"))
        for one in answer.jobDefinitions ?? [] {
            _ = try await workbench.caller.call(Batch.DeregisterJobDefinition(jobDefinition: one.jobDefinitionArn))
        }
        let exported = try await Self.exported(workbench, region: Workbench.region)
        #expect(exported.contains("# The job definition of the head job does not exist"))
        #expect(!exported.contains("    head-job-role: ") && !exported.contains("    compute-job-role: "))
    }

    @Test func `an environment without its work environment is left out`() async throws {
        let workbench = try await Workbench()
        #expect(try await Self.exported(workbench, region: Workbench.region).hasSuffix("compute-envs: []"))
    }
}
