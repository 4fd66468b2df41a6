import ResourceModel
import Testing

@testable import Reconciliation

/// The questions that a policy answers with yes.
struct RightsQuestionTests {
    private static let queue = "arn:aws:batch:eu-west-1:123456789012:job-queue/x-*"
    private static let role = "arn:aws:iam::123456789012:role/x-*"

    private static func questions(
        _ statements: AccessPolicy.Statement..., regions: [String] = ["eu-west-1"]
    ) -> [RightsQuestion] {
        RightsQuestion.all(of: AccessPolicy(statements), regions: regions, globalRegion: "us-east-1").questions
    }

    private static func question(
        _ actions: [String], _ resources: [String], in region: String, _ facts: [String: String] = [:]
    ) -> RightsQuestion {
        RightsQuestion(
            actions: actions, resources: resources, facts: facts.merging(["aws:RequestedRegion": region]) { $1 })
    }

    @Test func `joins statements with the same resources and conditions`() {
        let found = Self.questions(
            .init("A", ["batch:DeleteJobQueue"], on: [Self.queue]), .init("B", ["batch:DescribeJobQueues"]),
            .init("C", ["batch:TagResource", "batch:DeleteJobQueue"], on: [Self.queue]))
        #expect(
            found == [
                Self.question(["batch:DeleteJobQueue", "batch:TagResource"], [Self.queue], in: "eu-west-1"),
                Self.question(["batch:DescribeJobQueues"], [], in: "eu-west-1"),
            ])
    }

    @Test func `asks in the region to which the calls are sent`() {
        let other = Self.queue.replacing("eu-west-1", with: "eu-west-2")
        let found = Self.questions(
            .init("A", ["batch:DeleteJobQueue"], on: [Self.queue, other]), .init("B", ["iam:GetRole"], on: [Self.role]),
            .init("C", ["iam:ListRoles", "ec2:DescribeVpcs", "pricing:GetProducts"]),
            regions: ["eu-west-1", "eu-west-2"])
        #expect(
            found == [
                Self.question(["batch:DeleteJobQueue"], [Self.queue], in: "eu-west-1"),
                Self.question(["batch:DeleteJobQueue"], [other], in: "eu-west-2"),
                Self.question(["iam:GetRole"], [Self.role], in: "us-east-1"),
                Self.question(["iam:ListRoles", "pricing:GetProducts"], [], in: "us-east-1"),
                Self.question(["ec2:DescribeVpcs"], [], in: "eu-west-1"),
                Self.question(["ec2:DescribeVpcs"], [], in: "eu-west-2"),
            ])
    }

    @Test func `asks once for each value of a condition`() {
        let found = Self.questions(
            .init(
                "A", ["iam:PassRole"], on: [Self.role],
                if: [.init("StringEquals", "iam:PassedToService", ["ec2.amazonaws.com", "batch.*"])]))
        #expect(
            found.map { $0.facts["iam:PassedToService"] } == ["ec2.amazonaws.com", "batch.example"])
        #expect(found.allSatisfy { $0.actions == ["iam:PassRole"] && $0.resources == [Self.role] })
    }

    @Test func `sends names for patterns, and knows the patterns again`() {
        let patterns = Self.question(["batch:DeleteJobQueue"], [Self.queue], in: "eu-west-1").patterns
        #expect(patterns == [Self.queue.replacing("*", with: "example"): Self.queue])
    }

    @Test func `no question has more pairs than a page of IAM has results`() {
        let actions = (0..<30).map { "batch:Action\($0)" }
        let resources = (0..<40).map { "arn:aws:batch:eu-west-1:1:job-queue/\($0)" }
        let found = Self.questions(.init("A", actions, on: resources))
        #expect(found.allSatisfy { $0.actions.count * $0.resources.count <= RightsQuestion.mostPairs })
        #expect(found.flatMap(\.resources).sorted() == resources.sorted())
        let many = Self.questions(.init("A", (0..<250).map { "batch:Action\($0)" }))
        #expect(many.map(\.actions.count) == [100, 100, 50])
    }

    @Test func `more questions than the most are cut`() {
        let resources = (0..<(RightsQuestion.mostQuestions + 1)).map { "value-\($0)" }
        let policy = AccessPolicy([
            .init("A", ["iam:PassRole"], on: [Self.role], if: [.init("StringEquals", "aws:ResourceTag/a", resources)])
        ])
        let found = RightsQuestion.all(of: policy, regions: ["eu-west-1"], globalRegion: "us-east-1")
        #expect(found.questions.count == RightsQuestion.mostQuestions && found.isCut)
    }
}
