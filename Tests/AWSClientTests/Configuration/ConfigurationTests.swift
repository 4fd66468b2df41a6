import AWSOperations
import TestSupport
import Testing
import Transport

@testable import AWSClient

struct ConfigurationTests {
    @Test(arguments: [
        ("[default]\nregion=eu-west-1", "default", "region", "eu-west-1"),
        ("[profile dev]\r\nregion = us-east-1\r\n", "profile dev", "region", "us-east-1"),
        ("[ profile   'my one' ]\nRegion= x", "profile my one", "region", "x"),
        ("# c\n; c\n\n[a]\nk = v # comment\n", "a", "k", "v"),
        ("[a]\nk = v#not;a comment\n", "a", "k", "v#not;a comment"),
        ("[a]\nsecret = ab=cd==\n", "a", "secret", "ab=cd=="),
        ("[a]\nk = 1\n[b]\nk = 2\n[a]\nk = 3\n", "a", "k", "3"),
        ("[a] ; trailing\nk = 1", "a", "k", "1"),
    ])
    func `settings are read`(text: String, section: String, name: String, value: String) {
        let file = ConfigurationFile(text)
        #expect(file.sections[section]?[name]?.value == value)
        #expect(file.unreadableLines == [])
    }

    @Test func `indented lines belong to the setting above`() {
        let file = ConfigurationFile(
            """
            [services local]
            batch =
              endpoint_url = http://127.0.0.1:5000
              unused = 1
            ec2 =
            \tendpoint_url = http://127.0.0.1:5001
            """)
        let section = file.sections["services local"]
        #expect(section?["batch"]?.nested == ["endpoint_url": "http://127.0.0.1:5000", "unused": "1"])
        #expect(section?["ec2"]?.nested == ["endpoint_url": "http://127.0.0.1:5001"])
    }

    @Test func `lines that make no sense are numbered and the rest is read`() {
        let file = ConfigurationFile("stray = 1\n[a]\nnonsense\n[unclosed\nk = lost\n[b]\nk = v")
        #expect(file.unreadableLines == [1, 3, 4, 5])
        #expect(file.sections == ["a": [:], "b": ["k": .init(value: "v")]])
    }

    @Test(arguments: [
        (nil, [:], "default"), (nil, ["AWS_PROFILE": "a"], "a"), (nil, ["AWS_DEFAULT_PROFILE": "b"], "b"),
        (nil, ["AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": "b"], "a"), ("c", ["AWS_PROFILE": "a"], "c"),
        (nil, ["AWS_PROFILE": ""], "default"),
    ])
    func `the profile is chosen by option, then variable`(
        option: String?, variables: [String: String], expected: String
    ) {
        let configuration = SharedConfiguration(environment: .fake(variables), profile: option)
        #expect(configuration.selectedProfile == expected)
    }

    @Test func `both files make one profile, and the credentials file wins`() {
        let configuration = SharedConfiguration(
            environment: .fake(
                files: [
                    "/home/u/.aws/config": "[default]\nregion = a\n[profile default]\nregion = b\noutput = x\n"
                        + "[profile dev]\naws_access_key_id = fromconfig\nregion = c\n[sso-session s]\nx = y\n",
                    "/home/u/.aws/credentials": "[dev]\naws_access_key_id = fromcredentials\n[bare]\nregion = d\n",
                ]))
        #expect(configuration.profileNames == ["bare", "default", "dev"])
        #expect(configuration["region"] == "b")
        #expect(configuration.profile("dev")?[text: "aws_access_key_id"] == "fromcredentials")
        #expect(configuration.profile("dev")?[text: "region"] == "c")
        #expect(configuration.profileNames.contains("bare") && !configuration.profileNames.contains("sso-session s"))
    }

