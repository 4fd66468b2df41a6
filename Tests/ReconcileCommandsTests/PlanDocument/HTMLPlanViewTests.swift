import Glibc
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Plans as pages.
struct HTMLPlanViewTests {
    static func text(_ plan: Plan) -> String {
        HTMLPlanView(document: PlanDocument(plan, principal: "arn:x", origins: FieldOrigins([]))).page.text
    }

    @Test func `shows counts, what is lost open and what is unchanged folded`() {
        let text = Self.text(MarkdownPlanViewTests.plan([("a", .create, ""), ("b", .delete, ""), ("c", .none, "")]))
        #expect(text.contains("<h1>Plan: 1 to create, 0 to update, 0 to replace, 1 to delete</h1>"))
        #expect(text.contains("<li class=\"create\"><b>1</b>to create</li>"))
        #expect(text.contains("<li class=\"zero\"><b>0</b>to update</li>"))
        #expect(text.contains("<summary>1 unchanged</summary>") && text.contains("jobs: 1 running, 0 waiting"))
        #expect(text.contains("Jobs on instances that are replaced or deleted: 1"))
    }

    @Test func `of many environments only those that lose something are open`() {
        let many = (0..<9).map { ("e\($0)", PlannedResource.Action.create, "") } + [("gone", .delete, "")]
        let text = Self.text(MarkdownPlanViewTests.plan(many))
        #expect(text.ranges(of: "<details open=\"\">").count == 1)
    }

    @Test func `shows a change as it was and as it becomes`() {
        let text = Self.text(MarkdownPlanViewTests.plan([("a", .update, "new<b>")]))
        #expect(
            text.contains(
                "<code>computeResources.instanceRole</code>: <del>&quot;a&quot;</del> → <ins>&quot;new&lt;b&gt;&quot;</ins>"
            ))
    }

    @Test(arguments: [
        (source: "https://docs.aws.amazon.com/batch/a.html#b", isLink: true), ("javascript:alert(1)", false),
        ("https://a\" onclick=\"b", false),
    ])
    func `a rule's source is a link only if it is a plain address`(source: String, isLink: Bool) {
        var plan = MarkdownPlanViewTests.plan([("a", .update, "x")])
        plan.environments[0].resources[0].changes[0].source = source
        #expect(Self.text(plan).contains("<a href=\"\(source)\" rel=\"noreferrer\">") == isLink)
        #expect(!Self.text(plan).contains("onclick="))
    }

    @Test func `data that is lost is named before all else`() throws {
        var plan = MarkdownPlanViewTests.plan([("a", .delete, "")])
        plan.environments[0].warnings = [.deletesData(.elasticFileSystem, name: "fs", id: "fs-1<")]
        let text = Self.text(plan)
        let lost = try #require(text.firstRange(of: "deletes data: "))
        #expect(text[lost.upperBound...].prefix(80).contains("fs-1&lt;"))
        let first = try #require(text.firstRange(of: "<details"))
        #expect(lost.lowerBound < first.lowerBound)
    }

    @Test func `an AMI is shown with the parameter that it comes from`() {
        let address = Address(PlanViewTests.key, .computeEnvironment, "work")
        func images(_ id: String) -> Value {
            .list([.map(["imageIdOverride": .string(id), "imageType": .string("ECS_AL2023")])])
        }
        let resource = PlannedResource(
            address, name: "ce", action: .update, update: .infrastructure,
            changes: [
                Change(
                    path: "computeResources.ec2Configuration", before: images("ami-1"), after: images("ami-2"),
                    update: .infrastructure, source: "")
            ],
            desired: Resource(
                address, name: "ce", properties: .map([:]), tags: [OwnershipTags.image: "/aws/service/x"]))
        let plan = Plan(
            accountID: "1", environments: [PlannedEnvironment(PlanViewTests.key, resources: [resource])])
        #expect(Self.text(plan).contains("<ins>&quot;ami-2&quot;</ins> (ssm:/aws/service/x)"))
    }

    @Test func `a drawing has the edges between the steps of its environment`() {
        func environment(_ name: String) -> PlannedEnvironment {
            let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: name)
            let first = PlannedResource(Address(key, .computeEnvironment, "work"), name: name, action: .create)
            let second = PlannedResource(
                Address(key, .jobQueue, "work"), name: name, action: .create, dependsOn: [first.address])
            return PlannedEnvironment(key, resources: [first, second])
        }
        let plan = Plan(accountID: "1", environments: [environment("a"), environment("b")])
        let drawings = DiagramDrawing.all(of: StepDiagram(PlanDocument(plan, origins: FieldOrigins([]))))
        #expect(drawings.count == 2)
        #expect(drawings.values.allSatisfy { $0.nodes.count == 2 && $0.edges.count == 1 })
    }

    @Test func `the style sheet has the tones that pages use, and no others`() {
        let tones = Set("\(HTMLStyle.sheet)".matches(of: /\.tone-([a-z]+)/).map { String($0.1) })
        #expect(tones == Set(PlannedResource.Action.allCases.map(\.className)))
    }

    @Test func `a page of thousands of environments takes time that grows with their number`() {
        func seconds(_ count: Int) -> Double {
            let plan = MarkdownPlanViewTests.plan((0..<count).map { ("e\($0)", PlannedResource.Action.update, "x") })
            let start = Self.processorSeconds
            #expect(Self.text(plan).ranges(of: "<svg").count == count)
            return Self.processorSeconds - start
        }
        // Six times as many: if it grew with the square, 36 times as long.
        #expect(seconds(3000) < 18 * seconds(500))
    }

    /// The time that this thread has had a core, whatever else the machine does.
    private static var processorSeconds: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test func `a plan about nothing says so`() {
        #expect(Self.text(Plan(accountID: "1", environments: [])).contains("No environment: the files"))
        #expect(Self.text(MarkdownPlanViewTests.plan([("c", .none, "")])).contains("No changes. AWS matches the file."))
    }
}
