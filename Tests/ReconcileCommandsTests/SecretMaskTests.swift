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
        ("1 | …\(token.dropFirst(9)) x", "1 | …*** x"), ("\(token.dropFirst(9))", String(token.dropFirst(9))),
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
