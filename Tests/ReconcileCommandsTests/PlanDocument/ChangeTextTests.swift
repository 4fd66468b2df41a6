import Diagnostics
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// A change as lines of text.
struct ChangeTextTests {
    private static func lines(
        _ before: Value?, _ after: Value?, isHash: Bool = false, isColored: Bool = false
    ) -> [String] {
        ChangeText(style: Style(isColored: isColored)).lines(
            Change(path: "p", before: before, after: after, update: .scaling, source: "", isShownAsHash: isHash)
        ).map { $0.text.escapedLines(keepsColor: true) }
    }

    @Test func `only lines that give access widen it`() {
        func policy(_ buckets: [String], _ effect: String = "Allow") -> Value {
            .map([
                "Statement": .list([
                    .map([
                        "Effect": .string(effect), "Action": .string("s3:GetObject"), "Resource": .strings(buckets),
                    ])
                ])
            ])
        }
        func widens(_ before: Value, _ after: Value, _ change: Bool = true) -> [Bool] {
            ChangeText(style: Style(isColored: false)).lines(
                Change(
                    path: "policies", before: .map(["a": before]), after: .map(["a": after]), update: .inPlace,
                    source: "", widensAccess: change)
            ).map(\.widens)
        }
        // What is removed comes first.
        #expect(widens(policy(["inputs", "results"]), policy(["inputs", "other"])) == [false, true])
        #expect(widens(policy(["inputs", "results"], "Deny"), policy(["inputs", "other"], "Deny")) == [true, false])
        #expect(widens(policy(["inputs"]), policy(["other"]), false) == [false, false])
    }

    @Test func `shows the value before and after`() {
        #expect(Self.lines(.integer(1), .integer(2)) == ["p: 1 → 2"])
        #expect(Self.lines(nil, .boolean(true)) == ["p: (none) → true"])
        #expect(Self.lines(.string("a"), nil, isColored: true) == ["p: \"a\" \u{1B}[2m→\u{1B}[0m (none)"])
    }

    @Test func `of a map only the members that differ`() {
        let before: Value = .map(["a": .integer(1), "b": .map(["c": .string("x")]), "old": .integer(9)])
        let after: Value = .map(["a": .integer(1), "b": .map(["c": .string("y")]), "new": .integer(8)])
        #expect(
            Self.lines(before, after) == ["p.b.c: \"x\" → \"y\"", "p.new: (none) → 8", "p.old: 9 → (none)"])
    }

    @Test func `of a list what it loses and gains, and all of it if only the order differs`() {
        #expect(Self.lines(.strings(["a", "b"]), .strings(["b", "c"])) == ["p: -\u{A0}\"a\", +\u{A0}\"c\""])
        #expect(
            Self.lines(.strings(["a"]), .strings([]), isColored: true) == ["p: \u{1B}[31m-\u{A0}\"a\"\u{1B}[0m"])
        #expect(Self.lines(.strings(["a", "b"]), .strings(["b", "a"])) == [#"p: ["a","b"] → ["b","a"]"#])
    }

    @Test func `a private value is never shown`() {
        let lines = Self.lines(.string("secret one"), .map(["k": .string("secret two")]), isHash: true)
        #expect(lines.count == 1 && !lines[0].contains("secret") && lines[0].hasPrefix("p: "))
    }

    @Test func `a long value is cut, and a hostile one stays on its line`() {
        let text = String(repeating: "é", count: 500)
        let line = Self.lines(nil, .string(text)).joined()
        #expect(line.count == "p: (none) → ".count + 158 && line.hasSuffix("…"))
        #expect(Self.lines(nil, .string("a\nb")) == [#"p: (none) → "a\nb""#])
    }

    @Test func `a reference is known after apply`() {
        let address = Address(ApplyViewTests.key, .role, "work")
        let reference = Value.reference(address, "arn")
        #expect(Self.lines(.string("a"), reference) == ["p: \"a\" → (known after apply)"])
        #expect(Self.lines(nil, .map(["r": reference])) == [#"p: (none) → {"r":"(known after apply)"}"#])
    }
}
