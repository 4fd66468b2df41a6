import ArgumentParser
import Testing

@testable import ReconcileCommands

/// `FILE… NAME`
struct EnvironmentNameTests {
    private static func read(_ words: String...) throws -> EnvironmentName {
        EnvironmentName(try InputOptions.parse(words)) { ["a.yml", "b.yml", "prod", "-"].contains($0) }
    }

    @Test func `the last of several arguments is a name unless it is a file`() throws {
        let named = try Self.read("a.yml", "b.yml", "acme/demo/one")
        #expect(named.name == "acme/demo/one" && named.input.files == ["a.yml", "b.yml"])
        #expect(named.input.targets == ["acme/demo/one"])
        #expect(try Self.read("a.yml", "prod").name == nil && Self.read("a.yml", "-").name == nil)
    }

    @Test func `with a target every argument is a file`() throws {
        let chosen = try Self.read("a.yml", "gone.yml", "--target", "x")
        #expect(chosen.name == nil && chosen.input.files == ["a.yml", "gone.yml"] && chosen.input.targets == ["x"])
    }

    @Test func `one argument is a file, whatever it is`() throws {
        let alone = try Self.read("gone.yml", "--target", "x")
        #expect(alone.name == nil && alone.input.files == ["gone.yml"] && alone.input.targets == ["x"])
    }
}
