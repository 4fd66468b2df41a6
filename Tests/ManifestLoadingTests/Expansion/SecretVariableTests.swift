import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Variables of the environment whose names say that they hold secrets.
struct SecretVariableTests {
    private static let secret = "hush-hush-0123456789"

    private static let denied = [
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "GITHUB_TOKEN", "TOWER_ACCESS_TOKEN", "MY_SECRETS", "db_password",
        "PASSWORD", "SIGNING_KEY", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_CACHE_URL", "TOKENS",
    ]

    private func load(
        _ text: String, _ environment: [String: String], files: [String: String] = [:],
        _ change: (inout LoadingOptions) -> Void = { _ in }
    ) -> LoadedManifest {
        var options = LoadingOptions()
        change(&options)
        options.environmentFiles = files.keys.sorted().map { .text(files[$0] ?? "", name: $0) }
        return ManifestLoader(options: options, environment: environment, files: MemoryFiles([:]))
            .load([.text(text, name: "f.yml")])
    }

    private static func item(_ field: String, _ value: String) -> String {
        completeItem.replacing("    max-cpus: 16\n", with: "    max-cpus: 16\n    \(field): \(value)\n")
    }

    @Test(arguments: denied) func `no field gets one, whatever the reference`(name: String) {
        for reference in ["$\(name)", "x${\(name)}y", "${\(name):-default}", "${\(name):?message}"] {
            for field in ["labels", "log-group", "key-pair", "allow-buckets", "instance-types", "ami-id"] {
                let value = field == "labels" ? "\"a=\(reference)\"" : "\"\(reference)\""
                let manifest = load(Self.item(field, value), [name: Self.secret])
                #expect(manifest.diagnostics.filter { $0.severity == .error }.map(\.kind) == ["secret-variable"])
                #expect(!"\(manifest.diagnostics)".contains("hush"))
                #expect(manifest.diagnostics.first?.detail.contains("--env-allow \(name)") == true)
            }
        }
    }

    @Test(arguments: denied) func `an env file passes none on`(name: String) {
        for (file, line) in [
            ("a.sh", "export MINE=x$\(name)"), ("a.env", "MINE=${\(name)}"), ("b.sh", "MINE=\"${\(name):-d}\""),
        ] {
            let manifest = load(Self.item("key-pair", "$MINE"), [name: Self.secret], files: [file: line])
            #expect(manifest.diagnostics.filter { $0.severity == .error }.map(\.kind) == ["secret-variable"])
            #expect(!"\(manifest.diagnostics)".contains("hush"))
            // What no file needs is worth a note at most.
            #expect(load(completeItem, [name: Self.secret], files: [file: line]).isValid)
        }
    }

    @Test(arguments: [
        ("a.yml", "MINE: &x \(secret)\nOTHER: *y\(secret)"), ("a.yml", "MINE: !\(secret) x"),
        ("a.yml", "MINE: &\(secret) x\nOTHER: *y"), ("a.yml", "\(secret): 1\n\(secret): 2"),
        ("a.yml", "MINE: '\(secret)"), ("a.yml", "MINE: [\(secret)"), ("a.yml", "%\(secret)\n---\nA: b"),
        ("a.yml", "<<: \(secret)"), ("a.sh", "MINE=${GONE:?\(secret)}"), ("a.env", "MINE=\"${GONE:?\(secret)}\""),
    ])
    func `no text of an env file is quoted, however broken`(name: String, text: String) {
        for manifest in [load(Self.item("key-pair", "$MINE"), [:], files: [name: text])] {
            #expect(!manifest.diagnostics.isEmpty)
            #expect(!TextRenderer(sources: manifest.sources).render(manifest.diagnostics).contains("hush"), "\(text)")
        }
    }

