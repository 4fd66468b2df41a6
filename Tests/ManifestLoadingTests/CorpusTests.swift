import FoundationEssentials
import ManifestLoading
import TestSupport
import Testing

/// Every file of the corpus: its cases report what their marks say, and nothing else.
struct CorpusTests {
    /// True if the marks are written instead of compared. Such a run fails, so that nothing is recorded by accident.
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_CORPUS"] != nil

    @Test(arguments: try CorpusFile.all())
    func reportsWhatTheMarksSay(file: CorpusFile) throws {
        let found = file.cases.map { load($0.text).diagnostics.map(CorpusMark.init) }
        guard !Self.isRecording else {
            try file.record(found)
            Issue.record("recorded; look at the difference and run again without RECORD_CORPUS")
            return
        }
        for (one, found) in zip(file.cases, found) {
            #expect(found == one.marks, "Tests/Corpus/\(one.place)")
        }
    }

    @Test func containsNoInputTwice() throws {
        var places: [String: String] = [:]
        for one in try CorpusFile.all().flatMap(\.cases) {
            if let other = places.updateValue(one.place, forKey: one.text) {
                Issue.record("Tests/Corpus/\(one.place) repeats \(other)")
            }
        }
        #expect(places.count > 800)
    }

    @Test func readsMarksAndEscapes() throws {
        let file = CorpusFile(
            """
            # For people.
            # === A section
            a: 1

            # --- first
            b: x
            #  ^ error one: 'x'
            # <- note two: at the start
            # at 1:1 warning three: above
            # A comment.

            # --- escaped: second
            c:\\t\\u00a0\\\\x\\

            """, name: "f.yml")
        #expect(file.cases.map(\.text) == ["a: 1\nb: x\n", "a: 1\nc:\t\u{A0}\\x"])
        #expect(file.cases.map(\.place) == ["f.yml:5", "f.yml:12"])
        #expect(
            file.cases.map { $0.marks.map(\.description) } == [
                ["# at 1:1 warning three: above", "# at 2:1 note two: at the start", "# at 2:4 error one: 'x'"], [],
            ])
    }
}
