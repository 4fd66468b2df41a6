import ArgumentParser
import Testing

@testable import ReconcileCommands

/// Options that variables give.
struct DefaultArgumentsTests {
    static func completed(_ line: String, _ variables: [String: String]) throws -> [String] {
        let words = line.split(separator: " ").map(String.init)
        return try DefaultArguments(
            words, variables: variables, find: { _ in nil }, isSavedPlan: { $0 == "saved.json" }
        )
        .arguments
    }

    @Test func `what 'output --format shell' sets is no option that is misspelt`() throws {
        let names = OutputView.variables.union(["RECONCILE_REGOIN"])
        let defaults = try DefaultArguments(
            ["plan", "e.yml"], variables: Dictionary(uniqueKeysWithValues: names.map { ($0, "x") }),
            find: { _ in nil }, isSavedPlan: { _ in false })
        #expect(defaults.unknown == ["RECONCILE_REGOIN"] && defaults.added.isEmpty)
    }

    @Test(arguments: [
        ("plan e.yml", ["RECONCILE_REGION": "eu-west-1"], "plan --region=eu-west-1 e.yml"),
        ("plan --region x e.yml", ["RECONCILE_REGION": "eu-west-1"], "plan --region x e.yml"),
        ("plan --region=x e.yml", ["RECONCILE_REGION": "eu-west-1"], "plan --region=x e.yml"),
        ("plan e.yml", ["RECONCILE_REGION": ""], "plan e.yml"),
        ("plan e.yml", ["RECONCILE_VERBOSE": "true"], "plan --verbose e.yml"),
        ("plan -v e.yml", ["RECONCILE_VERBOSE": "1"], "plan -v e.yml"),
        ("plan e.yml", ["RECONCILE_VERBOSE": "no"], "plan e.yml"),
        ("plan e.yml", ["RECONCILE_SANDBOX": "yes"], "plan --sandbox e.yml"),
        ("plan e.yml", ["RECONCILE_SANDBOX": "a.json"], "plan --sandbox=a.json e.yml"),
        ("plan e.yml", ["RECONCILE_ENV_FILE": "a.sh\nb.sh"], "plan --env-file=a.sh --env-file=b.sh e.yml"),
        ("plan --env-file c.sh e.yml", ["RECONCILE_ENV_FILE": "a.sh"], "plan --env-file c.sh e.yml"),
        // A shell that has read 'output --format shell' gives no options.
        ("init", ["RECONCILE_WORK_DIR": "s3://bucket/work", "RECONCILE_NAME": "x"], "init --name=x"),
        // What the command does not have is for other commands.
        ("plan e.yml", ["RECONCILE_YES": "true"], "plan e.yml"),
        ("apply e.yml", ["RECONCILE_YES": "true"], "apply --yes e.yml"),
        ("apply -y e.yml", ["RECONCILE_YES": "true"], "apply -y e.yml"),
        // What has no effect beside other options is for other commands as well.
        ("iam-policy e.yml", ["RECONCILE_LOCK": "s3://a/b"], "iam-policy --lock=s3://a/b e.yml"),
        ("iam-policy --for apply e.yml", ["RECONCILE_PRUNE": "1"], "iam-policy --prune --for apply e.yml"),
        ("iam-policy --for plan e.yml", ["RECONCILE_LOCK": "s3://a/b"], "iam-policy --for plan e.yml"),
        ("iam-policy --for=runtime e.yml", ["RECONCILE_PRUNE": "1"], "iam-policy --for=runtime e.yml"),
        ("iam-policy e.yml --trust ec2", ["RECONCILE_LOCK": "s3://a/b"], "iam-policy e.yml --trust ec2"),
        // Behind '--' everything is an input.
        ("plan -- --region", ["RECONCILE_REGION": "x"], "plan --region=x -- --region"),
        ("help plan", ["RECONCILE_REGION": "x"], "help plan"), ("--help", ["RECONCILE_REGION": "x"], "--help"),
        // A saved plan has its own.
        ("apply saved.json", ["RECONCILE_ENV_FILE": "a.sh", "RECONCILE_YES": "1"], "apply --yes saved.json"),
        (
            "apply saved.json", ["RECONCILE_PRUNE": "true", "RECONCILE_ALLOW_DATA_LOSS": "one"], "apply saved.json"
        ),
    ])
    func `a flag wins over a variable`(line: String, variables: [String: String], completed: String) throws {
        #expect(try Self.completed(line, variables).joined(separator: " ") == completed)
    }

    @Test func `a flag's variable is true or false`() {
        #expect(throws: CommandError.self) { try Self.completed("plan e.yml", ["RECONCILE_VERBOSE": "maybe"]) }
    }

    @Test func `every option of every command has a variable`() throws {
        let commands = try CommandOptions.all()
        #expect(Set(commands.keys).isSuperset(of: ["plan", "apply", "validate", "status"]))
        let variables = Set(commands.values.flatMap(\.options).map(\.variable))
        #expect(variables.isSuperset(of: ["RECONCILE_ACCOUNT_ID", "RECONCILE_DETAILED_EXITCODE", "RECONCILE_FORMAT"]))
        #expect(variables.allSatisfy { $0.wholeMatch(of: /RECONCILE_[A-Z_]+/) != nil })
    }

    /// The options with which a saved plan is carried out.
    static let carryingOut: Set<String> = [
        "account-id", "audit-log", "color", "expect-plan", "format", "lock", "lock-timeout", "metrics-file",
        "notify-format", "notify-url", "parallelism", "profile", "quiet", "sandbox", "skip-refused", "trace-file",
        "verbose", "verify", "wait-timeout", "yes",
    ]

    @Test func `each option of apply counts for a saved plan or only for planning`() throws {
        let commands = try CommandOptions.all()
        let options = Set(try #require(commands["apply"]).options.map(\.name))
        #expect(options == DefaultArguments.planning.union(Self.carryingOut))
        #expect(DefaultArguments.planning.isDisjoint(with: Self.carryingOut))
    }

    @Test func `what a variable gives for planning alone is refused beside a saved plan`() throws {
        let values = [
            "env-file": "a.sh", "env-allow": "TOKEN", "target": "one", "region": "eu-west-1", "name-prefix": "x",
            "on-exists": "ignore", "prune-scope": "all", "allow-destroy": "1", "allow-data-loss": "one",
            "refresh": "image",
        ]
        for name in DefaultArguments.planning {
            let option = "--\(name)" + (values[name].map { "=\($0)" } ?? "")
            let needed = ["prune-scope", "allow-destroy", "allow-data-loss"].contains(name) ? ["--prune"] : []
            let arguments = ["apply", "saved.json", option] + needed
            let command = try #require(try Reconcile.parseAsRoot(arguments) as? ApplyCommand)
            #expect(Set(command.planningOptions) == Set(["--\(name)"] + needed))
        }
    }

    @Test func `every option that a file may give is one of a command`() throws {
        let names = Set(try CommandOptions.all().values.flatMap(\.options).map(\.name))
        #expect(names.isSuperset(of: DefaultsFile.keys))
    }
}
