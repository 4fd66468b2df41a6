import Testing
import Transport

@testable import ReconcileCommands

/// The variables of OpenTelemetry, and the option.
struct TraceSettingsTests {
    static let base = "OTEL_EXPORTER_OTLP_ENDPOINT"

    static func settings(
        _ variables: [String: String], file: String? = nil, isSandbox: Bool = false
    ) -> TraceSettings {
        TraceSettings(file: file, isSandbox: isSandbox, variables)
    }

    static func resource(_ variables: [String: String]) -> [String: TraceAttribute.Value] {
        let attributes = settings(variables, file: "t.json").resource
        return Dictionary(attributes.map { ($0.name, $0.value) }) { one, _ in one }
    }

    @Test func `without a variable or the option there is no trace and no note`() {
        let harmless: [[String: String]] = [
            [:], ["TRACEPARENT": "broken"], [Self.base: ""], ["OTEL_SDK_DISABLED": "true"],
            ["OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"],
        ]
        for variables in harmless {
            let settings = Self.settings(variables)
            #expect(!settings.isWanted && settings.notes.isEmpty)
        }
    }

    @Test(arguments: [
        ("http://c:4318", "http://c:4318/v1/traces"), ("http://c:4318/", "http://c:4318/v1/traces"),
        ("https://c/mine/", "https://c/mine/v1/traces"),
    ])
    func `an address for all signals gets the path of traces`(endpoint: String, url: String) {
        #expect(Self.settings([Self.base: endpoint]).receiver?.url == url)
    }

    @Test func `a setting for traces wins and stays as it is`() {
        let settings = Self.settings([
            Self.base: "http://all:4318", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://traces:4318/x",
            "OTEL_EXPORTER_OTLP_HEADERS": "a=1", "OTEL_EXPORTER_OTLP_TRACES_HEADERS": "b=2",
            "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL": "HTTP/JSON",
        ])
        #expect(settings.receiver == TraceReceiver(url: "http://traces:4318/x", headers: [HTTPHeader("b", "2")]))
        #expect(settings.notes.isEmpty)
    }

    @Test(arguments: ["grpc", "http/protobuf"])
    func `another protocol is said in a note`(name: String) {
        let settings = Self.settings([Self.base: "http://c:4318", "OTEL_EXPORTER_OTLP_PROTOCOL": name])
        #expect(!settings.isWanted)
        #expect(
            settings.notes == [
                "no trace is sent: reconcile sends http/json, and OTEL_EXPORTER_OTLP_PROTOCOL is '\(name)'"
            ])
    }

    @Test func `an address that is none is not shown`() {
        let settings = Self.settings([Self.base: "hush-hush"], file: "t.json")
        #expect(settings.receiver == nil && settings.file == "t.json")
        #expect(settings.notes.count == 1 && !settings.notes[0].contains("hush"))
    }

    @Test func `another exporter than OTLP's is none of ours`() {
        #expect(!Self.settings([Self.base: "http://c:4318", "OTEL_TRACES_EXPORTER": "none"]).isWanted)
        #expect(Self.settings([Self.base: "http://c:4318", "OTEL_TRACES_EXPORTER": "console,otlp"]).isWanted)
    }

    @Test func `nothing is sent about a simulated account, and the file is written`() {
        let settings = Self.settings([Self.base: "http://c:4318"], file: "t.json", isSandbox: true)
        #expect(settings.receiver == nil && settings.file == "t.json")
        #expect(settings.notes == ["no trace is sent: nothing is sent about a simulated account"])
    }

    @Test func `headers are decoded, and their values are secrets`() {
        let text = "Authorization=Basic%20aHVzaA%3D%3D, x-key = k=1 ,"
        let settings = Self.settings([Self.base: "http://c:4318", "OTEL_EXPORTER_OTLP_HEADERS": text])
        let wanted = [HTTPHeader("Authorization", "Basic aHVzaA=="), HTTPHeader("x-key", "k=1")]
        #expect(settings.receiver?.headers == wanted)
        #expect(settings.secrets == ["Basic aHVzaA==", "k=1"])
    }

    @Test(arguments: ["hush", "=hush", "a=%0Ahush", "a=1,hush"])
    func `a list that is none has no effect and is not shown`(text: String) {
        let settings = Self.settings([Self.base: "http://c:4318", "OTEL_EXPORTER_OTLP_HEADERS": text])
        #expect(settings.receiver?.headers == [])
        #expect(settings.notes == ["OTEL_EXPORTER_OTLP_HEADERS is no list of name=value, and has no effect"])
    }

    @Test func `the service has the name that a variable gives`() {
        #expect(Self.resource([:])["service.name"] == .text("reconcile"))
        let attributes = ["OTEL_RESOURCE_ATTRIBUTES": "service.name=b,service.version=9,team=a%2Cb"]
        let resource = Self.resource(attributes)
        #expect(resource["service.name"] == .text("b") && resource["team"] == .text("a,b"))
        #expect(resource["service.version"] == .text(Version.text))
        #expect(Self.resource(attributes.merging(["OTEL_SERVICE_NAME": "c"]) { $1 })["service.name"] == .text("c"))
    }

    @Test func `has at most 128 attributes`() {
        let many = (1...500).map { "a\($0)=1" }.joined(separator: ",")
        #expect(Self.resource(["OTEL_RESOURCE_ATTRIBUTES": many]).count == 128)
    }

    @Test func `a trace that is switched off is none, and the user of the option is told`() {
        let unsampled = "00-\(TraceParentTests.traceID)-\(TraceParentTests.spanID)-00"
        for (variables, why) in [
            (["OTEL_SDK_DISABLED": "TRUE"], "OTEL_SDK_DISABLED is true"),
            (["TRACEPARENT": unsampled], "the trace that TRACEPARENT names is not recorded"),
        ] {
            let asked = Self.settings(variables, file: "t.json")
            #expect(!asked.isWanted && asked.notes == ["no trace is written: \(why)"])
            let sending = Self.settings(variables.merging([Self.base: "http://c:4318"]) { $1 })
            #expect(!sending.isWanted && sending.notes.isEmpty)
        }
    }

    @Test func `a parent that is none is said, and the trace begins with the run`() {
        let settings = Self.settings(["TRACEPARENT": "broken", "TRACESTATE": "a=1"], file: "t.json")
        #expect(settings.isWanted && settings.parent == nil)
        #expect(settings.notes == ["TRACEPARENT names no span: the trace begins with this run"])
        #expect(Self.settings(["TRACEPARENT": TraceParentTests.text], file: "t.json").parent != nil)
    }
}
