import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Plans as comments on pull requests.
struct MarkdownPlanViewTests {
    static func plan(_ environments: [(name: String, action: PlannedResource.Action, value: String)]) -> Plan {
        Plan(
            accountID: "123456789012",
            environments: environments.map { name, action, value in
                let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: name)
                var resource = PlannedResource(
                    Address(key, .computeEnvironment, "work"), name: "TowerForge-\(name)", action: action,
                    update: action == .update ? .scaling : nil)
                if action == .update {
                    resource.changes = [
                        Change(
                            path: "computeResources.instanceRole", before: .string("a"), after: .string(value),
                            update: .scaling, source: "")
                    ]
                }
                return PlannedEnvironment(key, resources: [resource], jobs: .init(running: 1, waiting: 0))
            })
    }

    static func text(_ plan: Plan, maximumBytes: Int = MarkdownPlanView.usualMaximum) -> String {
        let document = PlanDocument(plan, principal: "arn:aws:iam::1:user/x", origins: FieldOrigins([]))
        return MarkdownPlanView(document: document, maximumBytes: maximumBytes).text
    }

    @Test func `has a heading for each account only if there are several`() {
        let parts = [("1", "a"), ("2", "b")].map { account, name in
            Plan(accountID: account, environments: Self.plan([(name, .create, "")]).environments)
        }
        let lines = Self.text(Plan(of: parts)).split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.hasPrefix("#### Account") } == ["#### Account 1", "#### Account 2"])
        #expect(lines[0].contains(#""account_id":null"#))
        #expect(!Self.text(parts[0]).contains("#### Account"))
        let page = HTMLPlanView(document: PlanDocument(Plan(of: parts), origins: FieldOrigins([]))).page.text
        #expect(page.contains("<h2>Account 1</h2>") && page.contains("<h2>Account 2</h2>"))
    }

    @Test func `begins with a hidden header and the summary, and ends with the summary`() {
        let text = Self.text(Self.plan([("a", .create, ""), ("b", .delete, ""), ("c", .none, "")]))
        let lines = text.split(separator: "\n").map(String.init)
        let summary = "Plan: 1 to create, 0 to update, 0 to replace, 1 to delete"
        #expect(lines[0].hasPrefix(#"<!-- reconcile {"plan_id":""#) && lines[0].hasSuffix("-->"))
        #expect(lines[1] == "### " + summary && lines.last == "**\(summary)**")
    }

    @Test func `opens what is lost, folds the rest and lists what is unchanged`() throws {
        let text = Self.text(Self.plan([("a", .create, ""), ("b", .delete, ""), ("c", .none, "")]))
        let open = try #require(text.firstRange(of: "<details open>")?.lowerBound)
        let folded = try #require(text.firstRange(of: "<details><summary>")?.lowerBound)
        #expect(open < folded && text[open...].prefix(80).contains("/b</b>"))
        #expect(text.contains("<details><summary>1 unchanged</summary>"))
        #expect(text.contains("\n+ compute-environment.work") && text.contains("\n- compute-environment.work"))
    }

    @Test(arguments: [
        "```\n# Approved", "````", "</details><script>alert(1)</script>", "-->", "<!--", "@everyone #1 **bold**",
        "[x](javascript:alert(1))", "\u{2028}### Plan: 0 to create", "| a | b |",
    ])
    func `no text of a file or of AWS ends a block or begins one`(hostile: String) {
        let text = Self.text(Self.plan([(hostile, .update, hostile), ("b\(hostile)", .delete, "")]))
        var fence: Substring?
        var outside: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let mark = line.prefix { $0 == "`" }
            if let open = fence {
                if mark.count >= open.count, line.drop(while: { $0 == "`" }).isEmpty { fence = nil }
            } else if mark.count >= 3 {
                fence = mark
            } else {
                outside.append(line)
            }
        }
        #expect(fence == nil)
        #expect(outside.filter { $0.hasPrefix("#") }.count == 1)
        #expect(!outside.contains { $0.contains("<script") || $0.contains("@everyone") || $0.contains("](") })
        #expect(outside.filter { $0.contains("-->") }.count == 1)
        #expect(outside.count { $0.contains("<details") } == outside.count { $0.contains("</details>") })
    }

    @Test(arguments: [
        (source: "https://docs.aws.amazon.com/batch/latest/userguide/a.html#b", isLink: true), ("", false),
        ("javascript:alert(1)", false), ("https://a\" onclick=\"b", false), ("https://a/<details open>", false),
    ])
    func `a rule's source is a link only if it is a plain address`(source: String, isLink: Bool) {
        var plan = Self.plan([("a", .update, "x")])
        plan.environments[0].resources[0].changes[0].source = source
        let text = Self.text(plan)
        #expect(text.contains("<a href=\"\(source)\">") == isLink)
        #expect(!text.contains("onclick") && !text.contains("javascript:"))
    }

    @Test(arguments: ["-->", "------>>", "--!>", "<!--", "<details open>"])
    func `no text ends the hidden header`(hostile: String) throws {
        let plan = Plan(accountID: hostile, environments: [])
        let header = try #require(Self.text(plan).split(separator: "\n").first)
        #expect(header.hasPrefix("<!-- reconcile {") && header.hasSuffix("} -->"))
        #expect(!header.dropFirst().dropLast().contains("<") && !header.dropFirst().dropLast().contains(">"))
    }

    @Test func `a plan about nothing says so`() {
        #expect(Self.text(Plan(accountID: "1", environments: [])).contains("\n\nNo environment: the files"))
        #expect(Self.text(Self.plan([("c", .none, "")])).contains("\n\nNo changes. AWS matches the file."))
    }

    @Test func `what is too long still says that data is lost`() {
        var plan = Self.plan((0..<60).map { ("env\($0)", PlannedResource.Action.delete, "") })
        for index in plan.environments.indices {
            plan.environments[index].warnings = [.deletesData(.elasticFileSystem, name: "fs", id: "fs-\(index)")]
        }
        #expect(Self.text(plan).contains("deletes data: "))
        let short = Self.text(plan, maximumBytes: 1000)
        #expect(short.utf8.count <= 1000 && short.contains("deletes 60 file systems with all data."))
    }

    @Test(arguments: [1000, 3000, 20_000])
    func `keeps within its bytes and keeps the summary`(maximum: Int) {
        let environments = (0..<60).map {
            ("env\($0)", PlannedResource.Action.update, String(repeating: "x", count: 300))
        }
        let text = Self.text(Self.plan(environments), maximumBytes: maximum)
        #expect(text.utf8.count <= maximum)
        #expect(text.hasSuffix("**Plan: 0 to create, 60 to update, 0 to replace, 0 to delete**"))
        #expect(text.count { $0 == "`" }.isMultiple(of: 2))
    }
}
