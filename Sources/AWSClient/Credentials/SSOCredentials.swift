import AWSOperations
import FoundationEssentials
import Signing
import Transport

/// A role of IAM Identity Center, taken with the token that `aws sso login` keeps in a file.
///
/// The token is not renewed here: its owner is the AWS CLI, and a refresh token that two programs use ends for both.
struct SSOCredentials: CredentialsSource {
    let name = "SSO"
    var context: CredentialsContext
    var profile: SharedConfiguration.Profile
    var profileName: String

    /// The settings that name the portal, the role and the file of the token.
    private struct Access {
        var region: String
        var account: String
        var role: String
        /// Its SHA-1 is the file's name: the session's name, or the portal's URL in the older form.
        var key: String
    }

    func load() async throws -> Credentials {
        let access = try access()
        let url = try await url(of: access)
        let request = HTTPRequest(
            method: "GET", url: url,
            headers: [
                HTTPHeader("Accept", "application/json"),
                HTTPHeader("x-amz-sso_bearer_token", try await token(for: access)),
            ], connectTimeout: .seconds(10), timeout: .seconds(30))
        let response = try await context.answer(to: request)
        switch response.status {
        case 200: return try credentials(response.body)
        case 401: throw SourceFailure.broken("the SSO session has ended: \(login)")
        case 403, 404:
            throw SourceFailure.broken(
                "SSO does not give the role \(SettingText.shown(access.role)) of account "
                    + "\(SettingText.shown(access.account)) (HTTP \(response.status)): check sso_role_name and sso_account_id"
            )
        default:
            throw SourceFailure.broken(
                "\(URLText.setting(url)) answered HTTP \(response.status): check sso_region, sso_account_id and "
                    + "sso_role_name, \(login), or try it again later")
        }
    }

    private var login: String { "run 'aws sso login --profile \(profileName)'" }

    private func access() throws -> Access {
        var settings = profile
        if let session = profile[text: "sso_session"] {
            guard let section = context.configuration.ssoSession(session) else {
                throw SourceFailure.broken("sso_session \(SettingText.shown(session)): there is no such section")
            }
            settings.merge(section) { _, session in session }
        }
        func setting(_ name: String) throws -> String {
            guard let value = settings[text: name] else { throw SourceFailure.broken("it uses SSO without \(name)") }
            return value
        }
        let region = try setting("sso_region")
        // It becomes a part of the host that gets the token.
        guard RegionName.isValid(region) else {
            throw SourceFailure.broken("sso_region is \(SettingText.shown(region)), which is no region")
        }
        return Access(
            region: region, account: try setting("sso_account_id"), role: try setting("sso_role_name"),
            key: try profile[text: "sso_session"] ?? setting("sso_start_url"))
    }

    private func url(of access: Access) async throws -> String {
        let base = context.endpoints.singleSignOn(region: access.region)
        func encoded(_ text: String) -> String { PercentEncoding.encode(text) }
        return "\(base)/federation/credentials?account_id=\(encoded(access.account))&role_name=\(encoded(access.role))"
    }

    private func token(for access: Access) async throws -> String {
        struct File: Decodable {
            var accessToken: String?
            var expiresAt: String?
        }
        let path = "~/.aws/sso/cache/\(SHA1.hexDigest(of: access.key)).json"
        guard let text = context.environment.text(ofFile: path) else {
            throw SourceFailure.broken("there is no SSO session: \(login)")
        }
        guard let file = try? JSONDecoder().decode(File.self, from: Data(text.utf8)), let token = file.accessToken,
            !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw SourceFailure.broken("\(path) holds no SSO token: \(login)") }
        // Older files write UTC for the zone.
        let end = file.expiresAt.map { $0.hasSuffix("UTC") ? $0.dropLast(3) + "Z" : $0 }.flatMap(Timestamp.seconds)
        if let end, await context.clock.now() >= end {
            throw SourceFailure.broken("the SSO session has ended: \(login)")
        }
        context.hide([token])
        return token
    }

    private func credentials(_ body: [UInt8]) throws -> Credentials {
        struct Answer: Decodable {
            struct Keys: Decodable {
                var accessKeyId: String?
                var secretAccessKey: String?
                var sessionToken: String?
                /// In milliseconds since 1970.
                var expiration: Double?
            }
            var roleCredentials: Keys?
        }
        guard let keys = (try? JSONDecoder().decode(Answer.self, from: Data(body)))?.roleCredentials,
            let id = keys.accessKeyId, let secret = keys.secretAccessKey, !id.isEmpty, !secret.isEmpty
        else {
            throw SourceFailure.broken(
                "SSO answered without credentials, as AWS never does: check HTTPS_PROXY and NO_PROXY, then \(login)")
        }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: keys.sessionToken,
            expiration: keys.expiration.map { $0 / 1000 })
    }
}
