/// The id of a span: 16 hex digits, not all zero.
///
/// https://www.w3.org/TR/trace-context/#parent-id
struct SpanID: Sendable, Hashable {
    let text: String

    /// Takes the id of a span of another program.
    init(text: String) { self.text = text }

    /// Makes the id of a number.
    init(_ bits: UInt64) { text = Self.digits(bits) }

    /// Makes one that no other span has, as far as chance goes.
    static func random() -> SpanID { SpanID(.random(in: 1...UInt64.max)) }

    /// The 16 hex digits of a number.
    private static func digits(_ bits: UInt64) -> String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
