import YAMLSyntax

/// The values of an item by the names of their fields.
///
/// Rules ask for some hundred fields of every item, most of which it does not have. Few names share their length and
/// first letter, so that comparing these finds out faster than a table that hashes the whole name.
struct FieldValues {
    private var marks: [UInt64] = []
    private var allMarks: UInt64 = 0
    private(set) var all: [FieldValue] = []

    /// The value of a field; nil where the item does not have it.
    subscript(name: String) -> FieldValue? { index(of: name).map { all[$0] } }

    /// Takes a value, in the place of the one that the field may have.
    mutating func set(_ value: FieldValue) {
        let name = value.field.name
        if let index = index(of: name) {
            all[index] = value
        } else {
            marks.append(Self.mark(name))
            allMarks |= Self.mark(name)
            all.append(value)
        }
    }

    /// Takes a field for given, to a value that nobody can tell: it stands there under a misspelt name, which was
    /// reported, so that it is neither missing nor off.
    mutating func setMisspelt(_ field: Field, _ pair: YAMLMapping.Pair) {
        guard !has(field.name) else { return }
        set(FieldValue(field: field, keyRange: pair.keyRange, range: pair.value.place, content: .unknown))
    }

    /// What the value of a field is, without where it stands.
    func content(of name: String) -> FieldValue.Content? { index(of: name).map { all[$0].content } }

    func has(_ name: String) -> Bool { index(of: name) != nil }

    /// Makes room for so many.
    mutating func reserve(_ count: Int) {
        marks.reserveCapacity(count)
        all.reserveCapacity(count)
    }

    private func index(of name: String) -> Int? {
        let mark = Self.mark(name)
        guard allMarks & mark != 0 else { return nil }
        return marks.indices.first { marks[$0] == mark && all[$0].field.name == name }
    }

    /// One bit of 64.
    private static func mark(_ name: String) -> UInt64 {
        1 << UInt64((name.utf8.count &* 11 &+ Int(name.utf8.first ?? 0)) & 63)
    }
}
