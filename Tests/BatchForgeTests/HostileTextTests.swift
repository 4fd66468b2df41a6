import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel
import TestSupport
import Testing

/// Tests of hostile texts in fields: an accepted value gives policies with exactly the names of the file, and fits into
/// every name and tag that is sent to AWS.
struct HostileTextTests {
    @Test(arguments: HostileField.all)
    func `what is taken widens no policy, and AWS takes every name and tag`(field: HostileField) throws {
        let plain = try #require(Self.resources(field.item(field.plain)).first, "the plain value is refused")
        let fixed = Self.grants(plain).filter { !field.mentions($0, field.plain) }
        var takenCount = 0
        for value in field.values {
            let (manifest, resources) = Self.loaded(field.item(value))
            guard let resources else {
                let errors = manifest.diagnostics.filter { $0.severity == .error }
                #expect(!errors.isEmpty && errors.allSatisfy { $0.range != nil }, "\(value.debugDescription)")
                continue
            }
            takenCount += 1
            let added = Self.grants(resources).subtracting(fixed)
            let foreign = added.subtracting(field.grants(value))
            #expect(foreign.isEmpty, "\(value.debugDescription): \(foreign)")
            let patterns = added.filter(Self.hasPattern)
            #expect(patterns.isEmpty, "\(value.debugDescription): \(patterns)")
            for problem in AWSNames.problems(of: resources) {
                Issue.record("\(value.debugDescription): \(problem)")
            }
        }
        #expect(takenCount >= field.leastTaken, "\(takenCount) values are taken")
    }

    /// Returns true if IAM would read more than a name in it, except for the `/*` that reconcile puts after folders.
    private static func hasPattern(_ grant: String) -> Bool {
        let bytes = Array(grant.utf8)
        let name = bytes.suffix(2) == Array("/*".utf8)[...] ? bytes.dropLast(2) : bytes[...]
        let star = UInt8(ascii: "*")
        return name.contains(star) || name.contains(UInt8(ascii: "?"))
            || zip(name, name.dropFirst()).contains { $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{") }
    }

    static func resources(_ text: String) -> [[Resource]] { loaded(text).resources.map { [$0] } ?? [] }

    static func loaded(_ text: String) -> (manifest: LoadedManifest, resources: [Resource]?) {
        let loader = ManifestLoader(environment: [:], files: DiskFiles())
        let manifest = loader.load([.text(text, name: "f.yml")])
        guard manifest.isValid, let definition = manifest.environments.first else { return (manifest, nil) }
        return (manifest, ForgeTests.forge.resources(for: definition, in: definition.region ?? "eu-west-1"))
    }

    /// Returns all names in policies: resources, prefixes of listings, attached policies, boundaries.
    static func grants(_ resources: [Resource]) -> Set<String> {
        var found: Set<String> = []
        for role in resources where role.address.kind == .role {
            let inline = role.properties["policies"]?.map ?? [:]
            let documents = inline.merging(role.properties["managedPolicies"]?.map ?? [:]) { first, _ in first }
            for statement in documents.values.flatMap({ PolicyTests.statements($0) }) {
                found.formUnion(statement["Resource"]?.list?.compactMap(\.string) ?? [])
                let prefixes = statement[path: "Condition.StringLike"]?["s3:prefix"]?.strings ?? []
                found.formUnion(prefixes.map { "prefix \($0)" })
            }
            found.formUnion(role.properties["attachedPolicyArns"]?.strings ?? [])
            if let boundary = role.properties["permissionsBoundary"]?.string { found.insert(boundary) }
        }
        return found
    }
}
