import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Log groups that belong to environments and that the files do not name; an earlier version of the file did.
struct LogGroupRemains: RemainsFinder {
    /// Finds them by their own tags, and by the launch templates of the
    /// environments: each version of a template names one.
    ///
    /// The name of a log group is free to choose and its tags can be copied. A log group counts only if both are true:
    /// its tags name it and the environment; and only the environment gives its name, or a launch template of the
    /// environment names it.
    func remains(
        of requests: [EnvironmentRequest], baseName: (EnvironmentKey) -> String, with context: ReadContext
    ) async throws -> Remains {
        let regions = requests.map(\.key).regions
        let tagged = try await together(regions) { region in
            (region, try await LogGroupDiscovery.tagged(context.caller(region), in: region))
        }
        let claims = tagged.flatMap { (try? $0.1.get()) ?? [] }
        let places = requests.map { request in
            let named = request.resources.filter { $0.address.kind == .logGroup }.map(\.name)
            let claimed = claims.filter { $0.region == request.key.region && $0.owner == request.key.owner }
            return (
                key: request.key, base: baseName(request.key), known: Set(named), claimed: Set(claimed.map(\.name))
            )
        }
        let found = try await concurrently(places) { place in
            let caller = context.caller(place.key.region)
            let inTemplates = try await Self.names(inTemplatesNamed: place.base, of: place.key, caller)
            let ofOurName = place.claimed.filter { $0.hasPrefix(place.base + "-") || $0 == place.base }
            let candidates = inTemplates.union(ofOurName).subtracting(place.known).sorted().map {
                Resource(obsolete: .logGroup, named: $0, of: place.key)
            }
            let observed = try await LogGroupDriver().observe(candidates, with: context)
            return (place.key, candidates.filter { observed[$0.address]?.first?.ownership == .ours })
        }
        return Remains(
            found: Dictionary(found, uniquingKeysWith: +).filter { !$0.value.isEmpty },
            notes: tagged.compactMap { region, outcome in outcome.failure.map { LogGroupDiscovery.note($0, region) } })
    }

    /// Returns the log groups that the versions of an environment's own launch template name.
    private static func names(
        inTemplatesNamed name: String, of key: EnvironmentKey, _ caller: any Caller
    ) async throws -> Set<String> {
        let filter = EC2.Filter(name: "launch-template-name", values: [name])
        let answer = try await caller.call(EC2.DescribeLaunchTemplates(filters: [filter]))
        let owned = OwnedTemplate.all(of: answer.launchTemplates ?? [], in: key.region)
        guard let template = owned.first(where: { $0.claim.owner == key.owner }) else { return [] }
        return try await LogGroupDiscovery.groupNames(in: template, caller)
    }
}
