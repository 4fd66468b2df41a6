import Diagnostics

/// Terminal colours, or none.
struct Style: Sendable {
    let isColored: Bool

    enum Tone: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    func callAsFunction(_ tone: Tone, _ text: String) -> String {
        isColored ? OwnColor.painted(text, tone.rawValue) : text
    }

    /// The text without colours.
    static func plain(_ text: String) -> String {
        // Most texts have none, and looking for a byte is quicker than looking for a pattern.
        text.utf8.contains(0x1B) ? text.replacing(/\u{1B}\[[0-9;]*m/, with: "") : text
    }
}
