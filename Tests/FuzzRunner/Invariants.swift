import CExpat
import Diagnostics
import FoundationEssentials
import ManifestLoading
import ReconcileCommands

/// The rules that hold for any input.
enum Invariants {
    /// The fault of a file that is loaded twice; nil if there is none.
    static func fault(_ load: () -> LoadedManifest) -> String? {
        let (first, second) = (load(), load())
        guard first.diagnostics == second.diagnostics, first.environments == second.environments else {
            return "it says something else the second time"
        }
        return fault(first.diagnostics, first.sources) ?? fault(Rendering.all(of: first))
    }

    /// The fault of the diagnostics: a place outside its text, or a repeated diagnostic.
    static func fault(_ diagnostics: [Diagnostic], _ sources: Sources) -> String? {
        var seen: Set<Diagnostic> = []
        for diagnostic in diagnostics {
            if !seen.insert(diagnostic).inserted { return "it says twice: \(diagnostic.kind) \(diagnostic.summary)" }
            let places = [diagnostic.range, diagnostic.fix?.range] + diagnostic.notes.map(\.range)
            for range in places.compactMap({ $0 }) {
                guard range.start <= range.end, range.start.column >= 1,
                    let text = sources[range.filename],
                    // The characters of a text that is not UTF-8 cannot be counted.
                    isPlace(range, of: text) || diagnostic.kind == "yaml-encoding"
                else { return "'\(diagnostic.kind)' has no place in the text: \(range)" }
            }
        }
        return nil
    }

    /// True if it is inside the text, or one column wide if something is missing after a line's last character.
    private static func isPlace(_ range: SourceRange, of text: SourceText) -> Bool {
        guard let line = text.line(range.start.line), text.line(range.end.line) != nil else { return false }
        let isBehind = range.start.column == line.unicodeScalars.count + 1
        let isOneWide = range.end == SourcePosition(line: range.start.line, column: range.start.column + 1)
        return isBehind && isOneWide || text.byteRange(of: range) != nil
    }

    /// The fault of an output: machine-readable output is not well-formed, or text controls the terminal.
    private static func fault(_ rendered: [Rendering]) -> String? {
        for one in rendered {
            if let fault = fault(of: one.form, one.text) { return "\(fault) (\(one.form))" }
        }
        return nil
    }

    /// The fault of an output in a form. A form without a rule is a fault too: a new one needs a rule here.
    private static func fault(of form: String, _ text: String) -> String? {
        switch form {
        case "json", "sarif", "codequality": return fault(ofJSON: text)
        case "junit": return isXML(text) ? nil : "the junit is not well-formed"
        case "text": return harm(in: text)
        case "github":
            let areCommands = text.split(separator: "\n").allSatisfy { $0.hasPrefix("::") }
            return harm(in: text) ?? (areCommands ? nil : "there is a line in github's that is no command")
        default: return "there is a form without a rule"
        }
    }

    private static func harm(in text: String) -> String? {
        text.unicodeScalars.allSatisfy(isHarmless) ? nil : "there are control characters in what is shown"
    }

    /// The fault of a JSON text; nil if there is none.
    static func fault(ofJSON text: String) -> String? {
        if (try? JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8))) == nil { return "JSON is not well-formed" }
        return text.unicodeScalars.allSatisfy(isHarmless) ? nil : "JSON has control characters"
    }

    static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
        default: true
        }
    }

    private static func isXML(_ text: String) -> Bool {
        guard let parser = unsafe XML_ParserCreate(nil) else { return false }
        defer { unsafe XML_ParserFree(parser) }
        let count = Int32(text.utf8.count)
        return unsafe text.withCString { unsafe XML_Parse(parser, $0, count, 1) } == XML_STATUS_OK
    }

    /// Any JSON: only whether it can be read matters.
    private struct AnyJSON: Decodable {
        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int?
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { return nil }
        }

        init(from decoder: any Decoder) throws {
            if let members = try? decoder.container(keyedBy: Key.self) {
                for key in members.allKeys { _ = try members.decode(AnyJSON.self, forKey: key) }
            } else if var elements = try? decoder.unkeyedContainer() {
                while !elements.isAtEnd { _ = try elements.decode(AnyJSON.self) }
            }
        }
    }
}
