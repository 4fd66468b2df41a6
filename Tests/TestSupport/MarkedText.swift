public import Diagnostics

/// A text in which `1️⃣` … `9️⃣` mark places: the text without the marks, and the places.
public struct MarkedText: Sendable {
    /// The text without its marks.
    public let text: String
    /// The place after each mark.
    public let places: [String: SourcePosition]

    /// Removes the marks from a text.
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
