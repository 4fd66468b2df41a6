import Kinds
import Planning
import ResourceModel
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// Drift as people read it.
struct DriftViewTests {
    static let key = EnvironmentKey(region: "eu-west-1", workspace: "acme", name: "rnaseq")

    static func view(_ resources: [DriftedResource], exists: Bool = true, isManual: Bool = false) -> DriftView {
        var drift = Drift(Plan(accountID: "123456789012", environments: []), Kinds.catalog)
        drift.environments = [.init(key: key, resources: resources, exists: exists, isManual: isManual)]
        return DriftView(drift: drift, principal: "someone", style: Style(isColored: false), columns: 80)
    }

    static func lines(_ resources: [DriftedResource], exists: Bool = true, isManual: Bool = false) -> [String] {
        view(resources, exists: exists, isManual: isManual).text
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    static func resource(
        _ event: DriftedResource.Event, _ changes: [Change] = [], edited: Set<String> = []
    ) -> DriftedResource {
        var planned = PlannedResource(
            Address(key, .computeEnvironment, "work"), name: "ce", action: .update, changes: changes)
        planned.reason = .deletedOutside
        return DriftedResource(planned, event, edited: edited)
    }

    // Not a constant: LeakSanitizer does not see the pointers in one's indirect cases.
    static var scaling: Change {
        Change(path: "maxvCpus", before: .integer(7), after: .integer(1000), update: .scaling, source: "")
    }

    @Test
    func `a field shows as it was applied and as it is now`() {
        #expect(
            Self.lines([Self.resource(.changed, [Self.scaling])])[2...] == [
                "acme/rnaseq (eu-west-1): changed outside the file", "  ~ compute-environment.work  ce",
                "      maxvCpus: 1000 → 7", "", "Drift: 1 resource was changed outside the files",
                "'reconcile apply' puts it back; 'reconcile plan' shows how.",
            ])
    }

    @Test
    func `does not promise to put back what apply leaves`() {
        var left = Self.resource(.changed, [Self.scaling])
        left.planned.action = .none
        let text = Self.view([left]).text
        #expect(text.contains("maxvCpus: 1000 → 7") && !text.contains("puts it back"))
        #expect(text.contains("'on_exists: ignore'"))
    }

    @Test
    func `does not show the value of an edit as the applied one`() {
        let lines = Self.lines([Self.resource(.changed, [Self.scaling], edited: ["maxvCpus"])])
        #expect(lines[4] == "      maxvCpus: now 7 (and the file was edited: it says 1000)")
    }

    @Test
    func `reports what was deleted and what lost its tags`() {
        #expect(Self.lines([Self.resource(.deleted)])[4] == "      deleted outside the file")
        let disowned = Self.lines([Self.resource(.disowned)])
        #expect(disowned[3] == "  ! compute-environment.work  ce")
        #expect(disowned.last == "'reconcile adopt' takes over what lost its tags.")
    }

    @Test
    func `says so if nothing drifted`() {
        #expect(
            Self.lines([])[2...] == [
                "acme/rnaseq (eu-west-1): as it was applied", "",
                "No drift: nothing was changed outside the files.",
            ])
    }

    @Test
    func `an environment of which nothing exists is drift`() {
        #expect(
            Self.lines([], exists: false)[2...] == [
                "acme/rnaseq (eu-west-1): missing: nothing of it exists in AWS", "",
                "Drift: 1 environment is missing",
                "'reconcile apply' creates what is missing; 'reconcile plan' shows how.",
            ])
        #expect(
            Self.lines([], exists: false, isManual: true).last
                == "Create the queues that the file names, or correct 'head-queue' and 'compute-queue'.")
        let json = Self.view([], exists: false).json([]).text
        #expect(json.contains(#""drift":true"#) && json.contains(#""exists":false"#))
        #expect(json.contains(#""summary":{"missing":1,"changed":0,"deleted":0,"disowned":0}"#))
    }

    static func authored(_ authorship: Authorship, _ changes: [Change] = [Self.scaling]) -> DriftedResource {
        var resource = resource(.changed, changes)
        for change in changes { resource.authors[change.path] = authorship }
        return resource
    }

    static let author = ChangeAuthor(
        principal: "arn:aws:sts::123456789012:assumed-role/Admin/alice", time: 1_760_000_000, via: "aws-cli/2.15.0",
        userAgent: "aws-cli/2.15.0 md/x", call: "UpdateComputeEnvironment", candidates: 2)
    static let authorLine =
        "by arn:aws:sts::123456789012:assumed-role/Admin/alice at 2025-10-09T08:53:20Z via aws-cli/2.15.0 "
        + "(UpdateComputeEnvironment; the newest of 2 calls that fit)"

    @Test
    func `shows the author once below the changes of one author`() {
        let smaller = Change(path: "minvCpus", before: .integer(3), after: .integer(0), update: .scaling, source: "")
        #expect(
            Self.lines([Self.authored(.found(Self.author), [Self.scaling, smaller])])[4...6] == [
                "      maxvCpus: 1000 → 7", "      minvCpus: 0 → 3", "        \(Self.authorLine)",
            ])
    }

    @Test
    func `says that an author was not found, and why that can be`() {
        let lines = Self.lines([Self.authored(.notFound)])
        #expect(lines[5] == "        author not found in CloudTrail")
        #expect(lines.last == "No author: CloudTrail shows a call after some minutes, and for 90 days.")
        #expect(!Self.lines([Self.authored(.found(Self.author))]).joined().contains("some minutes"))
    }

    @Test
    func `has the author of a deletion, and in JSON of each change`() {
        var deleted = Self.resource(.deleted)
        deleted.deletion = .found(Self.author)
        #expect(Self.lines([deleted])[5] == "        \(Self.authorLine)")
        let by =
            #""by":{"principal":"arn:aws:sts::123456789012:assumed-role/Admin/alice","time":"2025-10-09T08:53:20Z","#
            + #""via":"aws-cli/2.15.0","user_agent":"aws-cli/2.15.0 md/x","call":"UpdateComputeEnvironment","candidates":2}"#
        #expect(Self.view([deleted]).json([]).text.contains(by))
        #expect(Self.view([Self.authored(.found(Self.author))]).json([]).text.contains(#""source":"","# + by))
        #expect(Self.view([Self.authored(.notFound)]).json([]).text.contains(#""source":"","by":null"#))
    }

    /// A user agent is any text that a caller likes.
    @Test
    func `an author cannot end a line, a fence or an element`() {
        var hostile = Self.author
        hostile.principal = "<script>"
        hostile.via = "x\n```\n## done\u{1B}[31m"
        let view = Self.view([Self.authored(.found(hostile))])
        #expect(!view.text.contains("\n```"))
        #expect(!view.markdown.contains("\n```\n## done"))
        #expect(!view.page.text.contains("<script>") && view.page.text.contains("&lt;script&gt;"))
    }

    @Test
    func `a change has the same values in JSON as in the text`() {
        let json = Self.view([Self.resource(.changed, [Self.scaling])]).json([]).text
        #expect(json.contains(#""path":"maxvCpus","applied":1000,"now":7,"edited":false,"file":1000"#))
        let edited = Self.view([Self.resource(.changed, [Self.scaling], edited: ["maxvCpus"])]).json([]).text
        #expect(edited.contains(#""path":"maxvCpus","applied":null,"now":7,"edited":true,"file":1000"#))
    }
}
