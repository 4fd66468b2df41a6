import Diagnostics
import ManifestLoading
import Testing

@testable import ReconcileCommands

/// The files of the self-test.
struct SelfTestStageTests {
    @Test(arguments: SelfTestStage.all.map(\.name))
    func `each is a valid file`(name: String) throws {
        let stage = try #require(SelfTestStage.all.first { $0.name == name })
        let manifest = stage.manifest(in: "eu-west-1")
        #expect(manifest.diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
        #expect(manifest.environments.count == 1)
    }

    @Test func `each has another file than the one before`() {
        let texts = SelfTestStage.all.map { $0.text(in: "eu-west-1") }
        #expect(Set(texts).count == texts.count)
    }

    @Test func `their names are those of files`() {
        let names = SelfTestStage.all.map(\.name) + SelfTestProbe.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
    }
}
