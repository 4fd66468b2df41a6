import AWSClient
import Transport

extension TraceSpan {
    /// An attempt at a call of AWS. No value of the call is in it: neither the path, which has names of the user, nor
    /// the query.
    ///
    /// https://github.com/open-telemetry/semantic-conventions/blob/v1.44.0/docs/cloud-providers/aws-sdk.md, with
    /// `rpc.system.name` and a whole `rpc.method` in place of the attributes that it marks as deprecated.
    init(_ exchange: Exchange, id: SpanID, parent: SpanID) {
        let call = exchange.operation.drop { $0 != ":" }.dropFirst()
        var attributes = [
            TraceAttribute("rpc.system.name", "aws-api"),
            TraceAttribute("rpc.method", "\(exchange.service)/\(call)"),
            TraceAttribute("cloud.region", exchange.region),
            TraceAttribute("http.request.method", exchange.method),
        ]
        attributes += Self.server(of: exchange.url)
        if exchange.attempt > 1 { attributes.append(TraceAttribute("http.request.resend_count", exchange.attempt - 1)) }
        attributes += TraceAttribute.known("http.response.status_code", exchange.status)
        attributes += TraceAttribute.known("aws.request_id", exchange.requestID)
        self.init(
            id: id, parent: parent, name: "\(exchange.service).\(call)", kind: .client,
            start: exchange.end - exchange.seconds, end: exchange.end, attributes: attributes,
            error: Self.error(of: exchange))
    }

    /// The host and the port of an endpoint; none of a simulated account.
    private static func server(of url: String) -> [TraceAttribute] {
        let isSecure = url.hasPrefix("https://")
        guard isSecure || url.hasPrefix("http://"), let host = URLText.host(of: url) else { return [] }
        let authority = url.dropFirst(isSecure ? 8 : 7).prefix { !"/?#".contains($0) }
        let port = authority.lastIndex(of: ":").flatMap { Int(authority[authority.index(after: $0)...]) }
        return [
            TraceAttribute("server.address", host.filter { !"[]".contains($0) }),
            TraceAttribute("server.port", port ?? (isSecure ? 443 : 80)),
        ]
    }

    /// AWS's code, and a fixed word where the failure is a sentence: classes of errors are to be few.
    private static func error(of exchange: Exchange) -> String? {
        guard let failure = exchange.failure else { return nil }
        guard exchange.status != nil else { return "no_response" }
        let isCode =
            failure.utf8.count <= 100
            && failure.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        return isCode ? failure : unknownError
    }

    /// OpenTelemetry's word for an error of no known class.
    static let unknownError = "_OTHER"
}
