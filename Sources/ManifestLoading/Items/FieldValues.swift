import Diagnostics
import YAMLSyntax

/// The values of an item by the names of their fields.
///
/// Rules ask for some hundred fields of every item, most of which it does not have. Few names share their mark, so that
/// comparing these finds out faster than a table that hashes the whole name.
struct FieldValues {
    /// The marks of all fields, a bit each.
    private(set) var marks: UInt64 = 0
    /// By mark, the last value whose name has it; -1 where there is none.
    private var last = InlineArray<64, Int16>(repeating: -1)
    /// Of each value, the one before it whose name has the same mark.
    private var previous: [Int16] = []
    private(set) var all: [FieldValue] = []

    /// The value of a field; nil where the item does not have it.
    subscript(name: String) -> FieldValue? { index(of: name).map { all[$0] } }

    /// The value of a field of the catalogue; nil where the item does not have it.
    subscript(field: Field) -> FieldValue? {
        var index = Int(last[field.mark])
        while index >= 0, all[index].field !== field { index = Int(previous[index]) }
        return index < 0 ? nil : all[index]
    }

    /// Takes a value, in the place of the one that the field may have.
    mutating func set(_ value: consuming FieldValue) {
        let mark = value.field.mark
        if let index = index(of: value.field.name) {
            all[index] = value
        } else {
            marks |= 1 << mark
            previous.append(last[mark])
            last[mark] = Int16(all.count)
            all.append(value)
        }
    }

    /// Treats a field as given, with an unknown value: the file has it under a misspelt name, which was reported, so
    /// that it is neither missing nor off.
    mutating func setMisspelt(_ field: Field, _ pair: YAMLMapping.Pair) {
        guard !has(field.name) else { return }
        set(FieldValue(field: field, keyRange: pair.keyRange, range: pair.value.place, content: .unknown))
    }

    /// Returns the content of a field's value, without its place.
    func content(of name: String) -> FieldValue.Content? { index(of: name).map { all[$0].content } }

    func has(_ name: String) -> Bool { index(of: name) != nil }

    /// Those of fields that have no effect on AWS or on how reconcile works.
    func idle(in mode: ConfigurationMode) -> [FieldValue] {
        var idle: [FieldValue] = []
        for index in all.indices where !all[index].field.isBuilt(in: mode) { idle.append(all[index]) }
        return idle
    }

    /// Makes room for so many.
    mutating func reserve(_ count: Int) {
        previous.reserveCapacity(count)
        all.reserveCapacity(count)
    }

    private func index(of name: String) -> Int? {
        var index = Int(last[name.mark])
        while index >= 0, all[index].field.name != name { index = Int(previous[index]) }
        return index < 0 ? nil : index
    }
}
