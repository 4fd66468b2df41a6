import Diagnostics
import ManifestLoading
import TestSupport
import Testing

struct EnvironmentFileTests {
    /// The value that `$V` has after the files, and what was said about them.
    private func value(
        _ text: String, named name: String, environment: [String: String] = [:]
    ) -> (value: String?, outlines: [String]) {
        let manifest = load(fields: "credentials: \"<$V>\"", environment: environment) {
            $0.environmentFiles = [.text(text, name: name)]
        }
        let outlines = manifest.diagnostics.filter { $0.range?.filename == name }.map(\.outline)
        return (manifest.environments.first?.credentials, outlines)
    }

    @Test(arguments: [
        ("export V=a", "a"), ("V=a", "a"), ("#!/bin/sh\nset -eu\n\n# c\nexport V='a b' # c", "a b"),
        ("V=\"a \\\"b\\\" \\$c\"", "a \"b\" $c"),
        ("A=x; export V=\"$A-${A}\"", "x-x"), ("V='$A'", "$A"), ("V=a\\ b", "a b"), ("V=a\"b\"'c'", "abc"),
        ("export A=1 V=2", "2"), ("V=a\nexport V", "a"), ("V=\"a\nb\"", "a\nb"), ("V=a\\\nb", "ab"),
        ("V=${NO:-d}", "d"),
        ("V=$FROM", "outer"), ("V=~/x", "/home/u/x"), ("V=", ""), ("V=a#b", "a#b"), ("declare -x V=a", "a"),
        ("V=\"\\n\"", "\\n"), ("V=a\r\n", "a"), ("\u{FEFF}V=a", "a"), ("V=1\nV=2", "2"),
    ])
    func readsShellFiles(text: String, expected: String) {
        let result = value(text, named: "env.sh", environment: ["FROM": "outer", "HOME": "/home/u", "V": "old"])
        #expect(result.outlines == [])
        #expect(result.value == "<\(expected)>")
    }

    @Test(arguments: [
        ("V=a b c", "a b c"), ("V = a # c", "a"), ("V=\"a\\nb\" # c", "a\nb"), ("V='$A'", "$A"), ("export V=a", "a"),
        ("A=x\nV=$A/${A}", "x/x"), ("V=\"a\nb\"", "a\nb"), ("V=a#b", "a#b"), ("V=", ""), ("V='a'\n", "a"),
    ])
    func readsDotenvFiles(text: String, expected: String) {
        for name in [".env", "prod.env", ".env.local"] {
            let result = value(text, named: name)
            #expect(result.outlines == [])
            #expect(result.value == "<\(expected)>")
        }
    }

    @Test(arguments: [("V: a", "a"), ("V: 007", "007"), ("V: '$A'", "$A"), ("V:", ""), ("---\nV: |\n  a\n", "a\n")])
    func readsMaps(text: String, expected: String) {
        for name in ["vars.yml", "vars"] {
            let result = value(text, named: name)
            #expect(result.outlines == [])
            #expect(result.value == "<\(expected)>")
        }
    }

