import AWSOperations
import Signing

/// A role taken with a token that a CI system or Kubernetes writes to a file (GitHub OIDC, IRSA).
///
/// The file is read at every refresh, since its owner renews it.
struct WebIdentityCredentials: CredentialsSource {
    let name: String
    var context: CredentialsContext
    var tokenFile: String?
    var roleARN: String?
    var sessionName: String?
    var durationSeconds: Int?
    var region: String?

    /// From `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_ROLE_ARN` and `AWS_ROLE_SESSION_NAME`.
    init(environmentOf context: CredentialsContext) {
        name = "web identity"
        self.context = context
        tokenFile = context.environment["AWS_WEB_IDENTITY_TOKEN_FILE"]
        roleARN = context.environment["AWS_ROLE_ARN"]
        sessionName = context.environment["AWS_ROLE_SESSION_NAME"]
    }

    init(
        context: CredentialsContext, tokenFile: String, roleARN: String, sessionName: String?, durationSeconds: Int?,
        region: String?
    ) {
        name = "web identity"
        self.context = context
        self.tokenFile = tokenFile
        self.roleARN = roleARN
        self.sessionName = sessionName
        self.durationSeconds = durationSeconds
        self.region = region
    }

    func load() async throws -> Credentials {
        guard let tokenFile else { throw SourceFailure.absent("AWS_WEB_IDENTITY_TOKEN_FILE is not set") }
        guard let roleARN else {
            throw SourceFailure.broken("AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not")
        }
        guard let text = context.environment.text(ofFile: tokenFile) else {
            throw SourceFailure.broken("the token file \(SettingText.shown(path: tokenFile)) cannot be read")
        }
        let token = String(trimmed(text))
        guard !token.isEmpty else {
            throw SourceFailure.broken("the token file \(SettingText.shown(path: tokenFile)) is empty")
        }
        context.hide([token])
        let answer = try await context.sts(forRole: roleARN, region: region, credentials: nil).call(
            STS.AssumeRoleWithWebIdentity(
                roleArn: roleARN, roleSessionName: await context.sessionName(sessionName), webIdentityToken: token,
                durationSeconds: durationSeconds))
        return try Credentials(answer.credentials)
    }
}
