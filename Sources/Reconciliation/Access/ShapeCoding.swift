import FoundationEssentials
package import ResourceModel

/// Converts shapes of AWS's API to property values and back.
package enum ShapeCoding {
    /// Returns the property value of a shape; members that are nil are left out.
    package static func value(of shape: some Encodable) throws -> Value {
        try ValueEncoder.value(of: shape)
    }

    /// Returns the shape of a property value; members that the shape does not know are left out.
    package static func shape<S: Decodable>(_ type: S.Type, of value: Value) throws -> S {
        try JSONDecoder().decode(type, from: Data(value.json.utf8))
    }

    /// Returns the property value of a JSON text, such as a policy document.
    package static func value(ofJSON text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
