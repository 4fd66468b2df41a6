import Diagnostics

/// The places of the values of an environment: a list, which becomes a dictionary only if one is looked up.
struct ValuePlaces: Sendable, Hashable {
    var list: [Place] = []

    /// The place of a value, by its name or by its parent's and its own.
    struct Place: Sendable, Hashable {
        var parent: String?
        var name: String
        var range: SourceRange
    }

    init() {}

    init(_ ranges: [String: SourceRange]) {
        list = ranges.map { Place(name: $0.key, range: $0.value) }
    }

    /// By names such as `reconcile.protect`.
    var ranges: [String: SourceRange] {
        var ranges: [String: SourceRange] = [:]
        for place in list { ranges[place.parent.map { "\($0).\(place.name)" } ?? place.name] = place.range }
        return ranges
    }

    static func == (left: ValuePlaces, right: ValuePlaces) -> Bool { left.ranges == right.ranges }

    func hash(into hasher: inout Hasher) { hasher.combine(ranges) }
}
