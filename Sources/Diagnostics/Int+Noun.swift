extension Int {
    /// The number with a noun, in the plural unless it is one: `1 error`, `2 errors`.
    package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
