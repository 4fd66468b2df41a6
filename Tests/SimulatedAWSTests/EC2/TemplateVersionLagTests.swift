import AWSOperations
import FoundationEssentials
import SimulatedAWS
import Testing

@Suite struct TemplateVersionLagTests {
    private static func fixture() async throws -> Fixture {
        var timings = Timings.consistent
        timings.templateVersionLag = 5
        let fixture = try await Fixture(timings: timings)
        _ = try await fixture.caller.call(
            EC2.CreateLaunchTemplateVersion(
                launchTemplateData: EC2.RequestLaunchTemplateData(userData: Fixture.userData),
                launchTemplateName: "nodes"))
        return fixture
    }

    private static func newest(_ fixture: Fixture) async throws -> Int? {
        try await fixture.caller.call(
            EC2.DescribeLaunchTemplateVersions(launchTemplateName: "nodes", versions: ["$Latest"])
        ).launchTemplateVersions?.first?.versionNumber
    }

    @Test func `hides a new version from Batch and EC2 for a while`() async throws {
        let fixture = try await Self.fixture()
        var resources = fixture.resources()
        resources.launchTemplate?.version = "2"
        let error = try await fixture.refusal { try await fixture.create("work", resources) }
        #expect(error?.message.contains("Could not find the specified version 2 for the launch template") == true)
        #expect(try await Self.newest(fixture) == 1)
        await fixture.pass(5)
        try await fixture.settled("work", resources)
        #expect(try await fixture.status() == "VALID")
        #expect(try await Self.newest(fixture) == 2)
    }

    @Test func `takes the version that it sees for $Latest`() async throws {
        let fixture = try await Self.fixture()
        var resources = fixture.resources()
        resources.launchTemplate?.version = "$Latest"
        try await fixture.settled("work", resources)
        #expect(try await fixture.status() == "VALID")
    }

    @Test func `reads timings that were saved before there was the lag`() throws {
        let now = String(decoding: try JSONEncoder().encode(Timings()), as: UTF8.self)
        let member = #""templateVersionLag":1"#
        let saved = now.replacing("," + member, with: "").replacing(member + ",", with: "")
        #expect(now.contains(member) && !saved.contains(member))
        let read = try JSONDecoder().decode(Timings.self, from: Data(saved.utf8))
        #expect(read.templateVersionLag == nil && read.call == Timings().call)
    }
}
