import Diagnostics
import FoundationEssentials
import ResourceModel
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// JSON in the order that it was put together in.
struct JSONTests {
    @Test func `members keep their order, in short and in long texts`() {
        let json: JSON = ["b": 1, "a": [true, nil, "x"], "empty": [:], "none": []]
        #expect(json.text == #"{"b":1,"a":[true,null,"x"],"empty":{},"none":[]}"#)
        #expect(json.prettyText() == json.text)
        let long = json.adding([("long", JSON(String(repeating: "x", count: 100)))])
        #expect(long.prettyText().hasPrefix("{\n  \"b\": 1,\n  \"a\": [true,null,\"x\"],\n  \"empty\": {},\n"))
        #expect(long.prettyText().split(separator: "\n").count == 7)
    }

    @Test func `only objects take members`() {
        #expect(JSON("a").adding([("b", 1)]).text == #""a""# && JSON(3).members.isEmpty)
    }

    @Test(arguments: ["\"\\", "a\nb\u{0}\u{1F}", "\u{2028}é😀", "{\"a\":1}"])
    func `a text is read back as it was`(text: String) throws {
        for json in [JSON(text), .object([(text, JSON(text))]), JSON([text])] {
            for written in [json.text, json.prettyText()] { #expect(!written.contains("\n")) }
        }
        #expect(try JSONDecoder().decode([String].self, from: Data(JSON([text]).text.utf8)) == [text])
        #expect(
            try JSONDecoder().decode([String: String].self, from: Data(JSON.object([(text, JSON(text))]).text.utf8))
                == [text: text])
    }

    @Test(
        arguments: [
            (.nan, "null"), (.infinity, "null"), (-.infinity, "null"), (0.25, "0.25"), (12.5, "12.5"),
        ] as [(Double, String)])
    func `a number that JSON does not have is null`(number: Double, text: String) {
        #expect(JSON.number(number).text == text)
    }

    @Test func `a reference, which is known only after apply, is null`() {
        let address = Address(ApplyViewTests.key, .jobQueue, "work")
        let value: Value = .map(["b": .reference(address, "arn"), "a": .list([.integer(1), .boolean(false)])])
        #expect(JSON(value).text == #"{"a":[1,false],"b":null}"#)
        #expect(
            JSON(nil as Value?).text == "null" && JSON(nil as String?).text == "null"
                && JSON(nil as Int?).text == "null")
    }

    @Test func `a diagnostic has the form that it encodes itself in`() {
        let range = SourceRange(
            filename: "f.yml", start: SourcePosition(line: 1, column: 2), end: SourcePosition(line: 1, column: 4))
        let json = JSON(
            Diagnostic(
                .warning, "cost", "s", detail: "d", at: range, notes: [.init("n")],
                fix: .init(replace: range, with: "x/y"))
        ).text
        #expect(json.contains(#""severity":"warning""#) && json.contains(#""kind":"cost""#))
        #expect(json.contains(#""start":{"column":2,"line":1}"#) && json.contains(#""replacement":"x/y""#))
    }
}
