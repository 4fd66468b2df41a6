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
        ("env.sh", "1️⃣source other", "env-file-syntax"), ("env.sh", "1️⃣if x; then", "env-file-syntax"),
        ("env.sh", "V=a 1️⃣b", "env-file-syntax"), ("env.sh", "V=1️⃣\"a", "env-file-syntax"),
        ("env.sh", "V=1️⃣'a\nb", "env-file-syntax"), ("env.sh", "A='x\ny'\nV=1️⃣'a", "env-file-syntax"),
        ("env.sh", "A=1\nexport V=1️⃣\"a\nexport B=\"b\"\nexport C=c", "env-file-syntax"),
        ("env.sh", "V=1️⃣'a\nB=b\nC='c'\n", "env-file-syntax"), ("env.sh", "V=1️⃣(a b)", "env-file-syntax"),
        ("env.sh", "1️⃣cat <<-'EOF' > x\na b\n\tEOF\nV=a", "env-file-syntax"),
        ("env.sh", "V=a1️⃣|b", "env-file-syntax"), ("env.sh", "V=1️⃣${A%x}", "env-file-syntax"),
        ("env.sh", "V=1️⃣$?", "env-file-syntax"), ("env.sh", "V=1️⃣$NO", "unset-variable"),
        ("env.sh", "V=1️⃣${NO:?why}", "unset-variable"), ("env.sh", "1️⃣V = a", "env-file-syntax"),
        ("env.sh", "V=a1️⃣\0", "yaml-encoding"), (".env", "1️⃣nonsense", "env-file-syntax"),
        (".env", "1️⃣V: a\nW: b", "env-file-syntax"), (".env", "1️⃣if x; then\nV=a\nfi", "env-file-syntax"),
        (".env", "V='a' 1️⃣b", "env-file-syntax"), ("v.yml", "V: 1️⃣[a]", "env-file-syntax"),
        ("v.yml", "1️⃣a b: c", "env-file-syntax"), ("v.yml", "1️⃣- a", "env-file-syntax"),
    ])
    func pointsAtTheFault(name: String, text: String, kind: String) throws {
        let marked = MarkedText(text)
        let place = try #require(marked.places["1️⃣"])
        #expect(
            value(marked.text, named: name, environment: ["V": "x"]).outlines == [
                "\(kind) \(place.line):\(place.column)"
            ])
    }

    @Test(arguments: [
        ("V=a\nexport TIME=1️⃣`date +%s` # now", "note", "'TIME' would need commands, which are not run"),
        ("V=a\nTIME=1️⃣$(date)\nRUN=\"run_$TIME\"\nDIR=${RUN:-x}/y", "note", "'DIR', 'RUN', 'TIME' would need"),
        ("V=b\nTIME=$(date)\nTIME=now\nV=$TIME", "", ""), ("V=$(date)\nV=a", "", ""),
        ("TIME=1️⃣$(date)\nV=at-$TIME", "error", "a command would have to be run for this value"),
        ("TIME=1️⃣$(date\nV=$TIME", "error", "a command would have to be run for this value"),
        ("V=1️⃣$(date)$(id)", "error", "a command would have to be run for this value"),
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
