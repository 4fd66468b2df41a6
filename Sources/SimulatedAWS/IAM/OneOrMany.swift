/// A value that JSON writes alone or in a list.
package struct OneOrMany<Element: Decodable>: Decodable {
    package var values: [Element]

    package init(from decoder: any Decoder) throws {
        if let many = try? [Element](from: decoder) {
            values = many
        } else {
            values = [try Element(from: decoder)]
        }
    }
}

extension OneOrMany: Sendable where Element: Sendable {}
