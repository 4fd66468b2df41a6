import AWSOperations

extension AccountState {
    func describeLaunchTemplates(
        _ input: EC2.DescribeLaunchTemplates, _ call: Call
    ) throws -> EC2.DescribeLaunchTemplates.Output {
        var seen: [LaunchTemplateRecord] = self[region: call.region].launchTemplates.seen(call)
        for id in input.launchTemplateIds ?? [] where !seen.contains(where: { $0.id == id }) {
            throw Self.noSuchTemplate(id, call)
        }
        for name in input.launchTemplateNames ?? [] where !seen.contains(where: { $0.name == name }) {
            throw Self.noSuchTemplate(nil, call)
        }
        if let ids = input.launchTemplateIds, !ids.isEmpty { seen = seen.filter { ids.contains($0.id) } }
        if let names = input.launchTemplateNames, !names.isEmpty { seen = seen.filter { names.contains($0.name) } }
        seen = try EC2Filter.apply(input.filters, to: seen, call) { template, name in
            name == "launch-template-name" ? [template.name] : EC2Filter.tags(template.tags, name)
        }
        let page = try ec2Page(seen, input.maxResults, input.nextToken, sizes: 1...200, call)
        return EC2.DescribeLaunchTemplates.Output(launchTemplates: page.items.map(\.shown), nextToken: page.next)
    }

    func describeLaunchTemplateVersions(
        _ input: EC2.DescribeLaunchTemplateVersions, _ call: Call
    ) throws -> EC2.DescribeLaunchTemplateVersions.Output {
        // The first version comes with the template.
        let seen = self[region: call.region].launchTemplates.seen(call).map { (template: LaunchTemplateRecord) in
            template.seen(call, lag: timings.templateVersionLag) ?? template
        }
        let wanted = input.versions ?? []
        var found: [EC2.LaunchTemplateVersion] = []
        if input.launchTemplateId == nil, input.launchTemplateName == nil {
            // Without a template only $Latest and $Default of all templates can be asked for.
            guard !wanted.isEmpty, wanted.allSatisfy({ $0 == "$Latest" || $0 == "$Default" }) else {
                throw call.refusal(
                    "MissingParameter", "The request must name a launch template, or $Latest or $Default.")
            }
            found = seen.flatMap { versions(wanted, of: $0) }
        } else {
            guard
                let template = seen.first(where: {
                    $0.id == input.launchTemplateId
                        || (input.launchTemplateId == nil && $0.name == input.launchTemplateName)
                })
            else { throw Self.noSuchTemplate(input.launchTemplateId, call) }
            for version in wanted where template.number(of: version) == nil {
                throw call.refusal(
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Could not find the specified version \(version) for the launch template with ID \(template.id).")
            }
            found = versions(wanted, of: template)
        }
        found = try EC2Filter.apply(input.filters, to: found, call) { version, name in
            name == "is-default-version" ? [version.defaultVersion == true ? "true" : "false"] : nil
        }
        let page = try ec2Page(found, input.maxResults, input.nextToken, sizes: 1...200, call)
        return EC2.DescribeLaunchTemplateVersions.Output(launchTemplateVersions: page.items, nextToken: page.next)
    }

    /// The wanted versions, or all, the newest first.
    private func versions(_ wanted: [String], of template: LaunchTemplateRecord) -> [EC2.LaunchTemplateVersion] {
        let numbers = wanted.isEmpty ? Array(template.versions.keys) : wanted.compactMap(template.number(of:))
        return Set(numbers).sorted(by: >).compactMap { template.versions[$0] }
    }
}
