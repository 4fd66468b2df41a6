import AWSOperations
import Testing

/// Times in answers, which may hold anything.
struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-03-01T09:08:07Z", 1_772_356_087),
        ("2026-03-01T09:08:07.123Z", 1_772_356_087),
    ])
    func `reads a time`(text: String, seconds: Double) {
        #expect(Timestamp.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", "soon", "99999999999999999999-01-01T00:00:00Z", "1000000000-01-01T00:00:00Z", "-300-01-01T00:00:00Z",
    ])
    func `what no calendar has is no time`(text: String) {
        #expect(Timestamp.seconds(text) == nil)
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300, -1e300])
    func `any number has a text and milliseconds`(seconds: Double) {
        #expect(Timestamp.text(seconds).hasSuffix("Z"))
        #expect(abs(Timestamp.milliseconds(seconds)) < 1_000_000_000_000_000)
    }
}
