import ManifestLoading
import Testing

@testable import ReconcileCommands

/// The JSON Schema as a whole; Tests/Python/EndToEnd/test_schema.py judges files with it.
struct SchemaViewTests {
    private static let text = SchemaView().json.text

    @Test func `every reference leads to a definition`() {
        let names = Self.text.matches(of: /"\$ref":"#\/definitions\/([^"]*)"/).map { String($0.1) }
        let defined = Set(SchemaDefinition.allCases.map(\.rawValue) + ["environment"])
        #expect(Set(names).subtracting(defined) == [])
        // Nor is there a definition that nothing uses.
        #expect(defined.subtracting(names) == [])
    }

    @Test func `it is of draft-07`() {
        #expect(Self.text.contains(#""$schema":"http://json-schema.org/draft-07/schema#""#))
        for keyword in ["$defs", "minContains", "unevaluatedProperties", "dependentRequired"] {
            #expect(!Self.text.contains("\"\(keyword)\":"), "\(keyword)")
        }
    }

    @Test func `every pattern is a regular expression`() throws {
        let patterns = Self.text.matches(of: /"pattern":("(?:[^"\\]|\\.)*")/).map { String($0.1) }
        #expect(patterns.count > 50)
        for pattern in Set(patterns) {
            let text = pattern.dropFirst().dropLast().replacing("\\\\", with: "\\").replacing("\\\"", with: "\"")
            #expect(throws: Never.self) { try Regex(String(text)) }
        }
    }

    @Test func `every field of the catalogue is a property, and every block that is skipped`() {
        for field in FieldCatalogue.environment.fields + FieldCatalogue.settings.fields {
            #expect(Self.text.contains("\"\(field.name)\":{\"description\":"), "\(field.name)")
        }
        for block in FieldCatalogue.skippedBlocks { #expect(Self.text.contains("\"\(block)\":{\"description\":")) }
    }

    @Test func `every rule that a schema can state says what it is about`() {
        let stated = Rules.all.filter { $0.clause == .facts }
        #expect(stated.count > 20)
        for rule in stated { #expect(Self.text.contains(JSON(rule.text + ".").text), "\(rule.text)") }
    }

    @Test func `a fact that is possible takes a variable, and one that is sure does not`() {
        let variable = SchemaDefinition.variable.reference.text
        let on = SchemaDefinition.on.reference.text
        let off = SchemaDefinition.off.reference.text
        #expect(SchemaFact.on("wave").json.text == #"{"required":["wave"],"properties":{"wave":\#(on)}}"#)
        #expect(
            SchemaFact.possiblyOff("wave").json.text == #"{"properties":{"wave":{"anyOf":[\#(off),\#(variable)]}}}"#)
        #expect(SchemaFact.given("efs-id").json.text.contains(variable))
        #expect(SchemaFact.not(.on("wave")).json.text == #"{"not":\#(SchemaFact.on("wave").json.text)}"#)
        // One fact needs no list.
        #expect(SchemaFact.all([.on("wave")]).json.text == SchemaFact.on("wave").json.text)
    }
}
