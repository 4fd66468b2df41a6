import AWSOperations
import Reconciliation
import ResourceModel

/// The log groups that a prune may delete.
///
/// Log groups hold data, and every user who may tag them can write our tags. A group therefore counts only if its name
/// has our prefix, or if a launch template of its owner writes to it.
struct LogGroupDiscovery: Discoverer {
    let isGlobal = false

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        async let owned = outcome { try await context.ownedTemplates(region) }
        let tagged = await outcome { try await Self.tagged(context.caller(region), in: region) }
        let templates = await owned
        try DeniedCalls.rethrow([templates.failure, tagged.failure].compactMap { $0 })
        let tags = try tagged.get()
        let claims = try await Self.claims(
            in: region, tagged: try? tags.get(), templates: templates.get(), namePrefix: namePrefix,
            context.caller(region))
        return Discovered(claims, note: tags.failure.map { Self.note($0, region) })
    }

    /// Returns a note on the groups that are not found if IAM denies the tagging API.
    static func note(_ error: ServiceError, _ region: String) -> String {
        "log groups in \(region) are found only if a launch template of their environment names them, because their tags "
            + "could not be listed: \(error)"
    }

    /// Returns the groups whose tags name an owner; no claims but the error if IAM denies the tagging API.
    ///
    /// CloudWatch Logs shows the tags of one group at a time, the tagging API those of all groups that have ours. Few
    /// policies allow it. Other errors are thrown: a prune that leaves groups
    /// behind without a note would look complete.
    static func tagged(
        _ caller: any Caller, in region: String
    ) async throws -> Result<[OwnershipClaim], ServiceError> {
        do {
            let mappings = try await everyPage(of: Tagging.GetResources.self) { token in
                let answer = try await caller.call(
                    Tagging.GetResources(
                        paginationToken: token, tagFilters: [Tagging.TagFilter(key: OwnershipTags.owner)],
                        resourceTypeFilters: ["logs"]))
                return (answer.resourceTagMappingList ?? [], answer.paginationToken)
            }
            return .success(mappings.compactMap { OwnershipClaim(logGroup: $0, in: region) })
        } catch let error as ServiceError where error.isRefusal {
            return .failure(error)
        }
    }

    /// Returns the claims of log groups, each with the templates that name its group.
    ///
    /// - Parameters:
    ///   - tagged: the groups that the tagging API showed; nil to take the groups that templates name.
    ///   - templates: the region's launch templates that name an owner.
    private static func claims(
        in region: String, tagged: [OwnershipClaim]?, templates: [OwnedTemplate], namePrefix: String,
        _ caller: any Caller
    ) async throws -> [OwnershipClaim] {
        let doubtful = tagged.map { Set($0.filter { !$0.name.hasPrefix(namePrefix + "-") }.map(\.owner)) }
        let asked = templates.filter { doubtful?.contains($0.claim.owner) != false }
        let named = try await concurrently(asked) { template in
            (template: template.claim, groups: try await groupNames(in: template, caller))
        }
        let claims: [OwnershipClaim]
        if let tagged {
            claims = tagged
        } else {
            let names = Set(named.flatMap(\.groups)).sorted()
            claims = try await concurrently(names) { try await claim($0, in: region, caller) }.compactMap { $0 }
        }
        return claims.map { claim in
            var claim = claim
            claim.namedBy = Set(
                named.filter { $0.template.owner == claim.owner && $0.groups.contains(claim.name) }
                    .map(\.template.name))
            return claim
        }
    }

    /// Returns the groups to which any version of a template writes: an environment may have had another group before.
    static func groupNames(in template: OwnedTemplate, _ caller: any Caller) async throws -> Set<String> {
        let versions = try await orNil(.launchTemplate(id: template.id)) {
            try await everyPage(of: EC2.DescribeLaunchTemplateVersions.self) { token in
                let answer = try await caller.call(
                    EC2.DescribeLaunchTemplateVersions(launchTemplateId: template.id, nextToken: token))
                return (answer.launchTemplateVersions ?? [], answer.nextToken)
            }
        }
        return Set((versions ?? []).compactMap(\.launchTemplateData).flatMap(LaunchTemplateData.logGroups))
    }

    private static func claim(
        _ name: String, in region: String, _ caller: any Caller
    ) async throws -> OwnershipClaim? {
        let group = try await LogGroupDriver().find(name, with: caller)
        return group.flatMap { OwnershipClaim(.logGroup, name, in: region, tags: $0.tags) }
    }
}

extension OwnershipClaim {
    /// `arn:aws:logs:eu-west-1:123456789012:log-group:/name`, which may end in `:*`.
    fileprivate init?(logGroup mapping: Tagging.ResourceTagMapping, in region: String) {
        let parts = (mapping.resourceARN ?? "").split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7, parts[5] == "log-group" else { return nil }
        let name = parts[6].hasSuffix(":*") ? parts[6].dropLast(2) : parts[6]
        let tags = Dictionary((mapping.tags ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
        self.init(.logGroup, String(name), in: region, tags: tags)
    }
}
