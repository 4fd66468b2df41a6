import AWSClient
import AWSOperations
import TestSupport
import Transport

/// Answers with credentials, and the files of tokens.
struct CredentialTarget: Target {
    let name = "credentials"

    /// A way to credentials, with its answer and its files.
    private struct Way: Sendable {
        var variables: [String: String]
        var files: [String: String] = [:]
        var answer: String
    }

    func run(_ mutator: inout Mutator) async -> Outcome {
        guard let way = Self.ways.randomElement(using: &mutator.random) else { return Outcome(inputs: []) }
        let choice = mutator.random.next() % 6
        let foreign = Foreign.bodies.randomElement(using: &mutator.random) ?? []
        let answer = choice == 0 ? foreign : mutator.text(of: [Array(way.answer.utf8)])
        var files: [String: [UInt8]] = [:]
        for (name, text) in way.files.sorted(by: { $0.key < $1.key }) {
            files[name] = choice < 3 ? mutator.text(of: [Array(text.utf8)]) : Array(text.utf8)
        }
        let response = HTTPResponse(
            status: choice == 1 ? Foreign.statuses.randomElement(using: &mutator.random) ?? 200 : 200,
            headers: choice == 1 ? Foreign.headers(&mutator) : [], body: answer)
        let read = files
        let sender = FakeSender { request, _ in
            // The instance's service asks for a token and for the role's name first.
            if request.url.hasSuffix("/api/token") { return HTTPResponse(200, "token") }
            if request.url.hasSuffix("/security-credentials/") { return HTTPResponse(200, "role") }
            return response
        }
        let inputs = [answer] + files.sorted { $0.key < $1.key }.map(\.value)
        do {
            let session = try AWSSession(
                environment: AWSEnvironment(variables: way.variables, homeDirectory: "/h") { path in
                    guard let bytes = read[path] else { throw NoFile() }
                    return bytes
                }, clock: FakeClock(), sender: sender, random: { 0.5 })
            _ = try await session.credentials.credentials()
        } catch {
            if let secret = Secrets.found(in: "\(error)") {
                return Outcome(inputs: inputs, fault: "the error shows '\(secret)' of a secret")
            }
        }
        let count = await sender.requests.count
        return Outcome(inputs: inputs, fault: count > 40 ? "credentials took \(count) requests" : nil)
    }

    private static let role = "arn:aws:iam::123456789012:role/r"
    private static let metadata = """
        {"Code":"Success","Type":"AWS-HMAC","AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"\(Secrets.answered)",
        "Token":"\(Secrets.answeredToken)","Expiration":"2026-11-29T20:00:00Z","LastUpdated":"2026-11-29T19:00:00Z"}
        """

    private static func assumed(_ call: String) -> String {
        """
        <\(call)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(call)Result><AssumedRoleUser><Arn>arn:aws:sts::1</Arn>
        </AssumedRoleUser><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>\(Secrets.answered)</SecretAccessKey>
        <SessionToken>\(Secrets.answeredToken)</SessionToken><Expiration>2026-11-29T20:00:00Z</Expiration></Credentials>
        </\(call)Result></\(call)Response>
        """
    }

    private static let ways: [Way] = [
        Way(
            variables: [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": role, "AWS_REGION": "eu-west-1",
            ], files: ["/token": Secrets.webToken + "\n"], answer: assumed("AssumeRoleWithWebIdentity")),
        Way(
            variables: [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/c",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token",
            ], files: ["/token": Secrets.webToken + "\n"], answer: metadata),
        Way(variables: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c"], answer: metadata),
        Way(variables: [:], answer: metadata),
        Way(
            variables: ["AWS_PROFILE": "dev", "AWS_REGION": "eu-west-1"],
            files: [
                "/h/.aws/credentials": ConfigurationTarget.credentials, "/h/.aws/config": ConfigurationTarget.config,
            ],
            answer: assumed("AssumeRole")),
    ]
}
