import Testing

@testable import ReconcileCommands

/// Secrets in what is written.
struct SecretMaskTests {
    private static let token = "ghs_16C7e42F292c6912E7710c838347Ae178B4a"

    @Test(arguments: [
        ("a \(token) b", "a *** b"), (token, "***"), ("\(token)\(token)", "******"), ("nothing", "nothing"), ("", ""),
        // Cut where a name or a message ends.
        ("Forge-\(token.prefix(22))-623aa65b", "Forge-***-623aa65b"), ("ghs_16C", "ghs_16C"),
        // In JSON, and line by line.
        (#"{"a":"quo\"te\\d and more"}"#, #"{"a":"***"}"#), ("MIIEpAIBAAKCAQEA1234", "***"), ("short-12", "***"),
        ("secret-variable", "secret-variable"),
        // Behind the mark of an excerpt that begins with a cut.
        ("1 | …\(token.dropFirst(9)) x", "1 | …*** x"), ("1 | …\(token.dropFirst(30))", "1 | …***"),
        // As XML and as a command of the runner.
        ("<x a=\"p&lt;s&amp;w%rd:1\"/>", "<x a=\"***\"/>"), ("title=p<s&w%25rd%3A1::p<s&w%25rd:1", "title=***::***"),
        // Short ones with more than letters or digits.
        ("hunter2 12345 1234567 true", "*** 12345 1234567 true"),
    ])
    func `secrets are masked, whole or cut`(text: String, masked: String) {
        let mask = SecretMask([
            Self.token, "quo\"te\\d and more", "-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA1234\nab\n", "short-12", "secret",
            "true", "", "p<s&w%rd:1", "hunter2", "12345", "1234567",
        ])
        #expect(String(decoding: mask.masked(Array(text.utf8)), as: UTF8.self) == masked)
    }

    private static let key = "wJ9rXUtnFEMIqK7MDENG/bPxRfiCYzzzzQQQQKEYk"

    @Test(arguments: [
        // The tail, the middle, and two pieces with something between them.
        ("<\(key.dropFirst(12))>", "<***>"), ("<\(key.dropFirst(5).dropLast(15))>", "<***>"),
        ("\(key.prefix(9)) ... \(key.dropFirst(9))", "***"),
        // In letters of one case, as a name, letter by letter, as a map and over lines.
        (key.lowercased(), "***"), (key.uppercased(), "***"),
        ("Forge-x\(key.replacing("/", with: "-"))-1", "Forge-x***-1"),
        (key.map(String.init).joined(separator: " "), "***"),
        (#"{"\#(key.prefix(14))":"\#(key.dropFirst(14))"}"#, #"{"***":"***"}"#),
        ("\(key.prefix(16))\n\(key.dropFirst(16))", "***\n***"),
        // With characters that are escaped where they are shown.
        (#"{"a":"Zq9pLm\u200bXw7vTnYr5s"}"#, #"{"a":"***"}"#), (#"Zq9pLm\u{200B}Xw7vTnYr5s"#, "***"),
        ("{\"a\":\"x\\n\(key)\"}", "{\"a\":\"x\\n***\"}"),
        // Short pieces between other characters.
        ("s3://abcdef12/x", "s3://***/x"), ("ghijkl34.x", "***.x"), ("us3r", "us3r"),
        // What others have as well.
        ("arn:aws:batch:eu-west-1:123456789012:job-queue/q", "arn:aws:batch:eu-west-1:123456789012:job-queue/q"),
        ("https://sts.eu-west-1.amazonaws.com/", "https://sts.eu-west-1.amazonaws.com/"),
        ("/home/runner/work/x", "/home/runner/work/x"), ("production data", "production data"),
        ("secretsmanager", "secretsmanager"), ("wJ9rXUt", "wJ9rXUt"),
    ])
    func `a changed secret is masked, and nothing that only has words in common`(text: String, masked: String) {
        let mask = SecretMask([
            Self.key, "Zq9pLm\u{200B}Xw7vTnYr5s", "abCDef12/GHijKL34+mnOP", "a production database of ours",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x", "/home/other/run",
            "https://batch.eu-west-1.amazonaws.com",
        ])
        #expect(String(decoding: mask.masked(Array(text.utf8)), as: UTF8.self) == masked)
    }

    @Test func `masks later additions, and a hundred secrets in a long text`() {
        var mask = SecretMask()
        #expect(mask.masked(Array(Self.key.utf8)) == Array(Self.key.utf8))
        mask.add((0..<100).map { "\($0)Xw7vTnYr5sKdHb3cFg\($0)" } + [Self.key])
        let line = "work-dir: s3://bucket/work, region: eu-west-1, instance-types: c6id.large,m6id.xlarge\n"
        let text = String(repeating: line, count: 20_000)
        let started = ContinuousClock.now
        #expect(mask.masked(Array((text + Self.key).utf8)) == Array((text + "***").utf8))
        #expect(ContinuousClock.now - started < .seconds(60))
    }

    @Test func `a secret is masked in a page and in drawings`() {
        let secret = "ab_c\"d-e#1<f"
        let mask = SecretMask([secret])
        for text in [HTML.escaped(secret), DotView.escaped(secret), MermaidView.escaped(secret)] {
            #expect(String(decoding: mask.masked(Array("x \(text) y".utf8)), as: UTF8.self) == "x *** y")
        }
    }

    @Test func `passwords in URLs and variables with such names are secrets`() {
        let process = ProcessEnvironment(
            variables: [
                "HTTPS_PROXY": "user:in-proxy@h:1", "MY_ENDPOINT": "u:in-endpoint@h", "X": "http://u:in-url@h",
                "Y": "a@b", "MY_TOKEN": "token",
            ],
            homeDirectory: "/", inputIsTerminal: false, outputIsTerminal: false, errorIsTerminal: false)
        #expect(Set(process.secrets) == ["in-proxy", "in-endpoint", "in-url", "token"])
    }

    @Test func `each of thousands of secrets is found, also if they begin alike`() {
        let secrets = (0..<5000).map { "same-beginning-\($0)-end" } + ["same-beg", "same-begi", "zzzz-other"]
        let mask = SecretMask(secrets)
        func masked(_ text: String) -> String { String(decoding: mask.masked(Array(text.utf8)), as: UTF8.self) }
        for number in [0, 7, 77, 777, 4999] { #expect(masked("<same-beginning-\(number)-end>") == "<***>") }
        #expect(masked("<same-beginning-x>") == "<***x>")
        #expect(masked("<same-beg>") == "<***>")
        #expect(masked("<same-be>") == "<same-be>")
        #expect(masked("zzzz-other zzzz-othe") == "*** zzzz-othe")
        #expect(masked(String(repeating: "same-begi,", count: 3)) == "***,***,***,")
    }
}
