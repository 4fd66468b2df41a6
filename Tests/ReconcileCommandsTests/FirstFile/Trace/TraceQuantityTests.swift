import Testing

@testable import ReconcileCommands

/// Quantities of trace files.
struct TraceQuantityTests {
    @Test(arguments: [
        ("0", 0), ("29.8 MB", 31_247_565), ("1 KB", 1024), ("2048", 2048), ("1.5 GB", 1_610_612_736), ("1 PB", 1 << 50),
    ])
    func `reads amounts of memory as Nextflow writes them`(text: String, bytes: Int) {
        #expect(TraceQuantity.bytes(text[...]) == bytes)
    }

    @Test(arguments: [
        ("352ms", 352.0), ("5.2s", 5200), ("1m 30s", 90_000), ("1d 2h 3m 4s", 93_784_000), ("90000", 90_000),
    ])
    func `reads times as Nextflow writes them`(text: String, milliseconds: Double) {
        #expect(TraceQuantity.milliseconds(text[...]) == milliseconds)
    }

    @Test func `knows how far two moments are apart`() throws {
        let first = try #require(TraceQuantity.moment("2024-02-28 23:59:59.500"))
        let second = try #require(TraceQuantity.moment("2024-03-01 00:00:00"))
        #expect(second - first == 86_400_500)
        #expect(TraceQuantity.moment("1414081996288") == 1_414_081_996_288)
    }

    @Test(arguments: [
        "", "-", "-1", "-5 GB", "NaN", "nan%", "inf", "1e9", "0x10", "1.2.3", "1 XB", "5  GB", "2 PB", "1x", "-3s",
        "2024-13-01 00:00:00", "2024-01-01 25:00:00", "99999999999999999999999999999999", "１", " 1",
    ])
    func `reads nothing else`(text: String) {
        #expect(TraceQuantity.cpus(text[...]) == nil)
        #expect(TraceQuantity.bytes(text[...]) == nil)
        #expect(TraceQuantity.milliseconds(text[...]) == nil)
        #expect(TraceQuantity.moment(text[...]) == nil)
        #expect(TraceQuantity.share(text[...]) == nil)
    }
}
