import Planning
import Testing

@testable import ReconcileCommands

/// Counts of jobs: one that was not looked up is unknown, never 0.
struct JobCountsViewTests {
    @Test(
        arguments: [
            (nil, nil, "unknown", #"{"running":null,"waiting":null}"#),
            (3, nil, "3 running, waiting unknown", #"{"running":3,"waiting":null}"#),
            (nil, 0, "running unknown, 0 waiting", #"{"running":null,"waiting":0}"#),
            (0, 250, "0 running, 250 waiting", #"{"running":0,"waiting":250}"#),
        ] as [(Int?, Int?, String, String)])
    func `shows what is known`(running: Int?, waiting: Int?, text: String, json: String) {
        let view = JobCountsView(.init(running: running, waiting: waiting))
        #expect(view.text == text && view.json.text == json)
        #expect(view.isUnknown == (running == nil && waiting == nil))
    }
}
