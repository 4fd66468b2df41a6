import AWSOperations
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Keys that a program prints.
struct ProcessCredentialsTests {
    @Test(
        arguments: [
            ("a b  c", ["a", "b", "c"]), ("/x/y 'a b' \"c d\"e", ["/x/y", "a b", "c de"]),
            (#"a\ b "c\"d\e" ''"#, ["a b", #"c"d\e"#, ""]),
            ("", []), ("'a", nil), ("a\\", nil), ("$(a) `b` ; c", ["$(a)", "`b`", ";", "c"]),
        ] as [(String, [String]?)])
    func `splits a command without running a shell`(text: String, words: [String]?) {
        #expect(CommandWords.split(text) == words)
    }

    @Test(arguments: [
        (
            #"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"s","SessionToken":"t","Expiration":"2026-03-01T10:08:07Z"}"#,
            ""
        ),
        (#"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"s"}"#, ""),
        (#"{"Version":2,"AccessKeyId":"aoal"}"#, "'Version' 1"),
        (#"{"Version":1,"AccessKeyId":"aoal"}"#, "no 'AccessKeyId' and"),
        ("aoal", "no JSON"), ("", "no JSON"), (#"{"Version":"1","SecretAccessKey":"aoal"}"#, "no JSON"),
    ])
    func `takes what a credential process prints`(output: String, reason: String) async throws {
        let environment = AWSEnvironment(
            variables: ["AWS_PROFILE": "a"], homeDirectory: "/home/u",
            readFile: { path in
                guard path == "/home/u/.aws/config" else { throw AWSEnvironment.NoSuchFile() }
                return Array("[profile a]\ncredential_process = /bin/p --account 'a b'".utf8)
            },
            runProgram: { words in
                #expect(words == ["/bin/p", "--account", "a b"])
                return Array(output.utf8)
            })
        let session = try AWSSession(
            environment: environment, clock: FakeClock(), sender: FakeSender { _, _ in HTTPResponse(500, "") }
        )
        do {
            #expect(try await session.credentials.credentials().accessKeyID == "P")
            #expect(reason.isEmpty)
        } catch let error as CredentialsError {
            let said = error.attempts.last?.reason ?? ""
            #expect(!reason.isEmpty && said.contains(reason) && !said.contains("aoal"), "\(said)")
        }
    }
}
