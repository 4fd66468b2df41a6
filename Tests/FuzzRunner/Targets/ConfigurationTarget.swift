import AWSClient
import TestSupport
import Transport

/// The shared files of AWS's tools: `~/.aws/config` and `~/.aws/credentials`.
struct ConfigurationTarget: Target {
    let name = "configuration"

    static let credentials = """
        [default]
        aws_access_key_id = AKIDHOME
        aws_secret_access_key = \(Secrets.file)

        [base]
        aws_access_key_id=AKIDBASE
        aws_secret_access_key=\(Secrets.answered)
        aws_session_token = \(Secrets.answeredToken)

        """

    static let config = """
        # comment
        [profile dev]
        role_arn = arn:aws:iam::123456789012:role/r
        source_profile = base
        external_id = x
        duration_seconds = 900
        region = eu-west-1
        s3 =
          max_concurrent_requests = 20

        [profile instance]
        role_arn = arn:aws:iam::123456789012:role/r
        credential_source = Ec2InstanceMetadata

        [profile web]
        role_arn = arn:aws:iam::123456789012:role/r
        web_identity_token_file = /token

        [default]
        region = us-east-1
        services = local
        max_attempts = 3
        endpoint_url = https://user:\(Secrets.file)@localhost:1/

        [services local]
        batch =
          endpoint_url = http://127.0.0.1:1

        """

    func run(_ mutator: inout Mutator) async -> Outcome {
        let config = mutator.text(of: [Array(Self.config.utf8)])
        let credentials =
            mutator.random.next() % 2 == 0
            ? mutator.text(of: [Array(Self.credentials.utf8)]) : Array(Self.credentials.utf8)
        let profile = ["dev", "instance", "web", "default", "base"].randomElement(using: &mutator.random)
        let sender = FakeSender { _, _ in
            HTTPResponse(403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>")
        }
        var shown: [String] = []
        do {
            let session = try AWSSession(
                environment: AWSEnvironment(
                    variables: profile.map { ["AWS_PROFILE": $0] } ?? [:], homeDirectory: "/h"
                ) { path in
                    switch path {
                    case "/h/.aws/config": config
                    case "/h/.aws/credentials": credentials
                    default: throw NoFile()
                    }
                }, clock: FakeClock(), sender: sender, random: { 0.5 })
            shown += session.configuration.problems
            _ = try await session.credentials.credentials()
        } catch {
            shown.append("\(error)")
        }
        let inputs = [config, credentials]
        for text in shown {
            if let secret = Secrets.found(in: text) {
                return Outcome(inputs: inputs, fault: "a message shows '\(secret)' of a secret")
            }
        }
        let count = await sender.requests.count
        return Outcome(inputs: inputs, fault: count > 40 ? "credentials took \(count) requests" : nil)
    }
}
