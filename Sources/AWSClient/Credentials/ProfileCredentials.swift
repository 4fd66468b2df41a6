import AWSOperations
import Signing

/// The profile in use: its own keys, or a role taken with another profile's, another source's or a token's help.
struct ProfileCredentials: CredentialsSource {
    var context: CredentialsContext
    var name: String { "profile '\(context.configuration.selectedProfile)'" }

    func load() async throws -> Credentials {
        try await credentials(of: context.configuration.selectedProfile, visited: [])
    }

    private func credentials(of name: String, visited: [String]) async throws -> Credentials {
        let configuration = context.configuration
        guard let profile = configuration.profile(name) else {
            let reason =
                "there is no such profile in \(configuration.paths.joined(separator: " or "))"
                + Self.known(configuration.profileNames)
                + configuration.problems.map { "; \($0)" }.joined()
            if !visited.isEmpty { throw SourceFailure.broken("source_profile \(SettingText.shown(name)): \(reason)") }
            throw SourceFailure(reason: reason, isConfigured: configuration.isProfileNamed)
        }
        if let role = profile[text: "role_arn"] {
            return try await assumed(role, by: profile, named: name, visited: visited)
        }
        if profile[text: "sso_session"] != nil || profile[text: "sso_start_url"] != nil {
            return try await SSOCredentials(context: context, profile: profile, profileName: name).load()
        }
        if let keys = try staticKeys(of: profile) { return keys }
        if let command = profile[text: "credential_process"] {
            return try await ProcessCredentials(context: context, command: command).load()
        }
        let reason = "it has neither keys nor a role"
        throw visited.isEmpty
            ? SourceFailure.absent(reason) : .broken("source_profile \(SettingText.shown(name)): \(reason)")
    }

    /// The profiles that exist, a few of them by name.
    private static func known(_ names: [String]) -> String {
        guard !names.isEmpty else { return "" }
        let shown = names.prefix(mostNames).map { SettingText.shown($0) }.joined(separator: ", ")
        return " (profiles: \(shown)\(names.count > mostNames ? " and more" : ""))"
    }

    private static let mostNames = 8

    private func staticKeys(of profile: SharedConfiguration.Profile) throws -> Credentials? {
        switch (profile[text: "aws_access_key_id"], profile[text: "aws_secret_access_key"]) {
        case (let id?, let secret?):
            return Credentials(
                accessKeyID: id, secretAccessKey: secret, sessionToken: profile[text: "aws_session_token"])
        case (nil, nil): return nil
        case (_, nil): throw SourceFailure.broken("aws_access_key_id is set and aws_secret_access_key is not")
        case (nil, _): throw SourceFailure.broken("aws_secret_access_key is set and aws_access_key_id is not")
        }
    }

    private func assumed(
        _ role: String, by profile: SharedConfiguration.Profile, named name: String, visited: [String]
    ) async throws -> Credentials {
        let duration = try profile[text: "duration_seconds"].map { text in
            guard let seconds = Int(text) else {
                throw SourceFailure.broken("duration_seconds is no number of seconds but \(SettingText.shown(text))")
            }
            return seconds
        }
        let session = profile[text: "role_session_name"]
        if let file = profile[text: "web_identity_token_file"] {
            return try await WebIdentityCredentials(
                context: context, tokenFile: file, roleARN: role, sessionName: session, durationSeconds: duration,
                region: profile[text: "region"]
            ).load()
        }
        guard profile[text: "mfa_serial"] == nil else {
            throw SourceFailure.broken("it needs an MFA code (mfa_serial), which is not supported yet")
        }
        let base = try await baseCredentials(for: profile, named: name, visited: visited)
        context.hide(base)
        _ = try base.checked(at: nil)
        let answer = try await context.sts(forRole: role, region: profile[text: "region"], credentials: base).call(
            STS.AssumeRole(
                roleArn: role, roleSessionName: await context.sessionName(session), durationSeconds: duration,
                externalId: profile[text: "external_id"]))
        return try Credentials(answer.credentials)
    }

    /// The credentials that ask for the role.
    private func baseCredentials(
        for profile: SharedConfiguration.Profile, named name: String, visited: [String]
    ) async throws -> Credentials {
        switch (profile[text: "source_profile"], profile[text: "credential_source"]) {
        case (.some, .some): throw SourceFailure.broken("it has both source_profile and credential_source")
        case (nil, nil):
            throw SourceFailure.broken(
                "it has role_arn and none of source_profile, credential_source and web_identity_token_file")
        case (let source?, nil):
            if source == name {
                // A profile may be its own source when it holds keys as well.
                if let keys = try staticKeys(of: profile) { return keys }
                throw SourceFailure.broken("its source_profile is itself, and it has no keys")
            }
            guard !visited.contains(source) else {
                throw SourceFailure.broken(
                    "source_profile goes in a circle: \((visited + [name, source]).map { SettingText.shown($0) }.joined(separator: " → "))"
                )
            }
            return try await credentials(of: source, visited: visited + [name])
        case (nil, let source?):
            let sources: [String: any CredentialsSource] = [
                "environment": EnvironmentCredentials(environment: context.environment),
                "ecscontainer": ContainerCredentials(context: context),
                "ec2instancemetadata": InstanceMetadataCredentials(context: context),
            ]
            guard let chosen = sources[source.lowercased()] else {
                throw SourceFailure.broken(
                    "credential_source is none of Environment, Ec2InstanceMetadata and EcsContainer but \(SettingText.shown(source))"
                )
            }
            do { return try await chosen.load() } catch let failure as SourceFailure {
                throw SourceFailure.broken("credential_source \(source): \(failure.reason)")
            }
        }
    }
}
