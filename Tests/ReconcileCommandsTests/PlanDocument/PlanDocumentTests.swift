import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// The order and the facts of a plan, before any form writes it down.
struct PlanDocumentTests {
    private static func environment(
        _ name: String, _ action: PlannedResource.Action, _ update: UpdateClass? = nil, jobs: (Int?, Int?) = (0, 0)
    ) -> PlannedEnvironment {
        let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: name)
        let resource = PlannedResource(
            Address(key, .computeEnvironment, "work"), name: name, action: action, update: update)
        return PlannedEnvironment(key, resources: [resource], jobs: .init(running: jobs.0, waiting: jobs.1))
    }

    private static func document(_ environments: [PlannedEnvironment]) -> PlanDocument {
        PlanViewTests.document(Plan(accountID: "1", environments: environments))
    }

    @Test func `losses come first, then disturbances, then the rest in the order of the files`() {
        let document = Self.document([
            Self.environment("same", .none), Self.environment("new", .create),
            Self.environment("scaled", .update, .scaling), Self.environment("disturbed", .update, .infrastructure),
            Self.environment("gone", .delete), Self.environment("new2", .create),
            Self.environment("replaced", .replace),
        ])
        #expect(
            document.environments.map(\.planned.key.name) == [
                "gone", "replaced", "disturbed", "scaled", "new", "new2", "same",
            ])
        #expect(document.environments.map(\.isDestructive) == [true, true, false, false, false, false, false])
        #expect(document.environments.last?.isUnremarkable == true)
    }

    @Test func `jobs are at risk where instances are replaced or deleted`() {
        let document = Self.document([
            Self.environment("a", .delete, jobs: (3, 4)),
            Self.environment("b", .update, .infrastructure, jobs: (10, 0)),
            Self.environment("c", .update, .scaling, jobs: (100, 0)), Self.environment("d", .none, jobs: (100, 0)),
        ])
        #expect(document.jobsAtRisk == 13)
        #expect(Self.document([Self.environment("a", .delete, jobs: (nil, nil))]).jobsAtRisk == nil)
        #expect(Self.document([]).jobsAtRisk == 0)
    }

    @Test func `what on_exists leaves as it is does not match the file`() {
        var environment = Self.environment("a", .none)
        environment.resources[0].reason = .leftAsIs
        environment.resources[0].differences = [
            Change(
                path: "computeResources.maxvCpus", before: .integer(1), after: .integer(2), update: .scaling, source: ""
            )
        ]
        let document = Self.document([environment, Self.environment("b", .none)])
        #expect(document.isWithoutChanges && document.environments[0].isUnremarkable == false)
        let nothing = "No changes. What differs from the file is left as it is: on_exists is 'ignore'."
        #expect(document.nothingToDo == nothing)
        let text = PlanView(
            document: document, style: Style(isColored: false), columns: 100, isVerbose: false
        ).text
        #expect(text.contains("a (eu-west-1, jobs: 0 running, 0 waiting): left as it is\n"))
        #expect(text.contains("  = compute-environment.work  a  left as it is: on_exists is 'ignore'\n"))
        #expect(text.contains("differs: computeResources.maxvCpus: 1 → 2") && text.contains("Unchanged: b"))
        for form in [MarkdownPlanView(document: document).text, HTMLPlanView(document: document).page.text] {
            #expect(form.contains("left as it is") && !form.contains("AWS matches") && form.contains("1 unchanged"))
        }
        let json = document.json.text
        #expect(json.contains(#""kind":"left-as-is""#) && json.contains(#""differences":[{"path":"#))
    }

    @Test func `a plan about nothing is not a plan without changes`() {
        #expect(!Self.document([]).isWithoutChanges)
        #expect(Self.document([Self.environment("a", .none)]).isWithoutChanges)
        #expect(!Self.document([Self.environment("a", .create)]).isWithoutChanges)
    }
}
