/// The mark of changes that widen access.
enum AccessMark {
    static let text = "[!]"
    static let meaning = "widens access: someone or something can reach more than before"
}
