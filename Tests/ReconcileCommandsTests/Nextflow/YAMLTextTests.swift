import Testing

@testable import ReconcileCommands

/// Texts in a file of compute-envs.
struct YAMLTextTests {
    @Test(arguments: [
        ("a/b", "a/b"), ("true", #""true""#), ("12", #""12""#), ("a: b", #""a: b""#), ("", #""""#),
        ("x$y", #""x$$y""#), ("a#b", #""a#b""#), ("a\nb", #""a\nb""#), ("-", #""-""#),
        ("on", #""on""#), ("0123", #""0123""#), ("c6i,m6i.large", "c6i,m6i.large"), (",a", #"",a""#),
    ])
    func `YAML reads every text as a text`(text: String, scalar: String) {
        #expect(YAMLText.scalar(text) == scalar)
    }
}
