import AWSOperations

extension Registry {
    mutating func registerParameters() {
        on(SSM.GetParameters.self) { try $1.getParameters($0, $2) }
    }
}

extension AccountState {
    /// Answers in the order of the names; a name without a parameter is invalid [model: ssm, `GetParametersResult`].
    fileprivate func getParameters(_ input: SSM.GetParameters, _ call: Call) throws -> SSM.GetParameters.Output {
        guard (1...10).contains(input.names.count) else {
            throw call.refusal(
                "ValidationException",
                "1 validation error detected: Value at 'names' failed to satisfy constraint: "
                    + "Member must have length less than or equal to 10", status: 400)
        }
        let names = Set(input.names).sorted()
        let found = names.compactMap { parameter($0, call.region) }
        let invalid = names.filter { parameter($0, call.region) == nil }
        return SSM.GetParameters.Output(parameters: found, invalidParameters: invalid)
    }

    /// The parameter that a name means, with a version behind it or without.
    private func parameter(_ text: String, _ region: String) -> SSM.Parameter? {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = parts.first else { return nil }
        let versions = values(ofParameter: name, region)
        let version = parts.count == 2 ? Int(parts[1]) : versions.count
        guard let version, (1...max(1, versions.count)).contains(version), !versions.isEmpty else { return nil }
        return SSM.Parameter(
            name: name, type: "String", value: versions[version - 1], version: version,
            selector: parts.count == 2 ? ":" + parts[1] : nil)
    }

    /// The values that a parameter had, the oldest first.
    private func values(ofParameter name: String, _ region: String) -> [String] {
        if let own = self[region: region].references.parameters?[name] { return own }
        guard let image = PublicImage.all.first(where: { $0.parameter == name }) else { return [] }
        return self[region: region].imageReleases.indices.map { release in
            image.value(id: image.id(release: release, region: region, seed: settings.seed), release: release)
        }
    }
}

extension SimulatedAccount {
    /// Sets a parameter, as its owner does when there is a newer AMI.
    package func setParameter(_ name: String, to value: String, region: String) async {
        await mutate { world, _ in
            world[region: region].references.parameters = (world[region: region].references.parameters ?? [:])
                .merging([name: [value]]) { $0 + $1 }
        }
    }

    /// Adds a parameter that holds an AMI, and the AMI, unless there is one of that name; versions of it up to the one that
    /// the name asks for.
    package func provideParameter(_ text: String, architecture: String, region: String) async {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = parts.first, !PublicImage.all.contains(where: { $0.parameter == name }) else { return }
        let seed = await settledWorld().settings.seed
        var generator = SeededGenerator(seed: seed, name: "\(region) \(name)")
        let id = "ami-" + generator.hex(17)
        let versions = parts.count == 2 ? min(Int(parts[1]) ?? 1, 100) : 1
        await provideImage(id, architecture: architecture, region: region)
        await mutate { world, _ in
            var parameters = world[region: region].references.parameters ?? [:]
            let own = parameters[name] ?? []
            parameters[name] = own + Array(repeating: id, count: max(0, versions - own.count))
            world[region: region].references.parameters = parameters
        }
    }

    /// Has AWS publish new images: their parameters name these, and Batch calls the former ones outdated.
    package func publishImages(region: String) async {
        await mutate { world, now in
            let later = world[region: region].references.laterImageReleases ?? []
            world[region: region].references.laterImageReleases = later + [now]
        }
    }
}
