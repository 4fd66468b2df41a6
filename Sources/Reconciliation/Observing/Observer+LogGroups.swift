import AWSOperations
public import Planning
public import ResourceModel

/// Log groups that belong to environments and that the files do not name: an earlier version of the file did.
extension Observer {
    /// Finds them by their own tags, and by the launch templates of the environments, each version of which names one.
    ///
    /// The name of a log group is free to choose and its tags can be copied. One counts if its tags name it and the
    /// environment, and if it has a name that only the environment gives or a launch template of the environment names it.
    ///
    /// - Parameter baseName: the beginning of the names that reconcile makes for an environment.
    public func logGroups(
        of requests: [EnvironmentRequest], baseName: (EnvironmentKey) -> String
    ) async throws -> (found: [EnvironmentKey: [Resource]], notes: [String]) {
        let regions = Set(requests.map(\.key.region)).sorted()
        let tagged = try await together(regions) { region in (region, try await taggedLogGroups(in: region)) }
        let claims = tagged.flatMap { (try? $0.1.get()) ?? [] }
        let places = requests.map { request in
            let named = request.resources.filter { $0.address.kind == .logGroup }.map(\.name)
            let claimed = claims.filter { $0.region == request.key.region && $0.owner == request.key.owner }
            return (
                key: request.key, base: baseName(request.key), known: Set(named), claimed: Set(claimed.map(\.name))
            )
        }
        let found = try await concurrently(places) { place in
            let inTemplates = try await logGroupNames(inTemplatesNamed: place.base, of: place.key)
            let ofOurName = place.claimed.filter { $0.hasPrefix(place.base + "-") || $0 == place.base }
            let candidates = inTemplates.union(ofOurName).subtracting(place.known).sorted().map {
                Resource(obsolete: .logGroup, named: $0, of: place.key)
            }
            let reading = Reading(access, for: candidates)
            let observed = try await LogGroupDriver().observe(candidates, with: reading)
            return (place.key, candidates.filter { observed[$0.address]?.first?.ownership == .ours })
        }
        let notes = tagged.compactMap { region, outcome in outcome.failure.map { Self.note($0, region) } }
        return (Dictionary(found, uniquingKeysWith: +).filter { !$0.value.isEmpty }, notes)
    }

    /// What is not found if the tagging API may not be asked.
    static func note(_ error: ServiceError, _ region: String) -> String {
        "log groups in \(region) are found only if a launch template of their environment names them, because their tags "
            + "could not be listed: \(error)"
    }

    /// The log groups that the versions of an environment's own launch template name.
    private func logGroupNames(inTemplatesNamed name: String, of key: EnvironmentKey) async throws -> Set<String> {
        let filter = EC2.Filter(name: "launch-template-name", values: [name])
        let answer = try await access.caller(key.region).call(EC2.DescribeLaunchTemplates(filters: [filter]))
        let owned = OwnedTemplate.all(of: answer.launchTemplates ?? [], in: key.region)
        guard let template = owned.first(where: { $0.claim.owner == key.owner }) else { return [] }
        return try await groupNames(in: template, key.region)
    }
}
