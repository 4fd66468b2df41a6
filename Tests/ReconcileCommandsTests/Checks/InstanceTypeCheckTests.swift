import AWSOperations
import Diagnostics
import InstanceTypes
import ManifestLoading
import Reconciliation
import SimulatedAWS
import Testing

@testable import ReconcileCommands

/// Asking EC2 about types that the built-in catalogue does not know.
struct InstanceTypeCheckTests {
    /// Counts the calls and passes them on, or refuses them.
    private actor Counter: Caller {
        private(set) var regions: [String] = []
        let account = SimulatedAccount()
        let refusal: ServiceError?

        init(refusal: ServiceError? = nil) { self.refusal = refusal }

        func count(_ region: String) { regions.append(region) }

        nonisolated func call<O: Operation>(_ operation: O) async throws -> O.Output {
            if let refusal { throw refusal }
            return try await account.caller(region: "eu-west-1").call(operation)
        }
    }

    private struct RegionalCaller: Caller {
        let counter: Counter
        let region: String

        func call<O: Operation>(_ operation: O) async throws -> O.Output {
            await counter.count(region)
            return try await counter.call(operation)
        }
    }

    private static func definition(_ types: String, region: String = "eu-west-1") -> EnvironmentDefinition? {
        let text = """
            compute-envs:
              - type: aws-batch
                config-mode: forge
                name: one
                region: \(region)
                work-dir: s3://bucket/work
                max-cpus: 16
                instance-types: \(types)
            """
        let loader = ManifestLoader(environment: [:], files: DiskFiles())
        return loader.load([.text(text, name: "f.yml")]).environments.first
    }

    private static func check(
        _ definitions: [EnvironmentDefinition?], with counter: Counter, knowing catalogue: InstanceCatalogue = .builtIn
    ) async throws -> [Diagnostic] {
        let access = AWSAccess(globalRegion: "us-east-1", clock: counter.account.clock) { region in
            RegionalCaller(counter: counter, region: region)
        }
        return try await InstanceTypeCheck(access: access, catalogue: catalogue).diagnostics(
            definitions.compactMap { $0 })
    }

    @Test func `asks nothing if the catalogue knows every name`() async throws {
        let counter = Counter()
        let found = try await Self.check([Self.definition("c6id,m6id.4xlarge,optimal")], with: counter)
        #expect(found == [])
        #expect(await counter.regions == [])
    }

    @Test func `a name that EC2 does not have either is an error at its place`() async throws {
        let counter = Counter()
        let found = try await Self.check(
            [Self.definition("c6id,c99x"), Self.definition("c6id", region: "us-east-1")], with: counter)
        #expect(found.map(\.kind) == ["unknown-instance-type"])
        #expect(found.first?.summary == "EC2 does not offer 'c99x' in eu-west-1")
        #expect(found.first?.severity == .error)
        #expect(found.first?.range?.start.column == 26)
        #expect(await counter.regions == ["eu-west-1"])
    }

    @Test func `what is younger than the catalogue is taken as EC2 has it`() async throws {
        let counter = Counter()
        let old = InstanceCatalogue(lines: ["m6id,x86_64|large,2,8192,781,12500"], date: "2022-01-01", source: "test")
        let found = try await Self.check(
            [Self.definition("c6id,m6id,c6id.8xlarge,c6id")], with: counter, knowing: old)
        #expect(found == [])
        #expect(await counter.regions == ["eu-west-1"])
    }

    @Test func `tells a type that EC2 does not offer there from an unknown one`()
        async throws
    {
        let counter = Counter()
        let other = InstanceCatalogue(lines: ["z9,arm64|large,2,4096,781,12500"], date: "2030-01-01", source: "test")
        let found = try await Self.check([Self.definition("z9.large,y1.large")], with: counter, knowing: other)
        #expect(found.map(\.kind) == ["instance-type-not-offered", "unknown-instance-type"])
    }

    @Test func `reports a note if EC2 may not be asked`() async throws {
        let refusal = ServiceError(
            operation: "ec2:DescribeInstanceTypes", code: "UnauthorizedOperation", message: "no", status: 403)
        let found = try await Self.check([Self.definition("c99x,c6id")], with: Counter(refusal: refusal))
        #expect(found.map(\.severity) == [.note])
        #expect(found.first?.summary.hasPrefix("whether EC2 has 'c99x' in eu-west-1 could not be asked") == true)
    }
}
