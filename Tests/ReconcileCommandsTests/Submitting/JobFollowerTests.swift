import AWSOperations
import Kinds
import SimulatedAWS
import Testing

@testable import ReconcileCommands

/// The exit status of a job that is followed, and the links to it.
struct JobFollowerTests {
    @Test(
        arguments: [
            ("SUCCEEDED", 0, 0), ("SUCCEEDED", nil, 0), ("FAILED", 3, 3), ("FAILED", 137, 137), ("FAILED", nil, 1),
            ("FAILED", 0, 1),
        ] as [(String, Int?, Int32)])
    func `the exit status is that of the container, or 1`(status: String, code: Int?, expected: Int32) {
        let outcome = JobFollower.Outcome(status: status, exitCode: code, reason: "why", logStream: nil)
        #expect(outcome.exitStatus == expected)
        #expect(outcome.sentence.contains("why") == (status == "FAILED"))
    }

    @Test func `a job that is not known is an error`() async throws {
        let account = SimulatedAccount()
        let follower = JobFollower(
            id: "absent", logGroup: "/aws/batch/job", caller: account.caller(region: "eu-west-1"),
            clock: account.clock, showLine: { _ in }, showStatus: { _ in })
        await #expect(throws: (any Error).self) { _ = try await follower.follow() }
        #expect(await account.log.count > 5)
    }

    @Test(arguments: [
        ("eu-west-1", "eu-west-1.console.aws.amazon.com"), ("cn-north-1", "cn-north-1.console.amazonaws.cn"),
        ("us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
    ])
    func `links lead to the console of the partition`(region: String, host: String) {
        let links = ConsoleLinks(region: region)
        #expect(links.job("id") == "https://\(host)/batch/home?region=\(region)#jobs/detail/id")
        #expect(links.logGroup("/a/b")?.hasSuffix("log-group/$252Fa$252Fb") == true)
    }

    @Test(arguments: ["us-iso-east-1", "eu-isoe-west-1", "eusc-de-east-1"])
    func `no link leads to a console that is not known`(region: String) {
        #expect(ConsoleLinks(region: region).job("id") == nil)
    }

    @Test(
        arguments: [
            ("nf-core/rnaseq", "nextflow-nf-core-rnaseq"),
            ("https://github.com/a/b.git", "nextflow-https-github-com-a-b-git"),
            ("☃", "nextflow"), ("./main.nf", "nextflow-main-nf"), (String(repeating: "x", count: 300), nil),
        ] as [(String, String?)])
    func `a job has a name that Batch takes`(pipeline: String, expected: String?) {
        let name = HeadJobRequest.jobName(for: pipeline)
        #expect(HeadJobRequest.isJobName(name) && (expected == nil || name == expected))
    }

    @Test(arguments: ["", "-a", "_a", "a b", "ä", String(repeating: "a", count: 129)])
    func `a name that Batch does not take is refused`(name: String) { #expect(!HeadJobRequest.isJobName(name)) }
}
