/// The values of an item by the names of their fields.
///
/// Rules ask for some hundred fields of every item, most of which it does not have. Few fields have names of one length,
/// so that comparing lengths first finds out faster than a table that hashes the whole name.
struct FieldValues {
    private var lengths: [Int] = []
    private(set) var all: [FieldValue] = []

    /// The value of a field; nil where the item does not have it.
    subscript(name: String) -> FieldValue? {
        get { index(of: name).map { all[$0] } }
        set {
            switch (index(of: name), newValue) {
            case (let index?, let value?): all[index] = value
            case (nil, let value?):
                lengths.append(name.utf8.count)
                all.append(value)
            case (let index?, nil):
                lengths.remove(at: index)
                all.remove(at: index)
            case (nil, nil): return
            }
        }
    }

    /// What the value of a field is, without where it stands.
    func content(of name: String) -> FieldValue.Content? { index(of: name).map { all[$0].content } }

    func has(_ name: String) -> Bool { index(of: name) != nil }

    /// Makes room for so many.
    mutating func reserve(_ count: Int) {
        lengths.reserveCapacity(count)
        all.reserveCapacity(count)
    }

    private func index(of name: String) -> Int? {
        let length = name.utf8.count
        return lengths.indices.first { lengths[$0] == length && all[$0].field.name == name }
    }
}
