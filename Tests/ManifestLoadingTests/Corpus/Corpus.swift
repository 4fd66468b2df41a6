import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// A broken text and the kinds that its marks must report, in the marks' order: those, and nothing else.
struct Broken: Sendable, CustomTestStringConvertible {
    var text: String
    let kinds: [String]

    /// A whole file.
    init(_ text: String, _ kinds: String...) {
        self.text = text
        self.kinds = kinds
    }

    /// Fields of the complete item.
    static func fields(_ fields: String, _ kinds: [String]) -> Broken {
        let lines = fields.split(separator: "\n").map { "    \($0)\n" }.joined()
        return Broken(text: completeItem + lines, kinds: kinds)
    }

    /// An item of `config-mode: manual` with further fields.
    static func manual(_ fields: String, _ kinds: [String]) -> Broken {
        let item = completeItem.replacing("config-mode: forge", with: "config-mode: manual")
            .replacing("    max-cpus: 16\n", with: "")
        let lines = fields.split(separator: "\n").map { "    \($0)\n" }.joined()
        return Broken(text: item + lines, kinds: kinds)
    }

    private init(text: String, kinds: [String]) {
        self.text = text
        self.kinds = kinds
    }

    var testDescription: String { text.replacing(completeItem, with: "… ") }

    /// Returns the diagnostics that loading must report, as outlines.
    func expected(_ marked: MarkedText) -> [String] {
        let marks = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"]
        return zip(marks, kinds).map { mark, kind in
            let place = marked.places[mark].map { "\($0.line):\($0.column)" } ?? "no mark"
            return "\(kind) \(place)"
        }
    }

    /// Loads it and compares.
    func check(environment: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        let marked = MarkedText(text)
        let manifest = load(marked.text, environment: environment)
        #expect(manifest.diagnostics.map(\.outline) == expected(marked), sourceLocation: sourceLocation)
    }
}
