import BatchForge
import Diagnostics
import ManifestLoading
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// The text of `nextflow-config`.
struct NextflowConfigViewTests {
    private static func view(
        secrets: Set<String> = [], _ change: (inout EnvironmentDefinition) -> Void
    ) -> NextflowConfigView {
        let start = SourcePosition(line: 1, column: 1)
        var definition = EnvironmentDefinition(
            name: "one", region: "eu-west-1", workDirectory: "s3://bucket/work",
            configuration: .forge(ForgeConfiguration(maxCPUs: 8)),
            range: SourceRange(filename: "envs.yml", start: start, end: start))
        change(&definition)
        let builder = ResourceBuilder { _ in
            ResourceBuilder.Partition(name: "aws")
        }
        return NextflowConfigView(settings: NextflowSettings(definition, among: [], builder)) { text in
            secrets.contains { text.contains($0) }
        }
    }

    private static func variables(_ texts: String...) -> [EnvironmentVariable] {
        texts.compactMap { EnvironmentVariable($0) }
    }

    @Test func `variables of tasks are set, and those of the head job are not`() {
        let text = Self.view { $0.variables = Self.variables("compute:A=1", "B=2", "head:C=3", "both:D=$x") }.text
        #expect(text.contains("env.A = '1'") && text.contains(#"env.D = '\\$x'"#))
        #expect(!text.contains("env.B") && !text.contains("env.C"))
    }

    @Test func `no secret is written, and a comment says so`() {
        let view = Self.view(secrets: ["hunter22"]) {
            $0.variables = Self.variables("compute:MY_TOKEN=abc", "compute:X=hunter22", "compute:Y=plain")
            $0.labels = [.init("owner", "me"), .init("pin", "hunter22")]
        }
        #expect(!view.text.contains("hunter22") && !view.text.contains("abc"))
        #expect(view.text.contains("// env.MY_TOKEN: ") && view.text.contains("// env.X: "))
        #expect(view.text.contains("env.Y = 'plain'") && view.text.contains("resourceLabels = ['owner': 'me']"))
        #expect(view.text.contains("// 1 of the labels hold a secret, and are left out."))
    }

    @Test func `PATH is not set, because the executor ignores it`() {
        let text = Self.view { $0.variables = Self.variables("compute:PATH=/opt/bin") }.text
        #expect(text.contains("// env.PATH") && !text.contains("/opt/bin"))
    }

    @Test func `the file's own text comes last and stays as it is`() {
        let view = Self.view { $0.nextflowConfiguration = "\u{FEFF}process {\r\n\tcpus = 2\r\n}\r\n\r\n" }
        #expect(view.problem == nil)
        #expect(view.text.hasSuffix("// The file that 'nextflow-config' names:\nprocess {\n\tcpus = 2\n}"))
    }

    @Test func `a text of the file that cannot be printed as it is is a problem`() {
        let secret = Self.view(secrets: ["hunter22"]) { $0.nextflowConfiguration = "a = 'hunter22'" }
        #expect(secret.problem == .secret)
        #expect(Self.view { $0.nextflowConfiguration = "// \u{202E}a" }.problem == .control)
        #expect(Self.view { $0.nextflowConfiguration = "a = 'ä'\n" }.problem == nil)
    }

    @Test(arguments: [(ForgeConfiguration.ProvisioningModel.spot, true), (.ec2, false)])
    func `Spot without snapshots says how to repeat a task`(
        model: ForgeConfiguration.ProvisioningModel, isSaid: Bool
    ) {
        let text = Self.view {
            var forge = ForgeConfiguration(maxCPUs: 8)
            forge.provisioningModel = model
            $0.configuration = .forge(forge)
        }.text
        #expect(text.contains("// maxSpotAttempts = 5") == isSaid)
    }

    @Test func `unknown types set no limit, and a comment says so`() {
        let text = { (types: [String]) in
            Self.view {
                var forge = ForgeConfiguration(maxCPUs: 8)
                forge.instanceTypes = types
                $0.configuration = .forge(forge)
            }.text
        }
        #expect(!text(["zz9.large"]).contains("resourceLimits ="))
        #expect(text(["zz9.large"]).contains("// No 'resourceLimits'"))
        #expect(text(["zz9.large", "c6i.large"]).contains("// Not in the built-in catalogue: zz9.large."))
        #expect(text(["c6i.large"]).contains("resourceLimits = [cpus: 2, memory: '3891 MB']"))
    }
}
