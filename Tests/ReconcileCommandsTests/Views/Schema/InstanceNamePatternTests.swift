import InstanceTypes
import Testing

@testable import ReconcileCommands

/// Names of instance types as regular expressions, held against the catalogue.
struct InstanceNamePatternTests {
    private static let catalogue = InstanceCatalogue.builtIn

    private static func matches(_ pattern: String, _ name: String) throws -> Bool {
        try Regex(pattern).wholeMatch(in: name) != nil
    }

    @Test func `a type matches if it is meant, and an unknown one never`() throws {
        let any = try Regex(InstanceNamePattern.any { !$0.hasNVMe })
        let all = try Regex(InstanceNamePattern.all { !$0.hasNVMe })
        for type in Self.catalogue.types {
            #expect((try any.wholeMatch(in: type.name) != nil) == !type.hasNVMe, "\(type.name)")
            #expect((try all.wholeMatch(in: type.name) != nil) == !type.hasNVMe, "\(type.name)")
        }
        for name in ["", "c99x", "c99x.large", "c6i.nope", "c6i.", ".large"] {
            #expect(try any.wholeMatch(in: name) == nil && all.wholeMatch(in: name) == nil, "\(name)")
        }
    }

    @Test func `a family matches 'any' if one type is meant, and 'all' only if each is`() throws {
        // Some g4ad, g5 and g6 have GPUs; every type of p5 has.
        let large = { (type: InstanceType) in type.size == "large" }
        #expect(try Self.matches(InstanceNamePattern.any(large), "c6id"))
        #expect(try !Self.matches(InstanceNamePattern.all(large), "c6id"))
        #expect(try Self.matches(InstanceNamePattern.all(large), "c6id.large"))
        #expect(try Self.matches(InstanceNamePattern.all { _ in true }, "c6id"))
        #expect(try !Self.matches(InstanceNamePattern.any(large), "p5"))
    }

    @Test func `what Batch refuses matches with every size`() throws {
        for family in BatchSupport.allCases.flatMap(\.families) {
            #expect(try Self.matches(InstanceNamePattern.refused, family))
            #expect(try Self.matches(InstanceNamePattern.refused, "\(family).2xlarge"))
        }
        #expect(try Self.matches(InstanceNamePattern.metalOnly, "mac2"))
        #expect(try !Self.matches(InstanceNamePattern.metalOnly, "mac2.metal"))
    }
}
