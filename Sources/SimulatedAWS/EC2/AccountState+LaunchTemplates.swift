import AWSOperations
import FoundationEssentials

extension Registry {
    mutating func registerLaunchTemplates() {
        on(EC2.CreateLaunchTemplate.self) { try $1.createLaunchTemplate($0, $2) }
        on(EC2.CreateLaunchTemplateVersion.self) { try $1.createLaunchTemplateVersion($0, $2) }
        on(EC2.DescribeLaunchTemplates.self) { try $1.describeLaunchTemplates($0, $2) }
        on(EC2.DescribeLaunchTemplateVersions.self) { try $1.describeLaunchTemplateVersions($0, $2) }
        on(EC2.DeleteLaunchTemplate.self) { try $1.deleteLaunchTemplate($0, $2) }
    }
}

extension AccountState {
    mutating func createLaunchTemplate(
        _ input: EC2.CreateLaunchTemplate, _ call: Call
    ) throws -> EC2.CreateLaunchTemplate.Output {
        if let use = try repeated(input, token: input.clientToken, call),
            let template = self[region: call.region].launchTemplates[use.templateID]?.current
        {
            return EC2.CreateLaunchTemplate.Output(launchTemplate: template.shown)
        }
        let name = input.launchTemplateName
        let isLegal = name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "().-/_".utf8.contains($0)
            }
        }
        guard isLegal, (3...128).contains(name.utf8.count) else {
            throw call.refusal(
                "InvalidLaunchTemplateName.Malformed",
                "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the"
                    + " following characters: - ( ) . / _.")
        }
        guard self[region: call.region].launchTemplate(id: nil, name: name) == nil else {
            throw call.refusal(
                "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.")
        }
        try checkTemplateData(input.launchTemplateData, call)
        for specification in input.tagSpecifications ?? [] where specification.resourceType != "launch-template" {
            throw call.refusal(
                "InvalidParameterValue",
                "'\(specification.resourceType ?? "")' is not a valid taggable resource type for this operation.")
        }
        let tags = Dictionary(
            (input.tagSpecifications ?? []).flatMap { $0.tags ?? [] }.map { ($0.key ?? "", $0.value ?? "") }
        ) { $1 }
        try checkEC2Tags(tags, call)
        var template = LaunchTemplateRecord(id: "lt-" + generator.hex(17), name: name, tags: tags)
        let version = EC2.LaunchTemplateVersion(
            launchTemplateId: template.id, launchTemplateName: name, versionNumber: 1,
            versionDescription: input.versionDescription, createTime: Timestamp.text(call.now), defaultVersion: true,
            launchTemplateData: EC2.ResponseLaunchTemplateData(input.launchTemplateData))
        template.add(version, as: 1, at: call.now)
        writeTemplate(template.id, template, call)
        try remember(input, token: input.clientToken, template.id, version: 1, call)
        return EC2.CreateLaunchTemplate.Output(launchTemplate: template.shown)
    }

    mutating func createLaunchTemplateVersion(
        _ input: EC2.CreateLaunchTemplateVersion, _ call: Call
    ) throws -> EC2.CreateLaunchTemplateVersion.Output {
        if let use = try repeated(input, token: input.clientToken, call),
            let version = self[region: call.region].launchTemplates[use.templateID]?.current?.versions[use.version]
        {
            return EC2.CreateLaunchTemplateVersion.Output(launchTemplateVersion: version)
        }
        var template = try namedTemplate(input.launchTemplateId, input.launchTemplateName, call)
        try checkTemplateData(input.launchTemplateData, call)
        let number = template.latestVersion + 1
        let version = EC2.LaunchTemplateVersion(
            launchTemplateId: template.id, launchTemplateName: template.name, versionNumber: number,
            versionDescription: input.versionDescription, createTime: Timestamp.text(call.now), defaultVersion: false,
            launchTemplateData: EC2.ResponseLaunchTemplateData(input.launchTemplateData))
        template.add(version, as: number, at: call.now)
        writeTemplate(template.id, template, call)
        try remember(input, token: input.clientToken, template.id, version: template.latestVersion, call)
        return EC2.CreateLaunchTemplateVersion.Output(launchTemplateVersion: version)
    }

    mutating func deleteLaunchTemplate(
        _ input: EC2.DeleteLaunchTemplate, _ call: Call
    ) throws -> EC2.DeleteLaunchTemplate.Output {
        let template = try namedTemplate(input.launchTemplateId, input.launchTemplateName, call)
        writeTemplate(template.id, nil, call)
        return EC2.DeleteLaunchTemplate.Output(launchTemplate: template.shown)
    }

    mutating func writeTemplate(_ id: String, _ template: LaunchTemplateRecord?, _ call: Call) {
        let lag = timings.ec2Staleness
        self[region: call.region].launchTemplates.write(id, template, at: call.now, lag: lag)
    }

    /// The template that a write names; throws EC2's errors if it does not exist.
    func namedTemplate(_ id: String?, _ name: String?, _ call: Call) throws -> LaunchTemplateRecord {
        guard (id == nil) != (name == nil) else {
            throw call.refusal(
                "InvalidParameterCombination", "Exactly one of launch template ID and launch template name is needed.")
        }
        guard let template = self[region: call.region].launchTemplate(id: id, name: name) else {
            throw Self.noSuchTemplate(id, call)
        }
        return template
    }

    static func noSuchTemplate(_ id: String?, _ call: Call) -> ServiceError {
        if let id {
            return call.refusal(
                "InvalidLaunchTemplateId.NotFound",
                "The specified launch template, with template ID \(id), does not exist.")
        }
        return call.refusal(
            "InvalidLaunchTemplateName.NotFoundException",
            "At least one of the launch templates specified in the request does not exist.")
    }

    private func checkTemplateData(_ data: EC2.RequestLaunchTemplateData, _ call: Call) throws {
        guard data != EC2.RequestLaunchTemplateData() else {
            throw call.refusal("MissingParameter", "The request must contain the parameter LaunchTemplateData")
        }
        guard let userData = data.userData else { return }
        guard let bytes = Data(base64Encoded: userData) else {
            throw call.refusal("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.")
        }
        // The text of github-aws-runners/terraform-aws-github-runner#3700.
        guard bytes.count <= 16_384 else {
            throw call.refusal("InvalidUserData.Malformed", "User data is limited to 16384 bytes.")
        }
    }

    // MARK: Client tokens

    private func repeated(_ request: some Encodable, token: String?, _ call: Call) throws -> ClientTokenUse? {
        guard let token else { return nil }
        guard token.utf8.count <= 128, token.unicodeScalars.allSatisfy(\.isASCII) else {
            throw call.refusal("InvalidParameterValue", "ClientToken must have at most 128 ASCII characters")
        }
        guard let use = self[region: call.region].clientTokens[token] else { return nil }
        guard use.request == (try Self.text(request)) else {
            throw call.refusal(
                "IdempotentParameterMismatch",
                "The request uses the same client token as a previous, but non-identical request.")
        }
        return use
    }

    private mutating func remember(
        _ request: some Encodable, token: String?, _ id: String, version: Int, _ call: Call
    ) throws {
        guard let token else { return }
        self[region: call.region].clientTokens[token] = ClientTokenUse(
            request: try Self.text(request), templateID: id, version: version)
    }

    private static func text(_ request: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(request), as: UTF8.self)
    }
}
