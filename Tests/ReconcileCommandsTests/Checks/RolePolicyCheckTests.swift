import BatchForge
import Diagnostics
import ManifestLoading
import Testing

@testable import ReconcileCommands

/// Policies of roles against IAM's limits.
struct RolePolicyCheckTests {
    private static func place(_ line: Int) -> SourceRange {
        let start = SourcePosition(line: line, column: 5)
        return SourceRange(filename: "f.yml", start: start, end: start)
    }

    private static func found(
        _ buckets: [AllowedBucket] = [], policies: Int = 0, keys: Int = 0
    ) -> [Diagnostic] {
        var configuration = ForgeConfiguration(maxCPUs: 16)
        configuration.allowedBuckets = buckets
        var definition = EnvironmentDefinition(
            name: "one", workDirectory: "s3://bucket/work", configuration: .forge(configuration), range: place(1),
            valueRanges: ["allow-buckets": place(2), "reconcile.policies": place(3), "reconcile.kms-keys": place(4)])
        definition.settings.policies = (0..<policies).map { "arn:aws:iam::123456789012:policy/p\($0)" }
        definition.settings.kmsKeys = (0..<keys).map {
            "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-\(100_000_000_000 + $0)"
        }
        return RolePolicyCheck.diagnostics([definition])
    }

    private static func buckets(_ count: Int) -> [AllowedBucket] {
        (0..<count).map { AllowedBucket("acme-cohort-with-quite-a-long-name-\($0)") }
    }

    @Test func `rights on buckets that fit into ten managed policies pass`() {
        #expect(Self.found(Self.buckets(200)).isEmpty)
    }

    @Test func `more buckets than ten policies hold are an error with the figures`() throws {
        let error = try #require(Self.found(Self.buckets(600)).first)
        #expect(error.severity == .error && error.range?.start.line == 2)
        #expect(error.detail.contains("600 entries") && error.detail.contains("6144 characters"))
    }

    @Test func `a few long folders count as much as many buckets`() throws {
        let folders = (0..<40).map { AllowedBucket("shared", folder: String(repeating: "f", count: 900) + "\($0)") }
        #expect(try #require(Self.found(folders).first).range?.start.line == 2)
    }

    @Test(arguments: [(9, false), (10, true)])
    func `policies of the file leave room for one of AWS's own`(count: Int, isError: Bool) {
        #expect(Self.found(policies: count).map { $0.range?.start.line } == (isError ? [3] : []))
    }

    @Test(arguments: [(20, false), (200, true)])
    func `keys that do not fit into inline policies are an error at the keys`(count: Int, isError: Bool) {
        let found = Self.found(keys: count)
        #expect(found.map { $0.range?.start.line } == (isError ? [4] : []))
        #expect(found.allSatisfy { $0.detail.contains("\(count) keys") })
    }

    @Test func `the cheap bound never misses what the count finds`() {
        for length in stride(from: 0, through: 900, by: 150) {
            for count in stride(from: 1, through: 121, by: 24) {
                var configuration = ForgeConfiguration(maxCPUs: 16)
                configuration.allowedBuckets = (0..<count).map {
                    AllowedBucket("b\($0)", folder: length == 0 ? nil : String(repeating: "f", count: length))
                }
                let definition = EnvironmentDefinition(
                    name: "one", workDirectory: "s3://bucket/work", configuration: .forge(configuration),
                    range: Self.place(1))
                let use = RolePolicyLimit.uses(of: definition, in: "eu-west-1").map(\.attachments).max() ?? 0
                #expect(
                    use <= RolePolicyLimit.attachments || RolePolicyLimit.mayExceed(definition), "\(length) \(count)")
            }
        }
    }
}
