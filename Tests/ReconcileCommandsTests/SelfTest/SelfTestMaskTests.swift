import ResourceModel
import Testing

@testable import ReconcileCommands

/// Recordings of the self-test do not tell whose account it was.
struct SelfTestMaskTests {
    private let mask = SelfTestMask(accountID: "210987654321")

    @Test(arguments: [
        ("arn:aws:batch:eu-west-1:210987654321:job-queue/a", "arn:aws:batch:eu-west-1:123456789012:job-queue/a"),
        ("subnet-0a1b2c3d4e5f60718", "subnet-00000000000000000"),
        ("in sg-12345678, and lt-0123456789abcdef0.", "in sg-00000000, and lt-00000000000000000."),
        (
            "Cannot delete, RequestId: 0e5b9a7c-1d2e-4f3a-8b9c-0d1e2f3a4b5c",
            "Cannot delete, RequestId: 00000000-0000-0000-0000-000000000000"
        ),
        (
            "cluster/AWSBatch-reconcile-selftest-check-work-g1-0e5b9a7c-1d2e-4f3a-8b9c-0d1e2f3a4b5c",
            "cluster/AWSBatch-reconcile-selftest-check-work-g1-00000000-0000-0000-0000-000000000000"
        ),
        ("reconcile-selftest-check-0123abcd-work-g1", "reconcile-selftest-check-0123abcd-work-g1"),
        ("sg-short", "sg-short"), ("", ""),
    ])
    func `puts zeros in the place of ids`(text: String, expected: String) {
        #expect(mask.applied(to: text) == expected)
    }

    @Test func `keeps of a list what the self-test made`() {
        let answer: PropertyValue = .map([
            "computeEnvironments": .list([
                .map(["computeEnvironmentName": .string("reconcile-selftest-check-0123abcd-work-g1")]),
                .map(["computeEnvironmentName": .string("of-others"), "tags": .map(["secret": .string("x")])]),
            ]), "other": .list([.string("text"), .integer(1)]),
        ])
        let expected: PropertyValue = .map([
            "computeEnvironments": .list([
                .map(["computeEnvironmentName": .string("reconcile-selftest-check-0123abcd-work-g1")])
            ]), "other": .list([.string("text"), .integer(1)]),
        ])
        #expect(mask.applied(to: answer) == expected)
    }
}
