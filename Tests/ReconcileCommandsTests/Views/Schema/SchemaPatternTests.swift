import ManifestLoading
import Testing

@testable import ReconcileCommands

/// The regular expressions of the JSON Schema, held against what `validate` accepts.
struct SchemaPatternTests {
    /// True if the whole text matches.
    private static func matches(_ pattern: String, _ text: String) throws -> Bool {
        try Regex(pattern).matchingSemantics(.unicodeScalar).wholeMatch(in: text) != nil
    }

    /// True if the pattern is found in the text.
    private static func finds(_ pattern: String, _ text: String) throws -> Bool {
        try Regex(pattern).matchingSemantics(.unicodeScalar).firstMatch(in: text) != nil
    }

    @Test(arguments: [0...0, 0...9, 1...10, 7...7, 8...16, 19...101, 0...100, 95...1005, 600...1099, 1000...1000])
    func `integers are those of the range and no others`(range: ClosedRange<Int>) throws {
        let regex = try Regex(SchemaPattern.integers(range))
        for number in 0...1200 {
            #expect((try regex.wholeMatch(in: String(number)) != nil) == range.contains(number), "\(number)")
            #expect(try regex.wholeMatch(in: "0\(number)") == nil)
        }
        for text in ["", "-1", "+1", "1.0", " 1", "1e1", "0x1"] { #expect(try regex.wholeMatch(in: text) == nil) }
    }

    @Test func `integers end at the largest that there is`() throws {
        let pattern = SchemaPattern.integers(1...2_147_483_647)
        for (text, isIn) in [("2147483647", true), ("2147483648", false), ("999999999", true), ("9999999999", false)] {
            #expect(try Self.matches(pattern, text) == isIn, "\(text)")
        }
    }

    /// Hours, minutes and seconds, each left out or not.
    private static let durations = ["", "0h", "1h", "9h", "23h", "24h", "168h", "169h"].flatMap { hours in
        ["", "0m", "1m", "9m", "59m", "90m", "1440m", "10080m"].flatMap { minutes in
            ["", "0s", "1s", "59s", "60s", "600s", "86400s", "604800s"].map { hours + minutes + $0 }
        }
    }

    @Test func `every length of time that is accepted matches`() throws {
        let regex = try Regex(SchemaPattern.duration)
        let accepted = Self.durations.filter { DurationText.seconds($0) != nil }
        #expect(accepted.count > 200)
        for text in accepted { #expect(try regex.wholeMatch(in: text) != nil, "\(text)") }
        for text in ["", "0s", "0h0m0s", "1m1h", "5m5m", "1d", "1.5h", "-5m", "5 m", "169h", "604801s", "m", "30"] {
            #expect(DurationText.seconds(text) == nil)
            #expect(try regex.wholeMatch(in: text) == nil, "\(text)")
        }
    }

    @Test(arguments: [600...86_400, 120...18_000])
    func `every length of time in a range matches`(range: ClosedRange<Int>) throws {
        let regex = try Regex(SchemaPattern.duration(in: range))
        for text in Self.durations {
            guard let seconds = DurationText.seconds(text), range.contains(seconds) else { continue }
            #expect(try regex.wholeMatch(in: text) != nil, "\(text)")
        }
        for text in [
            "\(range.lowerBound - 1)s", "\(range.upperBound + 1)s", "\(range.upperBound / 3600 + 1)h", "0s", "",
        ] {
            #expect(try regex.wholeMatch(in: text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("a=b", true), ("a", true), ("", true), ("a=b,c=d", true), ("a b=c d", true), ("a='b'", false), ("=b", false),
        ("aws:a=b", false), ("AWS:a=b", false), ("awsome=b", true), ("reconcile:x=y", false), ("a=b=c", true),
        ("a=%", false), ("ä=日", true), ("\u{7F}=b", false),
    ])
    func `labels have a key that AWS takes and no one reserves`(text: String, isTaken: Bool) throws {
        #expect(try Self.finds(SchemaPattern.labels, text) == isTaken)
    }

    @Test func `41 labels are too many`() throws {
        let labels = { (count: Int) in (1...count).map { "k\($0)=v" }.joined(separator: ",") }
        #expect(try !Self.finds(SchemaPattern.tooManyLabels, labels(40)))
        #expect(try Self.finds(SchemaPattern.tooManyLabels, labels(41)))
    }

    @Test(arguments: [
        ("$A", true), ("${A}", true), ("a$A", true), ("$$A", false), ("$$$A", true), ("$5", false), ("a$", false),
        ("", false),
    ])
    func `a dollar sign before a name makes a variable`(text: String, isVariable: Bool) throws {
        #expect(try Self.finds(SchemaPattern.variable, text) == isVariable)
    }

    @Test func `items are found between commas, blanks and quotes`() throws {
        for text in ["a", "x,a", "a ,x", "x, 'a',y", "\"a\""] {
            #expect(try Self.finds(SchemaPattern.naming("a"), text))
        }
        for text in ["", "ab", "x,ba", "x"] { #expect(try !Self.finds(SchemaPattern.naming("a"), text)) }
        for text in ["", ",", "b", "a,b", "ab"] { #expect(try Self.finds(SchemaPattern.namingOther(than: "a"), text)) }
        for text in ["a", "a,a", "'a' , a"] { #expect(try !Self.finds(SchemaPattern.namingOther(than: "a"), text)) }
    }

    @Test(arguments: [
        ("0.5", true), ("999.9999", true), ("0", false), ("0.0", false), ("1000", false), ("01", false), ("1.", false),
    ])
    func `decimals are greater than zero and have few digits`(text: String, isTaken: Bool) throws {
        let greatest = try #require(DecimalNumber("999.9999"))
        #expect(try Self.matches(SchemaPattern.positiveDecimals(to: greatest), text) == isTaken)
    }
}
