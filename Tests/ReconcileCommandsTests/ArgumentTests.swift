import ArgumentParser
import Testing

@testable import ReconcileCommands

/// Arguments that the parser does not know.
struct ArgumentTests {
    @Test(arguments: [
        (["apply", "--sandbox", "x.yml"], ["apply", "--sandbox", "x.yml"]),
        (["apply", "--sandbox=a.json", "x.yml"], ["apply", "--sandbox-file", "a.json", "x.yml"]),
    ])
    func `the sandbox takes a file only after an equals sign`(given: [String], rewritten: [String]) {
        #expect(AWSOptions.rewriting(given) == rewritten)
    }

    @Test(arguments: [
        (["submit", "x.yml", "--", "p", "", "--", "-v"], ["submit", "x.yml", "p", "", "--", "-v"]),
        (["submit", "x.yml", "--", "p", "\u{301}a"], ["submit", "x.yml", "p", "\u{301}a"]),
        (["submit", "x.yml"], []), (["plan", "--", "x.yml"], []),
    ])
    func `what follows the dashes of submit comes as it is`(given: [String], words: [String]) throws {
        let rewritten = SubmitCommand.rewriting(AWSOptions.rewriting(given))
        guard !words.isEmpty else { return #expect(rewritten == given) }
        let command = try #require(try Reconcile.parseAsRoot(rewritten) as? SubmitCommand)
        #expect(command.input.files == ["x.yml"] && command.arguments == Array(words.dropFirst(2)))
    }

    @Test func `what takes no variable of the environment allows none`() throws {
        let allowed = ["--env-allow", "MY_TOKEN", "x.yml"]
        #expect(try InputOptions.parse(allowed).allowedVariables == ["MY_TOKEN"])
        #expect(throws: (any Error).self) { try InputOptions.parse(["--env-files-only"] + allowed) }
    }

    @Test func `every command states its name, so that none is derived`() {
        let commands = Reconcile.configuration.subcommands
        #expect(commands.count > 10)
        #expect(commands.filter { $0.configuration.commandName == nil }.isEmpty)
    }

    @Test(arguments: Reconcile.configuration.subcommands.map { $0.configuration.commandName ?? "" })
    func `the help lists the exit statuses that the command can give`(name: String) throws {
        let command = try #require(Reconcile.configuration.subcommands.first { $0.configuration.commandName == name })
        let statuses = try #require(command as? any DocumentedCommand.Type).help.statuses
        let help = Reconcile.helpMessage(for: command, columns: 1000)
        #expect(help.contains("EXIT STATUS:\n\(statuses.text)"))
        #expect(statuses.entries.map(\.status).starts(with: [ExitStatus.done, ExitStatus.error]))
        #expect(statuses.entries.allSatisfy { !$0.meaning.isEmpty })
    }

    @Test func `the program's own help lists every status that a command lists`() throws {
        let commands = Reconcile.configuration.subcommands.compactMap { $0 as? any DocumentedCommand.Type }
        let listed = Set(commands.flatMap { $0.help.statuses.numbers })
        #expect(listed == Set(ExitStatusList.all.numbers))
        #expect(Reconcile.helpMessage(columns: 1000).contains(ExitStatusList.all.text))
    }

    @Test(arguments: [("30m", 1800), ("1h30m", 5400), ("90s", 90), ("1h90m", 9000), ("168h", 604_800)])
    func `durations are read in their units`(text: String, seconds: Int) {
        #expect(DurationOption(argument: text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "30", "m", "1d", "-5m", "0s", "1.5h", "5m5m", "1m1h", "1h1h", "1 m", " 5m", "5m ", "0h0m", "169h", "5M",
        "５m",
    ])
    func `what is no duration is refused`(text: String) {
        #expect(DurationOption(argument: text) == nil)
    }

    @Test(arguments: [
        ["--parallelism", "0"], ["--parallelism=-3"], ["--account-id", "12"], ["--name-prefix", "a b"],
        ["--name-prefix", "-x"], ["--name-prefix", String(repeating: "x", count: 25)], ["--sandbox-file", ""],
    ])
    func `an option with an impossible value is a usage error`(given: [String]) {
        #expect(throws: (any Error).self) { try AWSOptions.parse(given) }
    }

    @Test(arguments: [
        ["--lock", "prod.lock"], ["--lock", "s3://locks"], ["--lock", "s3://Locks/prod"], ["--lock-timeout", "10m"],
        ["--lock", "s3://locks/prod", "--lock-timeout", "10"],
    ])
    func `a lease that names no object is a usage error`(given: [String]) {
        #expect(throws: (any Error).self) { try LockOptions.parse(given) }
    }

    @Test
    func `waits for a lease only if told to`() throws {
        let options = try LockOptions.parse(["--lock", "s3://locks/prod"])
        #expect(options.lock.map { "\($0)" } == "s3://locks/prod" && options.lockTimeout == nil)
        let patient = try LockOptions.parse(["--lock", "s3://locks/prod", "--lock-timeout", "10m"])
        #expect(patient.lockTimeout?.seconds == 600)
        #expect(try LockOptions.parse([]).lock == nil)
    }

    @Test(arguments: [
        ([:], nil), (["CI_JOB_URL": "https://gitlab.example/a/-/jobs/7"], "https://gitlab.example/a/-/jobs/7"),
        (
            ["GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b", "GITHUB_RUN_ID": "42"],
            "https://github.com/a/b/actions/runs/42"
        ), (["GITHUB_REPOSITORY": "a/b"], nil),
    ])
    func `the page of a run is where its CI system says`(variables: [String: String], page: String?) {
        let process = ProcessEnvironment(
            variables: variables, homeDirectory: "/", inputIsTerminal: false, outputIsTerminal: false,
            errorIsTerminal: false)
        #expect(process.runPage == page)
    }

    @Test
    func `an account's number keeps its leading zero`() throws {
        #expect(try AWSOptions.parse(["--account-id", "012345678901"]).accountID?.text == "012345678901")
    }
}
