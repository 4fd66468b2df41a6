import Diagnostics

/// A blank that looks like a space and is none for YAML: it comes with text pasted from a web page or a document.
package struct OddBlank {
    /// Its place in the text that was searched, in Unicode scalars.
    package let offset: Int
    /// Its common name.
    package let name: String

    /// The first among the blanks at the start of a text.
    package init?(before text: String) {
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if scalar == " " || scalar == "\t" { continue }
            guard let blank = OddBlank(scalar, at: offset) else { return nil }
            self = blank
            return
        }
        return nil
    }

    /// A character that is one.
    init?(_ scalar: Unicode.Scalar, at offset: Int) {
        guard scalar.properties.generalCategory == .spaceSeparator, scalar != " " else { return nil }
        self.offset = offset
        name = "\(scalar == "\u{A0}" ? "a no-break space" : "a blank that is no plain space") (\(scalar.codePoint))"
    }
}

extension OddBlank {
    /// A message about a key that starts with it.
    package var remark: String { "it starts with \(name), which YAML reads as a letter; write spaces" }
}
