import Testing

@testable import ReconcileCommands

/// Trust policies, as the documentation of GitHub (OpenID Connect in AWS) and the IAM User Guide have them.
struct TrustTests {
    private static func gitHub(_ place: String, writes: Bool) -> Trust? {
        Trust(gitHub: place, writes: writes, partition: "aws", account: "123456789012")
    }

    @Test(
        arguments: [
            ("acme/envs", false, ["repo:acme/envs:pull_request", "repo:acme/envs:ref:refs/heads/main"]),
            ("acme/envs", true, ["repo:acme/envs:environment:production"]),
            ("acme/envs:ref:refs/heads/release/*", true, ["repo:acme/envs:ref:refs/heads/release/*"]),
            ("acme@12/envs@34:pull_request", false, ["repo:acme@12/envs@34:pull_request"]),
        ])
    func `a repository has the subjects of its purpose`(place: String, writes: Bool, subjects: [String]) {
        let provider = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
        #expect(Self.gitHub(place, writes: writes) == .gitHub(provider: provider, subjects: subjects))
    }

    @Test(arguments: ["acme", "acme/", "/envs", "acme/envs/more", "*/envs", "acme/*", "acme/envs:", "a b/c", ""])
    func `what names no repository is refused`(place: String) {
        #expect(Self.gitHub(place, writes: true) == nil)
    }

    @Test
    func `a subject with a star is compared as a pattern, the audience never`() throws {
        let plain = try #require(Self.gitHub("acme/envs:pull_request", writes: false))
        #expect(
            TrustPolicyView(trust: plain).json.text.hasSuffix(
                #""Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","#
                    + #""token.actions.githubusercontent.com:sub":["repo:acme/envs:pull_request"]}}}]}"#))
        let pattern = try #require(Self.gitHub("acme/envs:ref:refs/tags/*", writes: false))
        #expect(
            TrustPolicyView(trust: pattern).json.text.hasSuffix(
                #""Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"#
                    + #""StringLike":{"token.actions.githubusercontent.com:sub":["repo:acme/envs:ref:refs/tags/*"]}}}]}"#
            ))
    }

    @Test(
        arguments: [
            ("ec2", "aws", "ec2.amazonaws.com"), ("ec2", "aws-cn", "ec2.amazonaws.com.cn"),
            ("ecs-tasks", "aws-cn", "ecs-tasks.amazonaws.com"), ("batch", "aws", "batch.amazonaws.com"),
        ])
    func `a service is trusted under its name in the partition`(word: String, partition: String, service: String) {
        #expect(Trust(service: word, partition: partition) == .service(service))
        #expect(Trust(service: "lambda", partition: partition) == nil)
    }
}
