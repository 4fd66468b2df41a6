import FoundationEssentials
import ResourceModel

/// Shapes of AWS's API to property values and back, by way of the JSON that both have.
enum ShapeCoding {
    /// The property value of a shape; members that are nil are left out.
    static func value(of shape: some Encodable) throws -> Value {
        try JSONDecoder().decode(DecodedValue.self, from: JSONEncoder().encode(shape)).value
    }

    /// The shape of a property value; members that the shape does not know are left out.
    static func shape<S: Decodable>(_ type: S.Type, of value: Value) throws -> S {
        try JSONDecoder().decode(type, from: Data(value.json.utf8))
    }

    /// The property value of a JSON text, such as a policy document.
    static func value(ofJSON text: String) throws -> Value {
        try JSONDecoder().decode(DecodedValue.self, from: Data(text.utf8)).value
    }

    /// A property value as JSON decodes it.
    private struct DecodedValue: Decodable {
        let value: Value

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let truth = try? container.decode(Bool.self) {
                value = .boolean(truth)
            } else if let number = try? container.decode(Int.self) {
                value = .integer(number)
            } else if let text = try? container.decode(String.self) {
                value = .string(text)
            } else if let list = try? container.decode([DecodedValue].self) {
                value = .list(list.map(\.value))
            } else if container.decodeNil() {
                value = .map([:])
            } else {
                value = .map(try container.decode([String: DecodedValue].self).mapValues(\.value))
            }
        }
    }
}
