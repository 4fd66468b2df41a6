import ArgumentParser
import Testing

@testable import ReconcileCommands

/// Arguments that the parser has no word for.
struct ArgumentTests {
    @Test(arguments: [
        (["apply", "--sandbox", "x.yml"], ["apply", "--sandbox", "x.yml"]),
        (["apply", "--sandbox=a.json", "x.yml"], ["apply", "--sandbox-file", "a.json", "x.yml"]),
    ])
    func `the sandbox takes a file only after an equals sign`(given: [String], rewritten: [String]) {
        #expect(AWSOptions.rewriting(given) == rewritten)
    }

    @Test(arguments: [("30m", 1800), ("1h30m", 5400), ("90s", 90)])
    func `durations are read in their units`(text: String, seconds: Int) {
        #expect(DurationOption(argument: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "30", "m", "1d", "-5m", "0s", "1.5h"])
    func `what is no duration is refused`(text: String) {
        #expect(DurationOption(argument: text) == nil)
    }

    @Test(arguments: [
        ["--parallelism", "0"], ["--parallelism=-3"], ["--account-id", "12"], ["--name-prefix", "a b"],
        ["--name-prefix", "-x"], ["--name-prefix", String(repeating: "x", count: 25)], ["--sandbox-file", ""],
    ])
    func `an option that nothing can be done with is a mistake in usage`(given: [String]) {
        #expect(throws: (any Error).self) { try AWSOptions.parse(given) }
    }

    @Test
    func `an account's number keeps its leading zero`() throws {
        #expect(try AWSOptions.parse(["--account-id", "012345678901"]).accountID?.text == "012345678901")
    }
}
