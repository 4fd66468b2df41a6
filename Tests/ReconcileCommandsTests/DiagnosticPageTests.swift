import Diagnostics
import ManifestLoading
import Planning
import Testing

@testable import ReconcileCommands

/// The pages of `explain`, and their examples.
struct DiagnosticPageTests {
    private static let pages = DiagnosticPages.all
    private static let examples = pages.filter { $0.example != nil }.map(\.kind)

    /// The fields of an environment that lacks nothing.
    private static let fields = [
        "type: aws-batch", "config-mode: forge", "name: rnaseq", "region: eu-west-1",
        "work-dir: s3://acme-nextflow/work",
        "max-cpus: 64",
    ]

    @Test func `each kind has one page with a title and whole sentences`() {
        #expect(Set(Self.pages.map(\.kind)).count == Self.pages.count)
        for page in Self.pages {
            #expect(!page.kind.isEmpty && page.kind.allSatisfy { ("a"..."z").contains($0) || $0 == "-" })
            #expect(!page.title.isEmpty && !page.title.hasSuffix("."), "\(page.kind)")
            #expect(page.text.hasSuffix(".") && !page.text.contains("  "), "\(page.kind)")
        }
    }

    @Test(arguments: PlanSentenceTests.refusals.map(\.kind.rawValue) + PlanSentenceTests.warnings.map(\.kind))
    func `every refusal and every warning has a page`(kind: String) {
        #expect(DiagnosticPages.page(of: kind) != nil)
    }

    @Test func `many pages have an example`() { #expect(Self.examples.count > 30) }

    @Test(arguments: examples)
    func `an example is reported, and nothing else is wrong with it`(kind: String) throws {
        let example = try #require(DiagnosticPages.page(of: kind)?.example)
        let found = Self.diagnostics(of: example.reported, isFile: example.isFile)
        // The fields that plan and apply refuse have a separate page.
        let errors = Set(found.filter { $0.severity == .error }.map(\.kind)).subtracting(["unsupported-field"])
        #expect(found.contains { $0.kind == kind })
        #expect(errors.subtracting([kind]) == [])
    }

    @Test(arguments: examples)
    func `a mended example is valid, and its kind is not reported`(kind: String) throws {
        let example = try #require(DiagnosticPages.page(of: kind)?.example)
        let found = Self.diagnostics(of: example.mended, isFile: example.isFile)
        #expect(!found.hasErrors && !found.contains { $0.kind == kind }, "\(found)")
    }

    /// The diagnostics about fields, which stand in for those of the complete environment, or about a whole file.
    private static func diagnostics(of text: String, isFile: Bool) -> [Diagnostic] {
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([
            .text(isFile ? text : file(with: text), name: "-")
        ])
        return manifest.diagnostics + manifest.environments.flatMap(\.unbuildable)
    }

    private static func file(with text: String) -> String {
        let lines = text.split(separator: "\n").map(String.init)
        let given = Set(lines.map { $0.prefix { $0 != ":" } })
        let others = fields.filter { field in !given.contains(field.prefix { $0 != ":" }) }
        let all = (others + lines).enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
        return "compute-envs:\n" + all.joined(separator: "\n") + "\n"
    }
}
