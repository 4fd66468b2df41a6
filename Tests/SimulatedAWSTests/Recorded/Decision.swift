import AWSClient
import AWSOperations
import FoundationEssentials
import SimulatedAWS
import SimulatedAWSHooks
import TestSupport

/// The decision about one recording.
enum Decision: Sendable {
    /// The simulated account refuses a call in these words. The error code is the recorded one, unless the words come from
    /// another service through Batch.
    case refused(isPassedOn: Bool = false, @Sendable (Fixture) async throws -> Void)
    /// The simulated account gives this reason.
    case told(@Sendable (Fixture) async throws -> String?)
    /// The simulated account's answer has exactly the recorded members.
    case answered(besides: Set<String> = [], @Sendable (Fixture) async throws -> any Encodable & Sendable)
    /// The situation does not occur in the simulated account.
    case notModelled(because: String)
}

/// A recording and the decision about it.
struct DecidedRecording: Sendable, CustomStringConvertible {
    let name: String
    let decision: Decision
    /// The Region of the account, taken from the recorded ARNs.
    var region = "us-east-1"
    /// The quota of compute environments.
    var quota = 50

    init(_ name: String, region: String = "us-east-1", quota: Int = 50, _ decision: Decision) {
        self.name = name
        self.decision = decision
        self.region = region
        self.quota = quota
    }

    var description: String { name }

    func fixture() async throws -> Fixture {
        try await Fixture(region: region) { $0.environmentQuota = quota }
    }
}

/// A text without what differs from one call to the next: ids of requests and resources, and the list after a "[".
func comparable(_ text: String, isShortened: Bool = false) -> String {
    var text = text
    if let id = text.ranges(of: ", RequestId: ").first { text = String(text[..<id.lowerBound]) }
    if isShortened, let list = text.firstIndex(of: "[") { text = String(text[...list]) }
    return text.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "ID")
}

extension JSONTree {
    /// The paths of all members, with the indexes of lists of objects; tags count as one member.
    var members: Set<String> {
        switch self {
        case .object(let members):
            members.reduce(into: []) { found, member in
                found.insert(member.key)
                guard member.key != "tags" else { return }
                for path in member.value.members { found.insert("\(member.key).\(path)") }
            }
        case .array(let elements):
            elements.enumerated().reduce(into: []) { found, element in
                guard case .object = element.element else { return }
                found.insert("\(element.offset)")
                for path in element.element.members { found.insert("\(element.offset).\(path)") }
            }
        default: []
        }
    }

    /// Any answer as JSON.
    init(_ answer: some Encodable) throws {
        self = try JSONDecoder().decode(JSONTree.self, from: JSONEncoder().encode(answer))
    }
}
