import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel
import Testing

/// What is looked for of an environment that no file describes any more.
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

    @Test
    func `it is everything that any form of the environment has, under its names and in its order`() {
        let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: "bench")
        let wanted = ForgeTests.forge.resources(for: Self.definition(), in: "eu-west-1").filter {
            $0.keeping == .managed
        }
        let remains = ForgeTests.forge.remains(of: key)
        #expect(Set(remains.map(\.address)) == Set(wanted.map(\.address)))
        let managed = Set(wanted.map(\.address))
        for resource in wanted {
            let left = remains.first { $0.address == resource.address }
            #expect(left?.name == resource.name)
            #expect(left?.dependencies == resource.dependencies.intersection(managed))
            #expect(left?.tags[OwnershipTags.owner] == resource.tags[OwnershipTags.owner])
            #expect(left?.tags[OwnershipTags.resource] == resource.tags[OwnershipTags.resource])
        }
    }

    @Test
    func `the file's word on deleting is written down where it is not the default`() {
        func words(_ definition: EnvironmentDefinition) -> [[String: String]] {
            let keys = [OwnershipTags.protection, OwnershipTags.onDelete, OwnershipTags.drain]
            return ForgeTests.forge.resources(for: definition, in: "eu-west-1").filter { $0.keeping == .managed }
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
    func `a word that is taken back is taken off`() {
        let observed = [OwnershipTags.protection: "true", OwnershipTags.drain: "false", "others": "stay"]
        let retired = OwnershipTags.retiredTags(in: observed, desired: [OwnershipTags.drain: "false"])
        #expect(retired == [OwnershipTags.protection])
    }
}
