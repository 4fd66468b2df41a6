import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel
import Testing

/// The resources that are looked for if no file describes an environment any more.
struct RemainsTests {
    static func definition(settings: (inout ReconcileSettings) -> Void = { _ in }) -> EnvironmentDefinition {
        var configuration = ForgeConfiguration(maxCPUs: 10)
        configuration.provisioningModel = .spot
        let place = SourcePosition(line: 1, column: 1)
        var definition = EnvironmentDefinition(
            name: "bench", workspace: "acme/research", region: "eu-west-1", workDirectory: "s3://work/scratch",
            configuration: .forge(configuration), range: SourceRange(filename: "envs.yml", start: place, end: place))
        settings(&definition.settings)
        return definition
    }

    @Test(arguments: FeatureCombinations.all)
    func `has every part of an environment, under its name and in order`(
        combination: FeatureCombinations.Combination
    ) {
        let wanted = combination.resources.filter { $0.management == .managed && $0.address.kind != .logGroup }
        let addresses = Set(wanted.map(\.address))
        let remains = ForgeTests.forge.remains(of: FeatureCombinations.key)
        for resource in wanted {
            guard let left = remains.first(where: { $0.address == resource.address }) else {
                Issue.record("\(resource.address.local) would be forgotten")
                continue
            }
            #expect(left.name == resource.name)
            #expect(left.dependencies.isSuperset(of: resource.dependencies.intersection(addresses)))
            #expect(left.tags[OwnershipTags.owner] == resource.tags[OwnershipTags.owner])
            #expect(left.tags[OwnershipTags.resource] == resource.tags[OwnershipTags.resource])
        }
    }

    @Test(arguments: FeatureCombinations.all)
    func `what a file does not want is what an edit can have left`(combination: FeatureCombinations.Combination) {
        let resources = combination.resources
        let wanted = resources.map(\.address)
        let retired = ForgeTests.forge.retiredResources(
            for: combination.definition, in: FeatureCombinations.key.region, besides: resources)
        let remains = ForgeTests.forge.remains(of: FeatureCombinations.key)
        // A definition for jobs of `apply --verify` is looked for only if such an environment can have needed one.
        let verification = Address(FeatureCombinations.key, .jobDefinition, VerificationJob.part)
        #expect(Set(remains.map(\.address)).isSubset(of: wanted + retired.map(\.address) + [verification]))
        #expect(!wanted.contains(verification))
        #expect(Set(wanted).isDisjoint(with: retired.map(\.address)))
    }

    @Test
    func `records the file's settings for deleting unless they are defaults`() {
        func words(_ definition: EnvironmentDefinition) -> [[String: String]] {
            let keys = [OwnershipTags.protection, OwnershipTags.onDelete, OwnershipTags.drain]
            return ForgeTests.forge.resources(for: definition, in: "eu-west-1").filter { $0.management == .managed }
                .map { $0.tags.filter { keys.contains($0.key) } }
        }
        #expect(words(Self.definition()).allSatisfy { $0.isEmpty })
        let careful = Self.definition {
            $0.protect = true
            $0.onDelete = .retain
            $0.drain = false
        }
        let expected = ["reconcile:protect": "true", "reconcile:on-delete": "retain", "reconcile:drain": "false"]
        #expect(words(careful).allSatisfy { $0 == expected })
    }

    @Test
    func `removes the tag of a setting that the file takes back`() {
        let observed = [OwnershipTags.protection: "true", OwnershipTags.drain: "false", "others": "stay"]
        let retired = OwnershipTags.retiredTags(in: observed, desired: [OwnershipTags.drain: "false"])
        #expect(retired == [OwnershipTags.protection])
    }
}
