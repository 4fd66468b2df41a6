import AWSOperations

extension Registry {
    mutating func registerTaggedResources() {
        on(Tagging.GetResources.self) { input, world, call in try world.taggedResources(input, call) }
    }
}

extension AccountState {
    /// Of all that has tags, the log groups: for what else is asked here the services are asked themselves.
    func taggedResources(
        _ input: Tagging.GetResources, _ call: Call
    ) throws -> Tagging.GetResources.Output {
        let types = input.resourceTypeFilters ?? []
        guard types.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 256 }),
            (1...100).contains(input.resourcesPerPage ?? 50)
        else { throw call.refusal("InvalidParameterException", "A filter or the page's size is out of range.") }
        let wantsGroups = types.isEmpty || types.contains("logs") || types.contains("logs:log-group")
        let groups = wantsGroups ? self[region: call.region].logGroups.values.sorted { $0.name < $1.name } : []
        let found = groups.filter { group in
            !group.tags.isEmpty
                && (input.tagFilters ?? []).allSatisfy { filter in
                    guard let value = group.tags[filter.key ?? ""] else { return false }
                    return filter.values?.isEmpty != false || filter.values?.contains(value) == true
                }
        }
        let token = input.paginationToken == "" ? nil : input.paginationToken
        let page = try call.page(
            found, size: input.resourcesPerPage ?? 50, token: token,
            invalid: call.refusal("InvalidParameterException", "The pagination token is invalid."))
        let mappings = page.items.map { group in
            Tagging.ResourceTagMapping(
                resourceARN: logGroupARN(group.name, call.region),
                tags: group.tags.sorted { $0.key < $1.key }.map { Tagging.Tag(key: $0.key, value: $0.value) })
        }
        return Tagging.GetResources.Output(paginationToken: page.next ?? "", resourceTagMappingList: mappings)
    }
}
