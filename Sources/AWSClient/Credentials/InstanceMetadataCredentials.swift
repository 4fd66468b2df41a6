import Signing
import Transport

/// The role of the EC2 instance we run on, by version 2 of its metadata service only.
///
/// Off EC2 the service does not answer, so the source gives up within about a second.
struct InstanceMetadataCredentials: CredentialsSource {
    var context: CredentialsContext
    let name = "instance metadata"
    /// While EC2 cannot renew them, it serves the old ones, which AWS then takes for longer: botocore uses them, too.
    let servesEnded = true

    private static let rolesPath = "/latest/meta-data/iam/security-credentials/"

    func load() async throws -> Credentials {
        guard context.environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() != "true" else {
            throw SourceFailure.absent("AWS_EC2_METADATA_DISABLED is true")
        }
        guard isEndpointPlain else {
            throw SourceFailure.broken("AWS_EC2_METADATA_SERVICE_ENDPOINT is not a plain http or https URL")
        }
        let token: String
        do {
            token = try await text(
                "PUT", "/latest/api/token", HTTPHeader("x-aws-ec2-metadata-token-ttl-seconds", "21600"))
        } catch let error as TransportError {
            throw SourceFailure.absent("no answer from \(shownEndpoint): \(error)")
        }
        guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw SourceFailure.absent("\(shownEndpoint) gave no token")
        }
        context.hide([token])
        let header = HTTPHeader("x-aws-ec2-metadata-token", token)
        let roles = try await text("GET", Self.rolesPath, header)
        guard let role = roles.split(whereSeparator: \.isNewline).first else {
            throw SourceFailure.absent("the instance has no role")
        }
        // It becomes a part of a URL, and may be anything if another server answers.
        guard Self.isRoleName(role) else {
            throw SourceFailure.broken("\(shownEndpoint)\(Self.rolesPath) answered with what is no role's name")
        }
        let answer = try await send("GET", Self.rolesPath + role, header, shownPath: Self.rolesPath + "…")
        return try Credentials(metadata: answer.body)
    }

    /// True of 1 to 64 of the characters that IAM takes for names.
    private static func isRoleName(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count) && text != "." && text != ".."
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "+=,.@_-".utf8.contains(byte)
                }
            }
    }

    /// True if messages about the endpoint, also the transport's, have no password and no query to show.
    private var isEndpointPlain: Bool {
        let url = endpoint
        guard let scheme = ["https://", "http://"].first(where: url.lowercased().hasPrefix) else { return false }
        return !url.contains { "@?#".contains($0) || $0.isWhitespace } && URLHost(url.dropFirst(scheme.count)) != nil
    }

    private var shownEndpoint: String { URLText.setting(endpoint) }

    private var endpoint: String {
        if var given = context.environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] {
            while given.hasSuffix("/") { given.removeLast() }
            return given
        }
        let mode = context.environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]?.lowercased()
        return mode == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
    }

    private func text(_ method: String, _ path: String, _ header: HTTPHeader) async throws -> String {
        String(trimmed(String(decoding: try await send(method, path, header).body, as: UTF8.self)))
    }

    private func send(
        _ method: String, _ path: String, _ header: HTTPHeader, shownPath: String? = nil
    ) async throws -> HTTPResponse {
        let request = HTTPRequest(
            method: method, url: endpoint + path, headers: [header], body: method == "PUT" ? [] : nil,
            connectTimeout: .seconds(1), timeout: .seconds(1), bypassesProxy: true)
        let response = try await context.answer(to: request)
        guard response.status == 200 else {
            throw SourceFailure.absent(
                "\(shownEndpoint)\(shownPath ?? path) answered HTTP \(response.status)\(response.redirectionOfSecrets): "
                    + "check the role of the instance")
        }
        return response
    }
}
