import FoundationEssentials
import ResourceModel
import Testing

/// Text with references inside.
struct TextValueTests {
    private static let address = Address(
        EnvironmentKey(region: "eu-west-1", workspace: nil, name: "env"), ResourceKind(rawValue: "test-file-system"))
    private static let reference = Value.Reference(address, "id")
    private static let text = Value.text([.plain("mount "), .reference(reference), .plain(" /data")])

    @Test
    func `a text becomes plain when its references are resolved`() {
        #expect(Self.text.references == [Self.reference])
        #expect(Self.text.resolved { _ in .string("fs-1") } == .string("mount fs-1 /data"))
        #expect(Self.text.resolved { _ in nil } == Self.text)
        #expect(Self.text.resolved { _ in .integer(1) } == Self.text)
    }

    @Test
    func `a text survives being saved`() throws {
        let value = Value.map(["userData": Self.text, "other": .list([Self.text, .string("x")])])
        #expect(try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value)
    }

    @Test
    func `texts with other references have other canonical forms`() {
        let other = Value.text([.plain("mount "), .reference(.init(Self.address, "arn")), .plain(" /data")])
        #expect(Self.text.json != other.json)
        #expect(Self.text.json.hasPrefix(#"{"$text":["mount ",{"$reference":"#))
    }
}
