import AWSOperations
public import Planning
public import ResourceModel

/// Log groups that belong to environments and that the files do not name: an earlier form of the file did.
extension Observer {
    /// Finds them by their own tags, and by the launch templates of the environments, each version of which names one.
    ///
    /// A log group's name is anybody's choice and its tags can be copied. One counts if its tags name it and the
    /// environment, and if it has a name that only the environment gives or a launch template of the environment names it.
    ///
    /// - Parameters:
    ///   - discovery: a look around whose claims are taken in already.
    ///   - baseName: the beginning of the names that reconcile makes for an environment.
    public func logGroups(
        of requests: [EnvironmentRequest], after discovery: Discovery? = nil, baseName: (EnvironmentKey) -> String
    ) async throws -> (found: [EnvironmentKey: [Resource]], notes: [String]) {
        let regions = discovery == nil ? Set(requests.map(\.key.region)).sorted() : []
        let logs = try await together(regions) { try await logGroupClaims(in: $0) }
        let claims = logs.flatMap(\.claims)
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
                Resource(remainingLogGroup: $0, of: place.key)
            }
            let reading = Reading(access, for: candidates)
            let observed = try await LogGroupDriver().observe(candidates, with: reading)
            return (place.key, candidates.filter { observed[$0.address]?.first?.ownership == .ours })
        }
        return (Dictionary(found, uniquingKeysWith: +).filter { !$0.value.isEmpty }, logs.compactMap(\.note))
    }

    /// The log groups that the versions of an environment's own launch template name.
    private func logGroupNames(inTemplatesNamed name: String, of key: EnvironmentKey) async throws -> Set<String> {
        let caller = access.caller(key.region)
        let filter = EC2.Filter(name: "launch-template-name", values: [name])
        let templates = try await caller.call(EC2.DescribeLaunchTemplates(filters: [filter])).launchTemplates ?? []
        guard let template = templates.first(where: { tags($0.tags)[OwnershipTags.owner] == key.owner }),
            let id = template.launchTemplateId
        else { return [] }
        let versions = try await orNil(.launchTemplate(id: id)) {
            try await everyPage(of: EC2.DescribeLaunchTemplateVersions.self) { token in
                let answer = try await caller.call(
                    EC2.DescribeLaunchTemplateVersions(launchTemplateId: id, nextToken: token))
                return (answer.launchTemplateVersions ?? [], answer.nextToken)
            }
        }
        return Set((versions ?? []).compactMap(\.launchTemplateData).flatMap(LaunchTemplateData.logGroups))
    }
}