    @Test(arguments: [
        "A: *y\(secret)", "A: !\(secret) x\nA: 1", "'\(secret)", "\(secret): 1\n\(secret): 2", "- \(secret)\n- [",
        "\(secret)", "password: [\(secret)",
    ])
    func `shows no line of a file that has no environments`(text: String) {
        let files = MemoryFiles(["envs/f.yml": completeItem, "envs/x.yml": text])
        let manifest = ManifestLoader(options: LoadingOptions(), environment: [:], files: files).load([.path("envs")])
        #expect(!manifest.diagnostics.isEmpty)
        #expect(!TextRenderer(sources: manifest.sources).render(manifest.diagnostics).contains("hush"), "\(text)")
    }

    @Test func `a name that is allowed is expanded`() {
        let manifest = load(Self.item("key-pair", "$DEPLOY_KEY"), ["DEPLOY_KEY": "pair"]) {
            $0.allowedVariables = ["DEPLOY_KEY"]
        }
        #expect(manifest.diagnostics.isEmpty && forge(manifest)?.keyPair == "pair")
    }

    @Test func `an env file may set one, and its value is not shown`() {
        let manifest = load(
            Self.item("key-pair", "$MY_TOKEN"), ["MY_TOKEN": "other"], files: ["a.sh": "export MY_TOKEN=\(Self.secret)"]
        )
        #expect(forge(manifest)?.keyPair == Self.secret && manifest.secrets == [Self.secret])
    }

    @Test(arguments: ["AWS_ACCESS_KEY_ID", "HOME", "KEYPAIR", "KEY_NAME", "MONKEYS", "PASSWD"])
    func `other names are expanded as ever`(name: String) {
        let manifest = load(Self.item("key-pair", "$\(name)"), [name: "pair"])
        #expect(manifest.diagnostics.isEmpty && forge(manifest)?.keyPair == "pair")
    }

    @Test func `with env files only, the environment gives nothing, whatever is allowed`() {
        let environment = ["A": "a", "B": "b", "MY_TOKEN": Self.secret]
        let only: (inout LoadingOptions) -> Void = {
            $0.usesEnvironmentFilesOnly = true
            $0.allowedVariables = ["B", "MY_TOKEN"]
        }
        for name in environment.keys {
            let found = load(Self.item("key-pair", "$\(name)"), environment, only).diagnostics
            #expect(found.map(\.kind) == ["unset-variable"])
        }
        #expect(load(Self.item("key-pair", "$A"), environment, files: ["e.sh": "A=c"], only).isValid)
    }

    @Test(arguments: [
        ("region: $A", "'$A' is not a value for 'region'"), ("key-pair: x", ""),
        ("max-cpus: ${A}1", "'max-cpus' expects an integer, not '${A}1'"),
        ("subnets: subnet-01234567,$A", "'$A' is not a value for 'subnets'"),
        ("subnets: [bad, \"x$A\"]", "'bad' is not a value for 'subnets'"),
        ("ami-id: \"a\\x41$A\"", "'aA$A' is not a value for 'ami-id'"),
        ("instance-types: $A", "'$A' is not a value for 'instance-types'"),
    ])
    func `messages show the reference, not the value`(field: String, summary: String) {
        let text = completeItem.replacing(
            "    region: eu-west-1\n", with: field.hasPrefix("region") ? "" : "    region: eu-west-1\n"
        )
        .replacing("    max-cpus: 16\n", with: field.hasPrefix("max") ? "" : "    max-cpus: 16\n")
        let manifest = load(text + "    \(field)\n", ["A": "hush hush!"])
        #expect(manifest.diagnostics.first?.summary ?? "" == summary)
        #expect(!"\(manifest.diagnostics)".contains("hush"))
    }

    @Test func `reports a long variable of many values once, without its value`() {
        let items = (0..<40).map { "  - {type: aws-batch, name: n\($0), config-mode: forge, region: $A}\n" }
        let manifest = load("compute-envs:\n" + items.joined(), ["A": String(repeating: "x", count: 1 << 20)])
        #expect(manifest.diagnostics.filter { $0.kind == "yaml-limit" }.map(\.summary).count == 1)
        #expect(manifest.diagnostics.allSatisfy { $0.summary.utf8.count < 1000 && $0.detail.utf8.count < 1000 })
    }
}
