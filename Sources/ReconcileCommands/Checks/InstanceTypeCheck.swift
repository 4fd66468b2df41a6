import AWSOperations
import Diagnostics
import InstanceTypes
import ManifestLoading
import Reconciliation

/// Asks EC2 about instance types, where the built-in catalogue does not know them all: a type may be younger than the
/// catalogue, or not be offered in a Region.
struct InstanceTypeCheck {
    let access: AWSAccess
    var catalogue = InstanceCatalogue.builtIn

    /// True if the built-in catalogue does not know every type, so that EC2 is asked.
    static func asks(_ definitions: [EnvironmentDefinition], _ catalogue: InstanceCatalogue = .builtIn) -> Bool {
        definitions.contains { definition in
            guard case .forge(let forge) = definition.configuration else { return false }
            return forge.instanceTypes.contains {
                InstanceCatalogue.words[$0] == nil && catalogue.expansion(of: $0) == nil
            }
        }
    }

    /// Reports what EC2's answers show; sends one request a Region, and none if the catalogue knows every name.
    func diagnostics(_ definitions: [EnvironmentDefinition]) async throws -> [Diagnostic] {
        let unknown = Dictionary(grouping: definitions.flatMap(names)) { $0.region }.filter { _, names in
            names.contains { catalogue.expansion(of: $0.name) == nil }
        }
        return try await withThrowingTaskGroup(of: [Diagnostic].self) { group in
            for (region, names) in unknown { group.addTask { try await diagnostics(of: names, in: region) } }
            return try await group.reduce(into: []) { $0 += $1 }.sortedByPlace()
        }
    }

    /// An instance type or family that an environment names.
    private struct Name: Sendable {
        let name: String
        let region: String
        let environment: String
        let range: SourceRange
    }

    /// Batch's own words are no names that EC2 would know.
    private func names(_ definition: EnvironmentDefinition) -> [Name] {
        guard case .forge(let forge) = definition.configuration, let region = definition.region else { return [] }
        let ranges = definition.valueRanges
        return forge.instanceTypes.filter { InstanceCatalogue.words[$0] == nil }.map { name in
            let range = ranges["instance-types.\(name)"] ?? definition.range
            return Name(name: name, region: region, environment: definition.name, range: range)
        }
    }

    private func diagnostics(of names: [Name], in region: String) async throws -> [Diagnostic] {
        do {
            let offered = try await offered(Set(names.map(\.name)), in: region)
            let missing = names.filter { !offered.contains($0.name) }
            let more = missing.dropFirst(Self.mostShown).first.map { next in
                Diagnostic(
                    .error, "unknown-instance-type",
                    "EC2 does not offer \(missing.count - Self.mostShown) more of the names in \(region)",
                    detail: "correct the first ones, and run again", at: next.range)
            }
            return [more].compactMap(\.self)
                + missing.prefix(Self.mostShown).map { name in
                    let isKnown = catalogue.expansion(of: name.name) != nil
                    return Diagnostic(
                        .error, isKnown ? "instance-type-not-offered" : "unknown-instance-type",
                        "EC2 does not offer '\(name.name)' in \(region)",
                        detail: isKnown
                            ? "other regions have it; name another in 'instance-types' of '\(name.environment)'"
                            : "correct 'instance-types' of '\(name.environment)'", at: name.range)
                }
        } catch let error as ServiceError {
            let list = Set(names.map(\.name)).filter { catalogue.expansion(of: $0) == nil }.sorted()
            let quoted = list.map { "'\($0)'" }.joined(separator: ", ")
            return [
                Diagnostic(
                    .note, "not-read", "whether EC2 has \(quoted) in \(region) could not be asked: \(error)",
                    detail: "AWS Batch refuses what it does not know when the environment is made",
                    at: names.first?.range)
            ]
        }
    }

    /// Those of the names that EC2 has in a Region; a family counts where any of its types is there.
    private func offered(_ names: Set<String>, in region: String) async throws -> Set<String> {
        let caller = access.caller(region)
        let patterns = names.map { $0.contains(".") ? $0 : "\($0).*" }.sorted()
        var found: Set<String> = []
        for start in stride(from: 0, to: patterns.count, by: Self.mostFilterValues) {
            let values = Array(patterns[start...].prefix(Self.mostFilterValues))
            let types = try await everyPage(of: EC2.DescribeInstanceTypes.self) { token in
                let answer = try await caller.call(
                    EC2.DescribeInstanceTypes(
                        filters: [EC2.Filter(name: "instance-type", values: values)], nextToken: token))
                return (answer.instanceTypes ?? [], answer.nextToken)
            }
            for type in types.compactMap(\.instanceType) {
                found.insert(type)
                found.insert(String(type.prefix { $0 != "." }))
            }
        }
        return found
    }

    /// The most names of a Region that are reported one by one: thousands may be wrong.
    private static let mostShown = 100
    /// The most values that EC2 takes in one filter.
    private static let mostFilterValues = 200
}
