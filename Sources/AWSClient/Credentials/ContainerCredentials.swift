import Signing
import Transport

/// The credentials endpoint of ECS tasks and of EKS Pod Identity.
struct ContainerCredentials: CredentialsSource {
    var context: CredentialsContext
    let name = "container"

    func load() async throws -> Credentials {
        let environment = context.environment
        let url: String
        if let relative = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
            url = "http://169.254.170.2" + relative
        } else if let full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
            guard Self.isAllowed(full) else {
                throw SourceFailure.broken(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI, \(SettingText.shown(url: full)), is neither https nor a loopback, ECS or EKS address"
                )
            }
            url = full
        } else {
            throw SourceFailure.absent("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set")
        }
        var headers = [HTTPHeader("Accept", "application/json")]
        if let token = try authorization() {
            context.hide([token])
            headers.append(HTTPHeader("Authorization", token))
        }
        let request = HTTPRequest(
            method: "GET", url: url, headers: headers, connectTimeout: .seconds(2), timeout: .seconds(5),
            bypassesProxy: true)
        let response = try await context.answer(to: request)
        guard response.status == 200 else {
            throw SourceFailure.broken(
                "\(URLText.setting(url)) answered HTTP \(response.status)\(response.redirectionOfSecrets): check the role of "
                    + "the task or pod, and the variables AWS_CONTAINER_…")
        }
        return try Credentials(metadata: response.body)
    }

    /// The token for the endpoint; its file is read again each time, because EKS renews it.
    private func authorization() throws -> String? {
        let environment = context.environment
        var token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
        if let file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
            guard let text = environment.text(ofFile: file) else {
                throw SourceFailure.broken("the token file \(SettingText.shown(path: file)) cannot be read")
            }
            token = String(trimmed(text))
        }
        guard token?.contains(where: \.isNewline) != true else {
            throw SourceFailure.broken("the authorization token holds a line break")
        }
        return token
    }

    /// The rule every SDK follows, so that a planted variable cannot send the token anywhere.
    static func isAllowed(_ url: String) -> Bool {
        let lowered = url.lowercased()
        if lowered.hasPrefix("https://") { return true }
        guard lowered.hasPrefix("http://") else { return false }
        let authority = lowered.dropFirst("http://".count).prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { return false }
        let host =
            authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        if ["localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(String(host)) {
            return true
        }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
    }
}
