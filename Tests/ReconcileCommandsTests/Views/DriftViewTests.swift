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

    @Test
    func `a change has the same values in JSON as in the text`() {
        let json = Self.view([Self.resource(.changed, [Self.scaling])]).json([]).text
        #expect(json.contains(#""path":"maxvCpus","applied":1000,"now":7,"edited":false,"file":1000"#))
        let edited = Self.view([Self.resource(.changed, [Self.scaling], edited: ["maxvCpus"])]).json([]).text
        #expect(edited.contains(#""path":"maxvCpus","applied":null,"now":7,"edited":true,"file":1000"#))
    }
}
