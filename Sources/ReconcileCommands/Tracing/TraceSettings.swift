import Signing
import Transport

/// The way of a run's trace: where it comes from, where it goes, and who it is from, as an option and the variables of
/// OpenTelemetry say.
///
/// https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ and
/// https://opentelemetry.io/docs/specs/otel/protocol/exporter/
struct TraceSettings: Sendable {
    /// The file that is written; nil if none is.
    private(set) var file: String?
    /// The receiver that the trace is posted to; nil if it is not.
    private(set) var receiver: TraceReceiver?
    /// The span of the program that started the run.
    private(set) var parent: TraceParent?
    /// The facts that all spans have in common.
    private(set) var resource: [TraceAttribute] = []
    /// The settings that have no effect, and why.
    private(set) var notes: [String] = []

    /// True if the run has a trace.
    var isWanted: Bool { file != nil || receiver != nil }

    /// The texts that no output may show.
    var secrets: [String] { receiver?.headers.map(\.value) ?? [] }

    /// The most attributes of the run: https://opentelemetry.io/docs/specs/otel/common/#attribute-limits
    private static let mostAttributes = 128

    /// Reads the settings.
    ///
    /// - Parameters:
    ///   - file: the value of the option.
    ///   - isSandbox: true for a simulated account, about which nothing is sent anywhere.
    init(file: String?, isSandbox: Bool, _ variables: [String: String]) {
        let variables = Variables(values: variables)
        self.file = file
        receiver = wantedReceiver(variables, isSandbox)
        guard isWanted else { return }
        guard variables["OTEL_SDK_DISABLED"]?.lowercased() != "true" else {
            drop("OTEL_SDK_DISABLED is true")
            return
        }
        if let text = variables["TRACEPARENT"] {
            parent = TraceParent(text, state: variables["TRACESTATE"])
            if parent == nil { notes.append("TRACEPARENT names no span: the trace begins with this run") }
        }
        guard parent?.isSampled != false else {
            drop("the trace that TRACEPARENT names is not recorded")
            return
        }
        resource = ownResource(variables)
    }

    /// Gives the trace up, and says why to a user who asked for a file.
    private mutating func drop(_ reason: String) {
        if file != nil { notes.append("no trace is written: \(reason)") }
        (file, receiver) = (nil, nil)
    }

    /// The variables that say something: an empty one is as good as none.
    private struct Variables {
        let values: [String: String]

        subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

        /// A setting of the exporter: the one for traces wins over the one for all.
        func exporter(_ name: String) -> (name: String, value: String)? {
            for name in ["OTEL_EXPORTER_OTLP_TRACES_\(name)", "OTEL_EXPORTER_OTLP_\(name)"] {
                if let value = self[name] { return (name, value) }
            }
            return nil
        }
    }

    private mutating func wantedReceiver(_ variables: Variables, _ isSandbox: Bool) -> TraceReceiver? {
        guard let endpoint = variables.exporter("ENDPOINT"),
            variables["OTEL_TRACES_EXPORTER"]?.contains("otlp") != false
        else { return nil }
        let url = endpoint.name.contains("TRACES") ? endpoint.value : Self.address(below: endpoint.value)
        guard UnattendedOptions.isWebAddress(url) else {
            notes.append("no trace is sent: \(endpoint.name) is no URL that begins with https:// or http://")
            return nil
        }
        if let other = variables.exporter("PROTOCOL"), other.value.lowercased() != "http/json" {
            notes.append("no trace is sent: reconcile sends http/json, and \(other.name) is '\(other.value)'")
            return nil
        }
        guard !isSandbox else {
            notes.append("no trace is sent: nothing is sent about a simulated account")
            return nil
        }
        let headers = variables.exporter("HEADERS").flatMap { pairs($0.name, $0.value) } ?? []
        return TraceReceiver(
            url: url, headers: headers.map { HTTPHeader($0.name, $0.value) },
            certificates: variables.exporter("CERTIFICATE")?.value)
    }

    /// The address of traces at a receiver of all signals.
    private static func address(below endpoint: String) -> String {
        endpoint + (endpoint.hasSuffix("/") ? "" : "/") + "v1/traces"
    }

    private mutating func ownResource(_ variables: Variables) -> [TraceAttribute] {
        let name = "OTEL_RESOURCE_ATTRIBUTES"
        let given = variables[name].flatMap { pairs(name, $0) } ?? []
        var values: [(name: String, value: String)] = [
            (
                "service.name",
                variables["OTEL_SERVICE_NAME"] ?? given.last { $0.name == "service.name" }?.value ?? "reconcile"
            ),
            ("service.version", Version.text), ("telemetry.sdk.name", "reconcile"),
            ("telemetry.sdk.language", "swift"), ("telemetry.sdk.version", Version.text),
        ]
        for pair in given where !values.contains(where: { $0.name == pair.name }) { values.append(pair) }
        return values.prefix(Self.mostAttributes).map { TraceAttribute($0.name, $0.value) }
    }

    /// The pairs of `name=value,…`, each side percent-encoded. A list with anything else is left out as a whole, as
    /// https://opentelemetry.io/docs/specs/otel/resource/sdk/ has it.
    private mutating func pairs(_ variable: String, _ text: String) -> [(name: String, value: String)]? {
        var found: [(name: String, value: String)] = []
        for entry in text.split(separator: ",").map(Self.trimmed) where !entry.isEmpty {
            guard let mark = entry.firstIndex(of: "=") else { return leaveOut(variable) }
            let name = PercentEncoding.decode(Self.trimmed(entry[..<mark]))
            let value = PercentEncoding.decode(Self.trimmed(entry[entry.index(after: mark)...]))
            guard !name.isEmpty, !(name + value).unicodeScalars.contains(where: { $0.value < 32 }) else {
                return leaveOut(variable)
            }
            found.append((name, value))
        }
        return found
    }

    private mutating func leaveOut(_ variable: String) -> [(name: String, value: String)]? {
        notes.append("\(variable) is no list of name=value, and has no effect")
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        let end = start.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(start[...$0]) } ?? ""
    }
}
