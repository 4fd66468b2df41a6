import ResourceModel
import Testing

@testable import Planning

/// The resources that the tags of an environment name.
struct RecordedPartsTests {
    private static let key = ClassificationTests.key

    private static func holder(_ part: String, naming parts: String...) -> ObservedResource {
        let address = Address(key, .computeEnvironment, part)
        let named = parts.map { LastAppliedHashes.hash(path: Address(key, .role, $0).local) }
        return ObservedResource(
            address, name: part, properties: .map([:]),
            tags: [
                OwnershipTags.owner: key.owner,
                OwnershipTags.resource: OwnershipTags.resourceValue(.computeEnvironment, part),
                OwnershipTags.fields: named.joined(separator: " "),
            ])
    }

    @Test(arguments: 0..<8) func `each of several records counts, in any order`(turn: Int) {
        let holders = ["a", "b", "c", "d"].enumerated().map { index, part in
            Self.holder(part, naming: "role\(index)")
        }
        var observation = Observation(accountID: "1")
        for holder in holders[(turn % 4)...] + holders[..<(turn % 4)] {
            observation.resources[holder.address] = [holder]
        }
        let wanted = ["role0", "role1", "role2", "role3", "other"].map { part in
            Resource(Address(Self.key, .role, part), name: part, properties: .map([:]))
        }
        #expect(observation.recorded(among: wanted).map(\.name) == ["role0", "role1", "role2", "role3"])
    }
}