    @Test(arguments: [
        ("env.sh", "V=1️⃣$(whoami)", "command-substitution"), ("env.sh", "V=\"a 1️⃣`id` b\"", "command-substitution"),
        ("env.sh", "V=\"1️⃣$(date \"+%s\")\"\nB=x", "command-substitution"), (".env", "V=1️⃣$(x)", "command-substitution"),
        ("env.sh", "V=1️⃣$(\n  date\n)\nB=x", "command-substitution"),
        ("env.sh", "V=a 1️⃣b", "env-file-syntax"), ("env.sh", "V=1️⃣\"a", "env-file-syntax"),
        ("env.sh", "V=1️⃣'a\nb", "env-file-syntax"), ("env.sh", "A='x\ny'\nV=1️⃣'a", "env-file-syntax"),
        ("env.sh", "A=1\nexport V=1️⃣\"a\nexport B=\"b\"\nexport C=c", "env-file-syntax"),
        ("env.sh", "V=1️⃣'a\nB=b\nC='c'\n", "env-file-syntax"), ("env.sh", "V=1️⃣(a b)", "env-file-syntax"),
        ("env.sh", "V=a1️⃣|b", "env-file-syntax"), ("env.sh", "V=a1️⃣&b=c", "env-file-syntax"),
        ("env.sh", "V=\"1️⃣${A%x}\"", "env-file-syntax"), ("env.sh", "V=1️⃣$'a'", "env-file-syntax"),
        ("env.sh", "V=1️⃣$?", "env-file-syntax"), ("env.sh", "V=1️⃣$NO", "unset-variable"),
        ("env.sh", "A=1️⃣$NO\nV=$A", "unset-variable"),
        ("env.sh", "V=1️⃣${NO:?why}", "unset-variable"), ("env.sh", "1️⃣V = a", "env-file-syntax"),
        ("env.sh", "export V 1️⃣= a", "env-file-syntax"),
        ("env.sh", "V=a1️⃣\0", "yaml-encoding"), (".env", "1️⃣V: a", "env-file-syntax"),
        (".env", "V='a' 1️⃣b", "env-file-syntax"), ("v.yml", "V: 1️⃣[a]", "env-file-syntax"),
        ("v.yml", "1️⃣- a", "env-file-syntax"),
        // What a condition, a command or another shell would set is not known.
        ("env.sh", "1️⃣if x; then\n  export V=a\nfi", "env-file-syntax"),
        ("env.sh", "V=b\n1️⃣[[ -n $CI ]] && export V=a", "env-file-syntax"),
        ("env.sh", "1️⃣test -n \"$CI\" || V=a", "env-file-syntax"),
        ("env.sh", "1️⃣from_op V=\"op://a/b\"", "env-file-syntax"),
        ("env.sh", "1️⃣set_all() {\n  export V=a\n}", "env-file-syntax"), ("env.sh", "1️⃣read -r V", "env-file-syntax"),
        ("env.sh", "1️⃣case $x in\n  a) V=1;;\n  *) V=2;;\nesac", "env-file-syntax"),
        ("env.sh", "1️⃣set -gx V a", "env-file-syntax"), ("env.sh", "1️⃣setenv V a", "env-file-syntax"),
        ("env.ps1", "1️⃣$env:V = \"a\"", "env-file-syntax"), (".env", "1️⃣if x; then\nV=a\nfi", "env-file-syntax"),
    ])
    func `points at what keeps a value from being known`(name: String, text: String, kind: String) throws {
        let marked = MarkedText(text)
        let place = try #require(marked.places["1️⃣"])
        let manifest = load(fields: "credentials: \"<$V>\"", environment: ["V": "x"]) {
            $0.environmentFiles = [.text(marked.text, name: name)]
        }
        #expect(manifest.diagnostics.map(\.outline) == ["\(kind) \(place.line):\(place.column)"])
        #expect(!manifest.isValid)
        // The file that uses the variable is named with it.
        let said = manifest.diagnostics.flatMap { [$0.summary] + $0.notes.map(\.summary) }
        #expect(
            kind == "yaml-encoding" || text.hasPrefix("1️⃣- a")
                || said.contains { $0.contains("V") || $0.contains("NO") || $0.contains("quote") })
    }

    /// Lines that are no assignments, each with what a shell reads as a part of it.
    static let skipped = [
        "source_url \"https://example.org\" \\\n  \"sha256\"", "from_op T=\"op://a/b\"", "module load nextflow",
        "cd pipelines",
        "source other.sh", ". ./other.sh", "if [ -f x ]; then\n  source x\nelse\n  export T=1\nfi",
        "[[ -n \"$CI\" && -f x ]] && export T=1", "f() {\n  echo \"a\n}\"\n  local V=no\n}", "function g { T=1; }",
        "cat <<-'EOF' > x\nV=no\n\texport V=no\n\tEOF", "eval \"$(direnv hook bash)\"",
        "for x in a b; do\n  echo $x\ndone",
        "dotenv_if_exists .env.local", "PATH_add bin", "use nix", "layout python3",
        "export_alias tf 'terraform \"$@\"'",
        "watch_file x", "case $x in\n  a) T=1;;\n  (b) T=2;;\nesac", "echo V=no", "alias V='x y'", "(cd x; make)",
        "{ echo a\n echo b\n}", "export $(grep -v '^#' .env | xargs)", "export T=`date`", "T=(a b)", "T=${X%y}", "T=$1",
        "T=$UNKNOWN/x", "test -n \"$T\" ||\n  return", "while read -r line; do\n  export \"$line\"\ndone < .env",
        "T=$(\n  date\n)", "T=x make", "set -gx T a", "setenv T a", "$env:T = \"it's\"", "T = a", "T: a", "exit 0",
        "echo it's", "echo \"$(date", "if x\n  set -x T a\nend", "conda activate nf", "aws sso login &",
        "[ -n x ] || :",
    ]

    @Test(arguments: skipped)
    func `skips a line of a shell file that no file needs, with one note`(line: String) throws {
        for text in ["\(line)\nexport V=a\n", "export V=a\n\(line)\n", "export V=a\n\(line)\n\(line)\n"] {
            let manifest = load(fields: "credentials: \"<$V>\"") { $0.environmentFiles = [.text(text, name: ".envrc")] }
            #expect(manifest.isValid, "\(text)")
            #expect(manifest.diagnostics.map(\.severity) == [.note], "\(text)")
            #expect(manifest.environments.first?.credentials == "<a>", "\(text)")
            let lacking = load(fields: "credentials: \"<$W>\"") { $0.environmentFiles = [.text(text, name: ".envrc")] }
            let errors = lacking.diagnostics.filter { $0.severity == .error }
            #expect(errors.map(\.summary) == ["variable 'W' is not set"], "\(text)")
            #expect(errors.first?.range?.filename == "f.yml")
        }
    }

    @Test(arguments: [
        "set -eu", "set -a\n: x", "set -o allexport", "#!/bin/sh", "export A", "unset T", "\n;;\n", "set +a",
    ])
    func `says nothing of lines that set nothing`(line: String) {
        let manifest = load(fields: "credentials: \"<$V>\"") {
            $0.environmentFiles = [.text("\(line)\nexport V=a\n", name: "env.sh")]
        }
        #expect(manifest.environments.first?.credentials == "<a>")
        #expect(manifest.diagnostics.count == (line.contains(": x") ? 1 : 0))
    }

    @Test(arguments: [
        ("export A=1 && export V=2", "2"), ("V=1 || V=2", "1"), ("A=1 V=2", "2"), ("V=a\nV+=b", "ab"),
        ("V=a; unset V; V=b", "b"), ("false; V=a", "a"), ("echo \"x\nV=no\"\nV=a", "a"),
        ("export V=a; cd x", "a"), (": \"${V:=no}\"\nexport B=1", "old"),
    ])
    func `follows a shell where one line has several statements`(text: String, expected: String) {
        let result = value(text, named: "env.sh", environment: ["V": "old"])
        #expect(result.value == "<\(expected)>")
    }

    @Test func `a variable that was unset is missing`() {
        let manifest = load(fields: "credentials: $V", environment: ["V": "x"]) {
            $0.environmentFiles = [.text("unset V", name: "env.sh")]
        }
        #expect(manifest.diagnostics.map(\.kind) == ["unset-variable"])
    }

    @Test(arguments: [
        ("source a.sh", "name that file with --env-file"), ("dotenv", "name that file with --env-file"),
        ("eval \"$(x)\"", "it may be what sets the variable"), ("use nix", "it may be what sets the variable"),
    ])
    func `names the lines that may set what is missing`(line: String, remark: String) {
        let manifest = load(fields: "credentials: $V") { $0.environmentFiles = [.text(line, name: "env.sh")] }
        let error = manifest.diagnostics.first { $0.kind == "unset-variable" }
        #expect(error?.summary == "variable 'V' is not set")
        #expect(error?.notes.first?.summary.contains(remark) == true)
        #expect(error?.notes.first?.range?.filename == "env.sh")
    }

    static let nearby: [([String: String], String)] = [
        (["env.sh": "export A=secret-1\nexport B=secret-2"], "'env.sh' sets them: add '--env-file env.sh'"),
        ([".env": "A=secret-1\nB=secret-2"], "'.env' sets them: add '--env-file .env'"),
        ([".envrc": "use nix\nexport A=secret-1 B=secret-2"], "'.envrc' sets them: add '--env-file .envrc'"),
        (["prod.env": "A=secret-1\nB=secret-2"], "'prod.env' sets them: add '--env-file prod.env'"),
        (["env.yml": "A: secret-1\nB: secret-2"], "'env.yml' sets them: add '--env-file env.yml'"),
        (
            ["env.sh": "A=secret-1", ".env": "B=secret-2\nA=secret-3"],
            "'.env' sets them: add '--env-file .env'; 'env.sh' sets 'A': add '--env-file env.sh'"
        ),
        (
            ["env.sh": "A=secret-1\nB=$(secret-2)"],
            "'env.sh' sets 'A': add '--env-file env.sh'; set 'B' in the environment or in a file given with --env-file"
        ),
        (["env.sh": "A=\nexport B"], Self.nowhere), (["notes.txt": "A=1\nB=2"], Self.nowhere),
        ([".env.example": "A=secret-1\nB=secret-2"], Self.nowhere), (["sub/env.sh": "A=1\nB=2"], Self.nowhere),
        (["env.sh": "A=1\nB=2\n" + String(repeating: "#", count: 64 << 10)], Self.nowhere),
    ]

    private static let nowhere = "set them in the environment or in a file given with --env-file"

    @Test(arguments: nearby)
    func `names the env file beside the input that sets what is missing`(files: [String: String], detail: String) {
        let text = completeItem + "    credentials: $A\n    key-pair: $B\n"
        let loader = ManifestLoader(environment: [:], files: MemoryFiles(files.merging(["envs.yml": text]) { $1 }))
        let manifest = loader.load([.path("envs.yml")])
        #expect(manifest.diagnostics.map(\.kind) == ["unset-variable"])
        #expect(manifest.diagnostics.first?.detail == detail)
        #expect(!"\(manifest.diagnostics)".contains("secret-"))
    }

    @Test func `names an env file that a directory was read with`() {
        let text = completeItem + "    credentials: $A\n"
        let files = MemoryFiles(["in/envs.yml": text, "in/env.yml": "A: b\n"])
        let errors = ManifestLoader(environment: [:], files: files).load([.path("in")]).diagnostics.filter {
            $0.severity == .error
        }
        #expect(errors.map(\.detail) == ["'in/env.yml' sets it: add '--env-file in/env.yml'"])
    }

    @Test func `names no env file that is given already or is a link to outside`() {
        let text = completeItem + "    credentials: $A\n"
        let contents = ["in/envs.yml": text, "in/env.sh": "B=1", "out/env.sh": "A=1", "in/.env": ""]
        let files = MemoryFiles(contents, links: ["in/.env": "/work/out/env.sh"])
        var options = LoadingOptions()
        options.environmentFiles = [.path("in/env.sh")]
        let manifest = ManifestLoader(options: options, environment: [:], files: files).load([.path("in/envs.yml")])
        #expect(manifest.diagnostics.map(\.detail) == ["set it in the environment or in a file given with --env-file"])
    }

    @Test func `shows three places of each missing variable`() {
        let uses = (0..<9).map { "    - $\($0 % 2 == 0 ? "A" : "B")\n" }.joined()
        let manifest = load(completeItem + "    subnets:\n" + uses)
        #expect(manifest.diagnostics.map(\.kind) == ["unset-variable"])
        let notes = manifest.diagnostics.first?.notes ?? []
        // The first place of the first is the error's own.
        #expect(notes.count { $0.summary.hasPrefix("'A'") } == 2)
        #expect(notes.count { $0.summary.hasPrefix("'B'") } == 3)
        #expect(notes.contains { $0.summary == "'A' is used here, and at 2 more places" })
        #expect(notes.contains { $0.summary == "'B' is used here, and at 1 more place" })
    }

    @Test(arguments: [
        ("V=a\nexport TIME=1️⃣`date +%s` # now", "note", "a line of an env file is not read: 'TIME'"),
        ("V=a\nTIME=1️⃣$(date)\nRUN=\"run_$TIME\"\nDIR=${RUN:-x}/y", "note", "a line of an env file is not read: 'DIR'"),
        ("V=b\nTIME=$(date)\nTIME=now\nV=$TIME", "", ""), ("V=$(date)\nV=a", "", ""),
        (
            "TIME=1️⃣$(date)\nV=at-$TIME", "error",
            "the value of variable 'V' is not known: a command would have to be run"
        ),
        ("TIME=1️⃣$(date\nV=$TIME", "error", "the value of variable 'V' is not known: a command would have to be run"),
        ("V=1️⃣$(date)$(id)", "error", "the value of variable 'V' is not known: a command would have to be run"),
    ])
    func needsNoCommandBehindAValueThatNoFileUses(text: String, severity: String, summary: String) {
        let marked = MarkedText(text)
        let manifest = load(fields: "key-pair: $V") { $0.environmentFiles = [.text(marked.text, name: "env.sh")] }
        let found = manifest.diagnostics.first
        #expect(found.map { "\($0.severity)" } ?? "" == severity)
        #expect(found?.summary.hasPrefix(summary) ?? summary.isEmpty)
        #expect(manifest.isValid == (severity != "error"))
        let place = marked.places["1️⃣"].map { "command-substitution \($0.line):\($0.column)" }
        #expect(found?.outline == place)
    }

    private static let secret = "k7GvPz2Xc9RmWb4NsTq6YhLd1JfUe8AoK3iVn5rS"

    @Test(
        arguments: [
            "V=abc(@", "V=\"@", "V='@", "V=$(@)", "V=`@`", "if @", "@", "V=@ @", "V=@;x", "V: @: @", "- @", "V=${@",
            "export @ V=1",
            "V+=@", "V=(@)", "V=<(@)", "@ = V", "{ @", "V\n@", "cat <<@\nV", "V=<<E\n@\nE", "[[ @", "@ && V=1",
            "export V=x @|",
        ], ["v.sh", "v.env", "v.yml", ".envrc"])
    func `never shows a value of an env file`(line: String, name: String) {
        let text =
            "X=1\n" + line.split(separator: "@", omittingEmptySubsequences: false).joined(separator: Self.secret) + "\n"
        let manifest = load(fields: "key-pair: $V") { $0.environmentFiles = [.text(text, name: name)] }
        for diagnostic in manifest.diagnostics {
            let said = [diagnostic.summary, diagnostic.detail] + diagnostic.notes.map(\.summary)
            #expect(!said.contains { $0.contains(Self.secret.prefix(10)) }, "\(said)")
        }
    }

    @Test func `values that refer to each other stay small`() {
        let text = "A=$(x)\n" + (0..<40).map { _ in "A=$A$A\n" }.joined() + "V=$A"
        let manifest = load(fields: "key-pair: $V") { $0.environmentFiles = [.text(text, name: "env.sh")] }
        #expect(manifest.diagnostics.map(\.kind) == ["command-substitution"])
    }

    @Test func `marks that are never closed cost little`() {
        let text = String(repeating: "echo \"$(`${(<<X '\n", count: 20_000) + "V=a"
        let manifest = load(fields: "credentials: $V") { $0.environmentFiles = [.text(text, name: "env.sh")] }
        #expect(manifest.diagnostics.count <= 2)
    }

    @Test func goesOverTheEnvironmentAndLaterFilesOverEarlier() {
        let manifest = load(fields: "credentials: $A$B$C", environment: ["A": "1", "B": "1", "C": "1"]) {
            $0.environmentFiles = [.text("B=2\nC=2", name: "a.sh"), .text("C: 3", name: "b.yml")]
        }
        #expect(manifest.environments.first?.credentials == "123")
    }

    @Test func reportsAFileThatIsNotThere() {
        let manifest = load(completeItem) { $0.environmentFiles = [.path("gone.sh")] }
        #expect(manifest.diagnostics.map(\.summary) == ["there is no file 'gone.sh'"])
    }
}
