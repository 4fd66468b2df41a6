import ArgumentParser
import Testing

@testable import ReconcileCommands

/// Advice for command lines that mean something else.
struct UsageAdviceTests {
    @Test(arguments: [
        ("paln", "did you mean 'reconcile plan'?"), ("aply", "did you mean 'reconcile apply'?"),
        ("diff", "'reconcile plan' shows"), ("import", "'reconcile adopt' takes over"),
        ("delete", "'reconcile destroy' deletes"), ("xyzzy-wurble", "'reconcile --help' lists"),
    ])
    func `a word that is no command is answered`(word: String, said: String) throws {
        let error = try #require(UsageAdvice(arguments: [word, "envs.yml"]).unknownCommand)
        #expect(error.summary == "there is no command '\(word)'" && error.detail.hasPrefix(said))
        #expect(error.status == ExitStatus.usage)
    }

    @Test func `a word behind 'help' that is no command is answered as well`() throws {
        let error = try #require(UsageAdvice(arguments: ["help", "plna"]).unknownCommand)
        #expect(error.summary == "there is no command 'plna'" && error.detail == "did you mean 'reconcile help plan'?")
        #expect(UsageAdvice(arguments: ["help", "zzz"]).unknownCommand?.status == ExitStatus.usage)
    }

    @Test(arguments: [
        ["plan"], ["help"], ["help", "plan"], ["help", "help"], ["help", "-h"], ["--help"], [], ["---completion", "x"],
        ["-v"],
    ])
    func `a command and an option are left to the parser`(arguments: [String]) {
        #expect(UsageAdvice(arguments: arguments).unknownCommand == nil)
    }

    @Test(arguments: [
        ("--dry-run", "--dry-run", "'reconcile plan' shows"), ("-auto-approve", "-a", "--yes"),
        ("--delete", "--delete", "--prune deletes"), ("--target=x", "--forma", nil),
        ("-target=x", "-t", "--target NAME"),
        ("-var-file=x", "-a", "--env-file FILE"), ("--force", "--forma", nil),
    ])
    func `an option of another tool has its word here`(argument: String, unknown: String, said: String?) {
        let advice = UsageAdvice(arguments: ["apply", argument, "envs.yml"])
        let text = advice.instead(ofOptionIn: "Error: Unknown option '\(unknown)'")
        #expect(said.map { text?.contains($0) == true } ?? (text == nil))
        #expect(advice.instead(ofOptionIn: "Error: Missing expected argument '<file> ...'") == nil)
    }

    @Test func `no foreign word is a command of ours`() {
        let commands = Set(Reconcile.configuration.subcommands.compactMap { $0.configuration.commandName })
        #expect(commands.isDisjoint(with: ForeignWords.commands.keys))
    }

    @Test(arguments: [
        (["plan", "--sandbox", "s.json", "e.yml"], true), (["plan", "--sandbox", "e.yml"], false),
        (["plan", "--sandbox=s.json", "e.yml"], false), (["apply", "--sandbox", "there.json"], false),
        (["plan", "e.yml", "--sandbox"], false), (["plan", "--", "--sandbox", "s.json"], false),
    ])
    func `a sandbox's file behind a blank is found`(arguments: [String], isMisplaced: Bool) {
        let error = UsageAdvice(arguments: arguments).misplacedSandbox { $0 == "there.json" }
        #expect((error?.detail == "write --sandbox=s.json") == isMisplaced)
    }
}
