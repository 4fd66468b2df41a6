/// A fact about a span or about the whole run. The names are those of OpenTelemetry's semantic conventions 1.44
/// (https://github.com/open-telemetry/semantic-conventions/tree/v1.44.0/docs/registry/attributes), or begin with
/// `reconcile.`.
struct TraceAttribute: Sendable, Hashable {
    let name: String
    let value: Value

    enum Value: Sendable, Hashable {
        case text(String)
        case number(Int)
    }

    /// The most characters of a value: what AWS or a file says may be long.
    static let longest = 256

    init(_ name: String, _ text: String) {
        self.name = name
        value = .text(String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longest))))
    }

    init(_ name: String, _ number: Int) {
        self.name = name
        value = .number(number)
    }

    /// The attribute if its value is known.
    static func known(_ name: String, _ text: String?) -> [TraceAttribute] {
        text.map { [TraceAttribute(name, $0)] } ?? []
    }

    /// The attribute if its value is known.
    static func known(_ name: String, _ number: Int?) -> [TraceAttribute] {
        number.map { [TraceAttribute(name, $0)] } ?? []
    }
}
