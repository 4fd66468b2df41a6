import Planning
import Testing

/// The numbers of generations in names, which any user of the account can give.
struct GenerationTests {
    @Test func `a name has a number and a successor`() {
        #expect(Generation.number(of: "work-g7", stem: "work") == 7)
        #expect(Generation.name(after: "work-g7") == "work-g8")
    }

    @Test(arguments: ["9223372036854775807", "99999999999999999999", "1000000000", "-1", "", "x", "1x"])
    func `a number without a successor is no generation`(number: String) {
        #expect(Generation.number(of: "work-g\(number)", stem: "work") == nil)
        #expect(Generation.name(after: "work-g\(number)") == nil)
    }
}
