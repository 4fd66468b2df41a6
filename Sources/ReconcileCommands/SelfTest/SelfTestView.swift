/// The results of a self-test as text.
struct SelfTestView {
    let style: Style

    /// One result: how it went, what it was, and how long it took.
    func line(_ result: SelfTest.Result) -> String {
        let mark = result.isAsExpected ? style(.green, "ok  ") : style(.red, "FAIL")
        return "\(mark)  \(result.title): \(result.detail) (\(Int(result.seconds)) s)"
    }

    /// The last line.
    func summary(_ results: [SelfTest.Result], recorded count: Int, in folder: String) -> String {
        let good = results.count { $0.isAsExpected }
        return "Self-test: \(good) of \(results.count) as expected; \(count) answers recorded in '\(folder)'"
    }
}
