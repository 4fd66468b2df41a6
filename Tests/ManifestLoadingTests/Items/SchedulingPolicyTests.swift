import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Both forms of `scheduling-policy`: the ARN of a policy, and the shares of a new one.
struct SchedulingPolicyTests {
    private static func settings(_ manifest: LoadedManifest) -> ReconcileSettings? {
        manifest.environments.first?.settings
    }

    private static func shares(_ manifest: LoadedManifest) -> [String: String]? {
        guard case .shares(let shares) = settings(manifest)?.schedulingPolicy else { return nil }
        return shares.mapValues(\.text)
    }

    @Test func `an ARN names a policy that exists`() {
        let arn = "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/labs"
        let manifest = load(fields: "reconcile: {scheduling-policy: \(arn)}")
        #expect(manifest.diagnostics.isEmpty)
        #expect(Self.settings(manifest)?.schedulingPolicy == .existing(arn))
    }

    @Test(arguments: [
        ("{team: 1}", ["team": "1"]), ("{a: 0.5, 'B*': 999.9999}", ["a": "0.5", "B*": "999.9999"]),
        ("\n        lab1: \"0.10\"\n        lab2: 0.0001", ["lab1": "0.1", "lab2": "0.0001"]),
        ("{a: $WEIGHT, b: 007.5}", nil), ("{a: $WEIGHT, b: 10.25000}", ["a": "0.25", "b": "10.25"]),
        ("{a*: 1, b: 2, ba: 3}", ["a*": "1", "b": "2", "ba": "3"]),
    ])
    func `shares have canonical weights`(written: String, expected: [String: String]?) {
        let manifest = load(
            fields: "reconcile:\n  scheduling-policy:\n    shares: \(written)", environment: ["WEIGHT": "0.250"])
        #expect(manifest.diagnostics.isEmpty == (expected != nil))
        #expect(Self.shares(manifest) == expected)
    }

    @Test(arguments: [
        ("shares: {team: 1️⃣0}", "out-of-range"), ("shares: {team: 1️⃣1000}", "out-of-range"),
        ("shares: {team: 1️⃣0.00001}", "wrong-type"), ("shares: {team: 1️⃣-1}", "wrong-type"),
        ("shares: {team: 1️⃣1e3}", "wrong-type"), ("shares: {team: 1️⃣.5}", "wrong-type"),
        ("shares: {team: 1️⃣'5.'}", "wrong-type"), ("shares: {team: 1️⃣many}", "wrong-type"),
        ("shares: {team: 1️⃣01}", "wrong-type"), ("shares: {team: 1️⃣[1]}", "wrong-type"),
        ("shares: {1️⃣team: }", "invalid-value"), ("shares: {1️⃣a-b: 1}", "invalid-value"),
        ("shares: {1️⃣'*': 1}", "invalid-value"), ("shares: {1️⃣a**: 1}", "invalid-value"),
        ("shares: {1️⃣\(String(repeating: "a", count: 256)): 1}", "invalid-value"),
        ("shares: 1️⃣{}", "invalid-value"), ("shares: 1️⃣team=1", "wrong-type"), ("1️⃣shares:", "missing-field"),
        ("1️⃣share: {team: 1}", "unknown-field"), ("shares: {team: 1}\n1️⃣decay: 5", "unknown-field"),
        ("shares: {lab*: 1, 1️⃣lab1: 2}", "conflicting-fields"),
        ("shares: {1️⃣lab: 1, lab*: 2}", "conflicting-fields"),
        ("shares: {1️⃣lab1*: 1, lab*: 2}", "conflicting-fields"),
    ])
    func `a wrong map is one error at its place`(written: String, kind: String) throws {
        let marked = MarkedText(written)
        let lines = marked.text.split(separator: "\n").map { "\n    \($0)" }.joined()
        let manifest = load(fields: "reconcile:\n  scheduling-policy:\(lines)")
        let place = try #require(marked.places["1️⃣"])
        #expect(manifest.diagnostics.map(\.outline) == ["\(kind) \(place.line + 9):\(place.column + 8)"])
        #expect(!manifest.isValid)
    }

    @Test(arguments: ["{}", "{other: 1}"])
    func `a map needs shares`(written: String) {
        let manifest = load(fields: "reconcile: {scheduling-policy: \(written)}")
        #expect(manifest.diagnostics.count == 1 && !manifest.isValid)
    }

    @Test(arguments: [(1000, true), (1001, false)])
    func `the number of shares is bounded`(count: Int, isTaken: Bool) {
        let shares = (0..<count).map { "s\($0): 1" }.joined(separator: ", ")
        let manifest = load(fields: "reconcile: {scheduling-policy: {shares: {\(shares)}}}")
        #expect(manifest.isValid == isTaken)
    }

    @Test func `a manual environment ignores both forms with a warning`() {
        for value in ["arn:aws:batch:eu-west-1:123456789012:scheduling-policy/labs", "{shares: {team: 1}}"] {
            let manifest = load(
                """
                compute-envs:
                  - {type: aws-batch, config-mode: manual, name: one, region: eu-west-1, work-dir: s3://bucket/work,
                     head-queue: a, compute-queue: b, reconcile: {scheduling-policy: \(value)}}
                """)
            #expect(manifest.diagnostics.map(\.kind) == ["ignored-field"] && manifest.isValid)
        }
    }

    @Test(arguments: [
        ("0", "0"), ("1", "1"), ("1.0", "1"), ("0.1", "0.1"), ("0.0100", "0.01"), ("999.9999", "999.9999"),
        ("123456789", "123456789"), ("0.00001", nil), ("1234567890", nil), ("", nil), (".", nil), ("1.", nil),
        (".5", nil), ("+1", nil), ("1 ", nil), ("1.2.3", nil), ("٣", nil), ("00", nil),
    ])
    func `a number is read exactly or not at all`(written: String, canonical: String?) {
        #expect(DecimalNumber(written)?.text == canonical)
    }
}
