import AWSClient
import AWSOperations
import SimulatedAWS
import Testing

@testable import ReconcileCommands

/// The spans of a run, their ids and parents.
struct TraceRecorderTests {
    static func exchange(status: Int? = 200, failure: String? = nil, attempt: Int = 1) -> Exchange {
        var exchange = Exchange(
            service: "Batch", operation: "batch:CreateJobQueue", method: "POST",
            url: "https://batch.eu-west-1.amazonaws.com/v1/createjobqueue?name=hidden", region: "eu-west-1",
            attempt: attempt, seconds: 2, end: 105)
        exchange.status = status
        exchange.failure = failure
        exchange.requestID = status.map { _ in "id-7" }
        return exchange
    }

    static func step(_ number: Int) -> CallOrigin.Step { CallOrigin.Step(number, account: nil) }

    /// Notes a call that a step makes.
    static func note(_ step: Int?, in trace: TraceRecorder) {
        CallOrigin.$step.withValue(step.map(Self.step)) { trace.note(exchange()) }
    }

    @Test func `a call is a part of the step that made it`() async {
        let trace = TraceRecorder("apply", under: nil, at: 100, clock: SimulatedClock(at: 103))
        let environment = trace.begin("apply environment", under: nil, at: 101, [])
        let step = trace.begin("create job-queue", step: Self.step(4), under: environment, at: 102, [])
        Self.note(4, in: trace)
        Self.note(nil, in: trace)
        Self.note(5, in: trace)
        trace.end(step, step: Self.step(4), at: 107, error: "refused")
        trace.end(environment, at: 107, error: "refused")
        trace.end(environment, at: 106)
        Self.note(4, in: trace)
        let document = await trace.finish(status: 3)
        let spans = document.spans
        #expect(
            spans.map(\.name) == [
                "reconcile apply", "apply environment", "create job-queue", "Batch.CreateJobQueue",
                "Batch.CreateJobQueue", "Batch.CreateJobQueue", "Batch.CreateJobQueue",
            ])
        #expect(
            spans.map(\.parent)
                == [nil, spans[0].id, spans[1].id, spans[2].id, spans[0].id, spans[0].id, spans[0].id])
        #expect(spans.map(\.start) == [100, 101, 102, 103, 103, 103, 103])
        #expect(spans.map(\.end) == [107, 107, 107, 105, 105, 105, 105])
        #expect(spans.map(\.error) == ["3", "refused", "refused", nil, nil, nil, nil])
    }

    @Test func `ids are hex digits, and no two spans have the same`() async {
        var traces: Set<String> = []
        for _ in 0..<50 {
            let trace = TraceRecorder("plan", under: nil, at: 0, clock: SimulatedClock(at: 0))
            for _ in 0..<20 { Self.note(nil, in: trace) }
            let document = await trace.finish(status: 0)
            #expect(Set(document.spans.map(\.id)).count == 21)
            #expect(document.spans.allSatisfy { $0.id.text.wholeMatch(of: /[0-9a-f]{16}/) != nil })
            #expect(document.traceID.wholeMatch(of: /[0-9a-f]{32}/) != nil)
            traces.insert(document.traceID)
        }
        #expect(traces.count == 50)
        #expect(SpanID(1).text == "0000000000000001" && SpanID(.max).text == "ffffffffffffffff")
    }

    @Test func `continues the trace of the program that started the run`() async throws {
        let parent = try #require(TraceParent(TraceParentTests.text))
        let trace = TraceRecorder("plan", under: parent, at: 0, clock: SimulatedClock(at: 0))
        let document = await trace.finish(status: 0)
        #expect(document.traceID == TraceParentTests.traceID)
        #expect(document.spans.map(\.parent?.text) == [TraceParentTests.spanID])
    }

    @Test func `keeps so many spans and counts the others`() async {
        let trace = TraceRecorder("apply", under: nil, at: 0, clock: SimulatedClock(at: 0), most: 4)
        let environment = trace.begin("apply environment", under: nil, at: 1, [])
        for _ in 0..<5 { Self.note(nil, in: trace) }
        #expect(
            environment != nil
                && trace.begin("create job-queue", step: Self.step(1), under: environment, at: 2, []) == nil)
        Self.note(1, in: trace)
        let document = await trace.finish(status: 0)
        #expect(document.spans.count == 4 && document.leftOut == 5)
        #expect(document.spans[0].attributes.contains(TraceAttribute("reconcile.spans.left_out", 5)))
        #expect(TraceRecorder.mostSpans == 10_000)
    }

    @Test func `a value of a span is at most 256 characters long`() {
        let (long, cut) = (String(repeating: "ä", count: 300), String(repeating: "ä", count: 256))
        #expect(TraceAttribute("a", long).value == .text(cut))
    }

    @Test func `the run of a simulated account begins with its first span`() async {
        let trace = TraceRecorder("apply", under: nil, at: 9_999_999_999)
        let clock = SimulatedClock(at: 100)
        trace.follow(clock)
        Self.note(nil, in: trace)
        await clock.advance(by: 60)
        let document = await trace.finish(status: 0)
        #expect(document.spans.map(\.start) == [103, 103] && document.spans[0].end == 160)
        let empty = TraceRecorder("apply", under: nil, at: 9_999_999_999)
        empty.follow(clock)
        #expect(await empty.finish(status: 0).spans.map(\.start) == [160])
    }

    @Test func `a later fact about the run takes the place of an earlier one`() async {
        let trace = TraceRecorder("plan", under: nil, at: 0, clock: SimulatedClock(at: 0))
        for account in ["1", "2"] { trace.note(TraceAttribute("cloud.account.id", account)) }
        let attributes = await trace.finish(status: 0).spans[0].attributes
        #expect(attributes.filter { $0.name == "cloud.account.id" } == [TraceAttribute("cloud.account.id", "2")])
    }

    @Test func `a call has its service, its answer and no value of the user`() {
        let span = TraceSpan(Self.exchange(attempt: 3), id: SpanID(2), parent: SpanID(1))
        #expect(span.kind == .client && span.error == nil && !"\(span)".contains("hidden"))
        #expect(
            span.attributes == [
                TraceAttribute("rpc.system.name", "aws-api"), TraceAttribute("rpc.method", "Batch/CreateJobQueue"),
                TraceAttribute("cloud.region", "eu-west-1"), TraceAttribute("http.request.method", "POST"),
                TraceAttribute("server.address", "batch.eu-west-1.amazonaws.com"), TraceAttribute("server.port", 443),
                TraceAttribute("http.request.resend_count", 2), TraceAttribute("http.response.status_code", 200),
                TraceAttribute("aws.request_id", "id-7"),
            ])
    }

    @Test(arguments: [
        (Int?.some(403), "AccessDeniedException", "AccessDeniedException"), (503, "HTTP503", "HTTP503"),
        (nil, "connection to 10.0.0.1 refused", "no_response"), (200, "cut after 3 bytes", "_OTHER"),
        (400, String(repeating: "a", count: 101), "_OTHER"),
    ])
    func `the class of an error is a code or a word`(status: Int?, failure: String, error: String) {
        let exchange = Self.exchange(status: status, failure: failure)
        #expect(TraceSpan(exchange, id: SpanID(2), parent: SpanID(1)).error == error)
    }

    @Test(arguments: [
        ("http://127.0.0.1:5000/x", "127.0.0.1", 5000), ("http://[::1]:5000/x", "::1", 5000),
        ("https://[::1]", "::1", 443), ("http://moto/", "moto", 80), ("https://u:1@host/x", "host", 443),
    ])
    func `a call names the host and the port`(url: String, host: String, port: Int) {
        var exchange = Self.exchange()
        exchange.url = url
        let span = TraceSpan(exchange, id: SpanID(2), parent: SpanID(1))
        #expect(span.attributes.contains(TraceAttribute("server.address", host)))
        #expect(span.attributes.contains(TraceAttribute("server.port", port)))
        exchange.url = "sandbox://eu-west-1/v1/x"
        let simulated = TraceSpan(exchange, id: SpanID(2), parent: SpanID(1))
        #expect(!simulated.attributes.contains { $0.name.hasPrefix("server.") })
    }
}
