import ManifestLoading

/// Fields of a first file that were found in an account or in a trace, with comments that say how.
struct FoundFields {
    /// The values, in place of those of the example or beside them.
    private(set) var values: FirstFileExample.Fields = []
    /// Comments behind the meaning of a field, by its name.
    private(set) var remarks: [String: [String]] = [:]
    /// Comments on the whole file.
    private(set) var opening: [String] = []

    /// Adds a value; a later one of the same field takes its place.
    mutating func set(_ field: String, _ value: GivenFields.Value) {
        values.removeAll { $0.name == field }
        values.append((field, value))
    }

    /// Adds comments on a field.
    mutating func remark(_ field: String, _ texts: String...) { remarks[field, default: []] += texts }

    /// Adds a comment on the whole file.
    mutating func open(with text: String) { opening.append(text) }

    /// Returns fields with the values that were found: in their places, or before the last one.
    func applied(to fields: FirstFileExample.Fields) -> FirstFileExample.Fields {
        var result = fields
        for value in values {
            if let index = result.firstIndex(where: { $0.name == value.name }) {
                result[index] = value
            } else {
                result.insert(value, at: max(result.count - 1, 0))
            }
        }
        return result
    }
}
