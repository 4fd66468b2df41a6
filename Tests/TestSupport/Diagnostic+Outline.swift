public import Diagnostics

extension Diagnostic {
    /// `kind line:column`, or `kind` if it has no place.
    public var outline: String {
        guard let range else { return kind }
        return "\(kind) \(range.start.line):\(range.start.column)"
    }
}
