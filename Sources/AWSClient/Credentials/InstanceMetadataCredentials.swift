import Signing
import Transport

/// The role of the EC2 instance we run on, by version 2 of its metadata service only.
///
/// Off EC2 nobody answers, so it gives up within about a second.
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
        let token: String
        do {
            token = try await text(
                "PUT", "/latest/api/token", HTTPHeader("x-aws-ec2-metadata-token-ttl-seconds", "21600"))
        } catch let error as TransportError {
            throw SourceFailure.absent("no answer from \(URLText.masked(endpoint)): \(error)")
        }
        let header = HTTPHeader("x-aws-ec2-metadata-token", token)
        let roles = try await text("GET", Self.rolesPath, header)
        guard let role = roles.split(whereSeparator: \.isNewline).first else {
            throw SourceFailure.absent("the instance has no role")
        }
        return try Credentials(metadata: try await send("GET", Self.rolesPath + role, header).body)
    }

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

    private func send(_ method: String, _ path: String, _ header: HTTPHeader) async throws -> HTTPResponse {
        let request = HTTPRequest(
            method: method, url: endpoint + path, headers: [header], body: method == "PUT" ? [] : nil,
            connectTimeout: .seconds(1), timeout: .seconds(1), bypassesProxy: true)
        let response = try await context.sender.send(request)
        guard response.status == 200 else {
            throw SourceFailure.absent(
                "\(URLText.masked(endpoint))\(path) answered HTTP \(response.status)\(response.redirection): "
                    + "check the role of the instance")
        }
        return response
    }
}
