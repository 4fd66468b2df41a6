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

    @Test func `a plan about nothing says so`() {
        #expect(Self.text(Plan(accountID: "1", environments: [])).contains("No environment: the files"))
        #expect(Self.text(MarkdownPlanViewTests.plan([("c", .none, "")])).contains("No changes. AWS matches the file."))
    }
}