    @Test func `lines that cannot be read are told with their place`() async throws {
        let environment = AWSEnvironment.fake(
            ["AWS_PROFILE": "dev"], files: ["/home/u/.aws/config": "[profile dev\nregion = x\n[profile b]\n"])
        let session = try AWSSession(environment: environment, sender: FakeSender { _, _ in HTTPResponse(status: 500) })
        let why = "neither a section, a setting nor a comment"
        #expect(session.configuration.problems == ["~/.aws/config:1: \(why)", "~/.aws/config:2: \(why)"])
        let error = try await #require(throws: CredentialsError.self) { try await session.credentials.credentials() }
        #expect(error.attempts.last?.reason.hasSuffix("; ~/.aws/config:1: \(why); ~/.aws/config:2: \(why)") == true)
    }

    @Test func `the files' places come from variables`() {
        let configuration = SharedConfiguration(
            environment: .fake(
                ["AWS_CONFIG_FILE": "~/c", "AWS_SHARED_CREDENTIALS_FILE": "/d"],
                files: ["/home/u/c": "[profile a]\nx = 1", "/d": "[b]\nx = 2"]))
        #expect(configuration.profileNames == ["a", "b"])
    }

    @Test(arguments: [
        ([:], "http://profile-batch", "http://profile"),
        (["AWS_ENDPOINT_URL": "http://all"], "http://all", "http://all"),
        (["AWS_ENDPOINT_URL_BATCH": "http://b"], "http://b", "http://profile"),
        (["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": "http://l"], "http://profile-batch", "http://l"),
        (["AWS_ENDPOINT_URL_BATCH": "http://b", "AWS_ENDPOINT_URL": "http://all"], "http://b", "http://all"),
        (
            ["AWS_ENDPOINT_URL": "http://all", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
            "https://batch.eu-west-1.amazonaws.com", "https://logs.eu-west-1.amazonaws.com"
        ),
    ])
    func `takes a configured endpoint from the nearest place`(
        variables: [String: String], batch: String, logs: String
    ) throws {
        let session = try AWSSession(
            environment: .fake(
                variables,
                files: [
                    "/home/u/.aws/config": "[default]\nendpoint_url = http://profile\nservices = local\n"
                        + "[services local]\nbatch =\n  endpoint_url = http://profile-batch\n"
                ]))
        #expect(session.endpoints.endpoint(of: .batch, region: "eu-west-1").url == batch)
        #expect(session.endpoints.endpoint(of: .logs, region: "eu-west-1").url == logs)
    }

    @Test(arguments: [
        (["AWS_MAX_ATTEMPTS": "0"], "AWS_MAX_ATTEMPTS"), (["AWS_MAX_ATTEMPTS": "many"], "AWS_MAX_ATTEMPTS"),
        (["AWS_ENDPOINT_URL": "localhost:5000"], "AWS_ENDPOINT_URL"),
        (["AWS_ENDPOINT_URL": "http://user:word@h"], "AWS_ENDPOINT_URL"),
        (["AWS_ENDPOINT_URL_BATCH": "file:///etc/passwd"], "AWS_ENDPOINT_URL_BATCH"),
        (["AWS_ENDPOINT_URL": "http://h", "AWS_USE_FIPS_ENDPOINT": "true"], "AWS_ENDPOINT_URL"),
        (["AWS_ENDPOINT_URL_EC2": "http://h", "AWS_USE_DUALSTACK_ENDPOINT": "True"], "AWS_ENDPOINT_URL_EC2"),
    ])
    func `a setting no call can be made with is refused by name`(variables: [String: String], setting: String) throws {
        let error = try #require(throws: AWSConfigurationError.self) {
            _ = try AWSSession(environment: .fake(variables))
        }
        #expect(error.setting == setting)
        #expect(
            ["http", "attempts", "FIPS", "dual-stack"].contains { error.message.contains($0) },
            "\(error.message)")
        #expect(!error.message.contains("word"))
    }

    @Test(arguments: [
        ("k7GvPz2Xc9RmWb4NsTq6YhLd1JfUe8AoK3iVn5rS", false), ("3 aws_secret_access_key=k7Gv", false),
        ("user:word", false), ("9002Xc9RmWb4NsTq6Y", false), ("many", true), ("Base", true), ("1h", true),
        ("eu-west-1", true), ("123456789012", true), ("team_2.prod", true), ("wj9rxutnfemiqk7", false),
        ("wJ9rXUtnFEMI", false), ("bpxrficyzzzzqqqqkeyk", false), ("a b", false), ("x y z", false), ("PassWord", false),
    ])
    func `shows a setting only if it cannot hold a secret`(value: String, isShown: Bool) {
        #expect(SettingText.shown(value) == (isShown ? "'\(value)'" : "a value of \(value.count) characters"))
    }

    @Test(arguments: [
        ("/var/run/secrets/eks.amazonaws.com/serviceaccount/token", true), ("~/token.jwt", true), ("./t", true),
        ("/wJ9rXUtnFEMIqK7MDENG/bPxRfiCYzzzzQQQQKEYk", false), ("wj9rxutnfemiqk7mdeng/bpxrficyzzzzqqqqkeyk", false),
        ("/bin/sh word", false), ("/a=b", false), ("https://u:p@h", false), ("/BPXRFICYZZZZQQQQ", false),
    ])
    func `shows a path only if it is made of words`(path: String, isShown: Bool) {
        #expect(SettingText.shown(path: path) == (isShown ? "'\(path)'" : "a value of \(path.count) characters"))
    }

    @Test(arguments: [
        ("https://user:k7GvPz2Xc9RmWb4NsTq6YhLd1JfUe8AoK3iVn5rS@host", false), ("https://user:k7GvPz2Xc9Rm", false),
        ("user:word@host", false), ("https://k7GvPz2Xc9RmWb4NsTq6YhLd1JfUe8AoK3iVn5rS", false), ("http://a b", false),
        ("http://user:pass:word", false), ("localhost:5000", true), ("http://evil.example/x", true),
        ("https://[::1]:4566", true), ("://word", false), ("http://h/?word", false), ("http://a.b/wJ9rXUtnFEM", false),
        ("http://word:99999999", false),
    ])
    func `shows a URL only if it has no password`(url: String, isShown: Bool) {
        #expect(SettingText.shown(url: url) == (isShown ? "'\(url)'" : "a value of \(url.count) characters"))
    }

    @Test(arguments: ["http://simulated-aws-of-the-team:4566", "http://[fd00::1]:80/x", "https://H.example"])
    func `takes an endpoint whose host has no dot`(url: String) throws {
        let session = try AWSSession(environment: .fake(["AWS_ENDPOINT_URL": url]))
        #expect(session.endpoints.endpoint(of: .batch, region: "eu-west-1").url == url)
    }

    @Test func `region and attempts come from the environment, then the profile`() throws {
        let files = ["/home/u/.aws/config": "[default]\nregion = eu-west-3\nmax_attempts = 3"]
        let profile = try AWSSession(environment: .fake(files: files))
        #expect(profile.region == "eu-west-3" && profile.maximumAttempts == 3)
        let variables = ["AWS_DEFAULT_REGION": "eu-west-2", "AWS_MAX_ATTEMPTS": "5"]
        let environment = try AWSSession(environment: .fake(variables, files: files))
        #expect(environment.region == "eu-west-2" && environment.maximumAttempts == 5)
        #expect(try AWSSession(environment: .fake(["AWS_REGION": "r", "AWS_DEFAULT_REGION": "s"])).region == "r")
        let bare = try AWSSession(environment: .fake())
        #expect(bare.region == nil && bare.maximumAttempts == 8)
    }
}

extension AWSEnvironment {
    struct NoSuchFile: Error {}

    /// A machine with these variables and files and a home in `/home/u`.
    static func fake(_ variables: [String: String] = [:], files: [String: String] = [:]) -> AWSEnvironment {
        AWSEnvironment(variables: variables, homeDirectory: "/home/u") { path in
            guard let text = files[path] else { throw NoSuchFile() }
            return Array(text.utf8)
        }
    }
}
