import Diagnostics

/// The values of an item by the names of their fields.
///
/// Rules ask for some hundred fields of every item, most of which it does not have. Few names share their mark, so that
/// comparing these finds out faster than a table that hashes the whole name.
struct FieldValues {
    private var marks: [Int] = []
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
            let mark = name.mark
            marks.append(mark)
            allMarks |= 1 << mark
            all.append(value)
        }
    }

    /// What the value of a field is, without where it stands.
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
        marks.reserveCapacity(count)
        all.reserveCapacity(count)
    }

    private func index(of name: String) -> Int? {
        let mark = name.mark
        guard allMarks & (1 << mark) != 0 else { return nil }
        for index in marks.indices where marks[index] == mark && all[index].field.name == name { return index }
        return nil
    }
}
