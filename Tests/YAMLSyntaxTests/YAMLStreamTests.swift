import Diagnostics
import TestSupport
import Testing
import YAMLSyntax

struct YAMLStreamTests {
    private func read(_ text: String, limits: YAMLLimits = YAMLLimits()) -> YAMLStream {
        YAMLStream(bytes: Array(text.utf8), filename: "f.yml", limits: limits)
    }

    private func shape(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): scalar.text
        case .sequence(let items): "[" + items.map(shape).joined(separator: ",") + "]"
        case .mapping(let mapping):
            "{" + mapping.pairs.map { "\($0.key):\(shape($0.value))" }.joined(separator: ",") + "}"
        }
    }

    private func spell(_ range: SourceRange?) -> String {
        guard let range else { return "" }
        return "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
    }

    @Test(arguments: [
        ("a: 1\nb: [x, 'y']\n", ["{a:1,b:[x,y]}"]),
        ("- 017\n- 0123456789012\n- no\n", ["[017,0123456789012,no]"]),
        ("a: 1\n---\nb: 2\n", ["{a:1}", "{b:2}"]),
        ("\u{FEFF}a: 1\r\nb: 2\r\n", ["{a:1,b:2}"]),
        ("a: &x {k: v}\nb: *x\n", ["{a:{k:v},b:{k:v}}"]),
        ("d: &d {a: 1, b: 2}\ne:\n  <<: *d\n  b: 3\n", ["{d:{a:1,b:2},e:{b:3,a:1}}"]),
        ("x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}\n", ["{x:{a:1},y:{a:2,b:2},z:{a:1,b:2}}"]),
        ("a: |\n  x\n  y\n", ["{a:x\ny\n}"]),
        ("a: !!str 5\n", ["{a:5}"]),
        ("", []),
    ])
    func readsTrees(text: String, shapes: [String]) {
        let stream = read(text)
        #expect(stream.diagnostics.isEmpty)
        #expect(stream.documents.map(shape) == shapes)
    }

    @Test(arguments: [2, 32, 33, 34, 100])
    func findsTheLastKeyTwiceInMapsOfAnySize(count: Int) {
        let keys = (1...count).map { "k\($0): x\n" }.joined()
        let stream = read(keys + "k\(count): y\nk1: z\n<<: {k\(count): m, new: n}\n")
        #expect(
            stream.diagnostics.map(\.outline) == ["duplicate-key \(count + 1):1", "duplicate-key \(count + 2):1"])
        #expect(stream.diagnostics.first?.notes.first?.range?.start.line == count)
        guard case .mapping(let mapping) = stream.documents.first?.content else { return }
        #expect(mapping.pairs.count == count + 1)
        #expect(mapping["k\(count)"]?.scalar?.text == "x")
        #expect(mapping["new"]?.scalar?.text == "n")
    }

    @Test(arguments: [
        ("a: bcd", "1:4-1:7"), ("a: 'b'", "1:4-1:7"), ("a: &x b", "1:7-1:8"), ("a: !!str \"b\"", "1:10-1:13"),
        ("a: [b, c]  # x", "1:4-1:10"), ("a:\n  b: c\n\n# x\nd: e", "2:3-2:7"), ("a:\n  - b\n  - c\n\nd: e", "2:3-3:6"),
        ("a: &x\n  b: c", "2:3-2:7"), ("a: &x [b]", "1:7-1:10"), ("a: |\n  b\n\nc: d", "1:4-2:4"),
        ("a:\nb: c", "1:3-1:3"),
        ("a: é日b", "1:4-1:7"),
    ])
    func knowsWhereValuesStand(text: String, place: String) {
        guard case .mapping(let mapping)? = read(text).documents.first?.content else {
            Issue.record("not a map")
            return
        }
        #expect(spell(mapping["a"]?.range) == place)
    }

    @Test func mergedValuesKeepTheirPlacesAndAliasesTheirs() {
        let stream = read("d: &d\n  a: 1\ne:\n  <<: *d\nf: *d\n")
        guard case .mapping(let root)? = stream.documents.first?.content, let merged = root["e"],
            case .mapping(let pairs) = merged.content
        else {
            Issue.record("not a map")
            return
        }
        #expect(spell(pairs.pairs.first?.keyRange) == "2:3-2:4")
        #expect(spell(pairs["a"]?.range) == "2:6-2:7")
        #expect(spell(root["f"]?.place) == "5:4-5:6")
    }

    @Test(arguments: [
        ("a: 1\n1️⃣a: 2\n", "duplicate-key", "'a' is given twice in one map"),
        ("a:\n1️⃣\tb: 1\n", "yaml-tab", "tab used for indentation; use spaces"),
        ("a:\n  - b\n 1️⃣\t- c: d\n", "yaml-tab", "tab used for indentation; use spaces"),
        ("a: 1️⃣\"b\nc: d\n", "yaml-syntax", "this quote is never closed"),
        ("a: 1️⃣@b\n", "yaml-syntax", "text cannot start with '@'"),
        ("a: b1️⃣: c\n", "yaml-syntax", "a key and its ':' are not allowed here"),
        ("a: 1️⃣[b\nc: d\n", "yaml-syntax", "this '[' is never closed"),
        ("a: 1️⃣{b: c\n", "yaml-syntax", "this '{' is never closed"),
        ("a: 1️⃣[\n", "yaml-syntax", "this '[' is never closed"),
        ("a: [b, 1️⃣{c: \n\n", "yaml-syntax", "this '{' is never closed"),
        ("a:\n  - b: 1️⃣[c\n    d: e\n", "yaml-syntax", "this '[' is never closed"),
        ("a:\n  - - b: 1️⃣{c: d\n      e: f\n", "yaml-syntax", "this '{' is never closed"),
        ("a:\n  - {b: c,\n    d: e\n    f1️⃣: g}\n", "yaml-syntax", "',' or '}' is expected here"),
        ("a: [b,1️⃣,c]\n", "yaml-syntax", "a value is expected here, not ','"),
        ("a: [b,\n  {c: d 1️⃣[]}]\n", "yaml-syntax", "',' or '}' is expected here"),
        ("a: b\n1️⃣c d\ne: f\n", "yaml-syntax", "a ':' is missing after a key"),
        ("a: b\n1️⃣c:d\ne: f\n", "yaml-syntax", "a space is missing after the ':'"),
        ("a: 1️⃣{{ b }}\n", "yaml-syntax", "YAML reads '{{ … }}' as a map in a map, not as text"),
        ("a: { 1️⃣{ b }: c }\n", "yaml-syntax", "a key must be text, not a map"),
        ("a:\n  b: c\n1️⃣\u{A0} d: e\n  f: g\n", "yaml-syntax", "a no-break space (U+00A0) indents this line"),
        (
            "a:\n  b: c\n 1️⃣\u{3000}d: e\n  f: g\n", "yaml-syntax",
            "a blank that is no plain space (U+3000) indents this line"
        ),
        ("a: b\n1️⃣c:\u{A0}d\n", "yaml-syntax", "a space is missing after the ':'"),
        ("a:\n  1️⃣-b: c\n    d: e\n", "yaml-syntax", "a space is missing after the '-'"),
        ("a: 1️⃣*x\n", "yaml-alias", "nothing before this place is called '&x'"),
        ("a: &x [1️⃣*x]\n", "yaml-alias", "'*x' is inside the value that it refers to"),
        ("<<: 1️⃣x\na: b\n", "yaml-merge", "'<<' takes a map or a list of maps, not text"),
        ("1️⃣[a]: b\n", "yaml-syntax", "a key must be text, not a list"),
        ("a: 1️⃣!Ref b\n", "yaml-tag", "tags such as '!Ref' are not supported"),
        ("a: &b 1️⃣!Ref\n  c: d\n", "yaml-tag", "tags such as '!Ref' are not supported"),
        ("a: b1️⃣\u{1}\n", "yaml-encoding", "character U+0001 is not allowed in such a file"),
        ("a: é1️⃣\0\n", "yaml-encoding", "character U+0000 is not allowed in such a file"),
        ("a: \"b1️⃣\\q\"\n", "yaml-syntax", "unknown escape in double-quoted text"),
        ("a: 1️⃣\"b\nc: \"d\"\n", "yaml-syntax", "this quote is not closed on its line"),
        ("a:\n  b: 1️⃣'c\n  d: e\n  f: 'g'\n  h: i\n", "yaml-syntax", "this quote is not closed on its line"),
        ("- 1️⃣\"a\n- \"b\"\n- c\n", "yaml-syntax", "this quote is not closed on its line"),
        ("a: 1️⃣\"b\nc: \"d: e\"\n", "yaml-syntax", "this quote is not closed on its line"),
        ("a: [1️⃣\"b,\n  \"c\"]\n", "yaml-syntax", "this quote is not closed on its line"),
        ("a: \"b\n  c\"\nd: 'e' 1️⃣f\n", "yaml-syntax", "nothing may follow the closing '"),
        ("a:\n  - b: c\n1️⃣d: \"e\"\n    f: g\n", "yaml-syntax", "this line has lost its indentation"),
        ("a:\n  b: c\n\n1️⃣d: e\n# f\n  g: h\n", "yaml-syntax", "this line has lost its indentation"),
        ("a:\n  b: c\nd: # e\n  e: f1️⃣: g\n", "yaml-syntax", "a key and its ':' are not allowed here"),
        ("a:\n    b: c\nd: \"e\"\n  1️⃣f: g\n", "yaml-syntax", "a key of the map is expected here"),
        ("a: 1️⃣*.txt\n", "yaml-syntax", "'*' must be followed by the name of an anchor"),
        ("a: 1️⃣& b\n", "yaml-syntax", "'&' must be followed by the name of an anchor"),
        ("a: \"é1️⃣\\xZZ\"\n", "yaml-syntax", "this escape is no character"),
        ("a: \"1️⃣\\ud800\"\n", "yaml-syntax", "this escape is no character"),
        ("1️⃣%a b\n---\nc: d\n", "yaml-syntax", "this line is no directive of YAML"),
        ("1️⃣%YAML 3.0\n---\nc: d\n", "yaml-syntax", "this version of YAML is not read, or is given twice"),
        ("%YAML 1.2\n1️⃣c: d\n", "yaml-syntax", "a line '---' is missing behind the lines that start with '%'"),
        ("a: 1️⃣!<b c\n", "yaml-syntax", "this tag cannot be read"),
        ("a: 1️⃣!b!c d\n", "yaml-syntax", "this tag cannot be read"),
        ("a: | 1️⃣b\n", "yaml-syntax", "this is not allowed after '|' or '>'"),
        ("a: 1️⃣? b\n", "yaml-syntax", "a '?' cannot start a key here"),
        ("a: \"b\" 1️⃣c\n", "yaml-syntax", "nothing may follow the closing \""),
        ("a: [b]1️⃣]\n", "yaml-syntax", "nothing may follow the closing ]"),
        ("a: b\n1️⃣}\n", "yaml-syntax", nil),
    ])
    func explainsWhatItCannotRead(marked: String, kind: String, summary: String?) throws {
        let source = MarkedText(marked)
        let stream = read(source.text)
        try #require(stream.diagnostics.count == 1)
        #expect(stream.diagnostics[0].kind == kind)
        if let summary { #expect(stream.diagnostics[0].summary == summary) }
        if kind != "yaml-syntax" || summary != nil {
            #expect(stream.diagnostics[0].range?.start == source.places["1️⃣"])
        }
    }

    @Test(arguments: ["? ? ", "a: 1\n? ? ", "a:", "- ", "[a, b", "a: &x", "? a"])
    func pointsIntoTheTextWhereItEndsWithoutALineBreak(text: String) {
        let (source, stream) = (SourceText(filename: "f.yml", text: text), read(text))
        let end = source.endPosition
        for place in stream.diagnostics.compactMap(\.range) + stream.documents.map(\.range) {
            #expect(place.start <= end)
            #expect(place.end <= SourcePosition(line: end.line, column: end.column + 1))
        }
    }

    @Test func reportsEveryDuplicateKeyWithItsFirst() {
        let stream = read("a: 1\na: 2\nb:\n  c: 1\n  c: 2\na: 3\n")
        #expect(stream.diagnostics.map(\.outline) == ["duplicate-key 2:1", "duplicate-key 5:3", "duplicate-key 6:1"])
        #expect(stream.diagnostics.map { $0.notes.first?.range?.start.line } == [1, 4, 1])
    }

    @Test(
        arguments: [[0x61, 0x3A, 0x20, 0xC3, 0x28], [0x61, 0x3A, 0x20, 0xFF], [0x61, 0x3A, 0x20, 0xE2, 0x82]]
            as [[UInt8]])
    func refusesWhatIsNotUTF8AtItsPlace(bytes: [UInt8]) {
        let stream = YAMLStream(bytes: bytes, filename: "f.yml")
        #expect(stream.diagnostics.map(\.outline) == ["yaml-encoding 1:4"])
    }

    @Test func keepsWhatCanBeReadBesideAFault() {
        #expect(read("a: 1\na: 2\n").documents.map(shape) == ["{a:1}"])
        #expect(read("a: 1\n---\nb: [\n").documents.map(shape) == ["{a:1}"])
        #expect(read("a: 1\n---\nb: 2\n---\n'\n").documents.map(shape) == ["{a:1}", "{b:2}"])
        #expect(read("a: 1\na: 2\n---\nb: [\n").diagnostics.map(\.kind) == ["duplicate-key", "yaml-syntax"])
    }

    @Test func takesNoPartOfTheDocumentThatItCannotRead() {
        #expect(read("a: 1\n}\n").documents.isEmpty)
        #expect(read("a: 1\na: 2\n}\n").diagnostics.map(\.kind) == ["yaml-syntax"])
        #expect(read("---\na: 1\n... b\n").documents.isEmpty)
    }

    @Test func refusesUTF16ByName() {
        let stream = YAMLStream(bytes: [0xFF, 0xFE, 0x61, 0x00], filename: "f.yml")
        #expect(stream.diagnostics.map(\.summary) == ["the file is UTF-16"])
    }
}
