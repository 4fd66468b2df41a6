import AWSClient
import AWSOperations
import FoundationEssentials
import SimulatedAWS
import TestSupport
import Testing

/// Compares the recordings with the answers of the simulated account.
@Suite struct RecordedTests {
    static let table =
        DecidedRecording.refusals + DecidedRecording.reasons + DecidedRecording.answers
        + DecidedRecording.notModelled

    @Test func `decides about every recording once`() {
        #expect(Self.table.map(\.name).sorted() == Recording.all.map(\.name).sorted())
    }

    @Test func `tells why a recording is not modelled`() {
        for case .notModelled(let reason) in Self.table.map(\.decision) { #expect(reason.count > 20) }
    }

    @Test(arguments: table) func `speaks as recorded`(_ decided: DecidedRecording) async throws {
        let recording = try #require(Recording.named(decided.name))
        let isShortened = recording.text?.contains("…") ?? false
        let text = comparable(recording.text ?? "", isShortened: isShortened)
        switch decided.decision {
        case .refused(let isPassedOn, let provoke):
            let fixture = try await decided.fixture()
            let refusal = try #require(try await fixture.refusal { try await provoke(fixture) })
            let wrapper = isPassedOn ? "Error executing request, Exception : " : ""
            #expect(comparable(refusal.message, isShortened: isShortened) == wrapper + text)
            #expect(refusal.code == (isPassedOn ? "ClientException" : recording.code))
            if let status = recording.status { #expect(refusal.status == status) }
        case .told(let provoke):
            let reason = try await provoke(try await decided.fixture())
            #expect(comparable(reason ?? "none") == text)
        case .answered(let besides, let provoke):
            let answer = try await provoke(try await decided.fixture())
            let recorded = try JSONDecoder().decode(JSONTree.self, from: Data(try recording.bodyBytes())).members
            let said = try JSONTree(answer).members
            #expect(recorded.subtracting(said) == [])
            let others = said.subtracting(recorded).filter { path in
                !besides.contains { path == $0 || path.hasSuffix("." + $0) || path.contains("." + $0 + ".") }
            }
            #expect(others == [])
        case .notModelled: break
        }
    }
}
