public import Diagnostics

/// Text with `1️⃣` … `9️⃣` where places are meant; the text without them, and the places.
public struct MarkedText: Sendable {
    /// The text without its marks.
    public let text: String
    /// The place before which each mark stood.
    public let places: [String: SourcePosition]

    /// Takes the marks out of a text.
    public init(_ marked: String) {
        var text = ""
        var places: [String: SourcePosition] = [:]
        var position = SourcePosition(line: 1, column: 1)
        for character in marked {
            if character.unicodeScalars.contains("\u{20E3}") {
                places[String(character)] = position
                continue
            }
            text.append(character)
            if character == "\n" || character == "\r\n" {
                position = SourcePosition(line: position.line + 1, column: 1)
            } else {
                position.column += character.unicodeScalars.count
            }
        }
        self.text = text
        self.places = places
    }
}
