import FoundationEssentials
import Testing

/// The same stories for every account, so that none of them can drift from the others.
@Suite struct ConformanceTests {
    private static let motoEndpoint = ProcessInfo.processInfo.environment["RECONCILE_MOTO_ENDPOINT"]

    @Test(arguments: Story.all, Temper.allCases)
    func simulatedAccount(tells story: Story, temper: Temper) async throws {
        try await tell(story, to: .simulated(temper))
    }

    @Test(
        .enabled(if: motoEndpoint != nil, "RECONCILE_MOTO_ENDPOINT is not set: it says where the patched moto answers"),
        arguments: Story.all)
    func moto(tells story: Story) async throws {
        try await tell(story, to: .moto(at: try #require(Self.motoEndpoint)))
    }

    @Test func storiesAndDivergencesHaveTheirOwnNames() {
        let names = Story.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(MotoDivergence.table.allSatisfy { names.contains($0.story) })
        let rows = MotoDivergence.table.map { $0.story + "/" + $0.check }
        #expect(Set(rows).count == rows.count)
    }

    private func tell(_ story: Story, to account: AccountUnderTest) async throws {
        let teller = Teller(story: story.name, account: account)
        try await story.tell(teller)
        await teller.end()
    }
}
