import Transport

/// A text in JSON that is posted once to a URL of the user. That it does not arrive never ends a run.
struct WebMessage {
    let url: String
    let body: [UInt8]
    /// The headers beside that of the type.
    var headers: [HTTPHeader] = []
    /// The most seconds that the run waits for the answer.
    var patience = Duration.seconds(5)
    /// A PEM file of certificate authorities; nil for the one that the calls to AWS trust.
    var certificates: String?

    /// Posts it. Returns the reason if it did not arrive.
    func post(from process: ProcessEnvironment) async -> String? {
        let sender = CurlTransport(
            options: TransportOptions(
                userAgent: "reconcile/\(Version.text)",
                certificateBundle: certificates ?? process.variables["AWS_CA_BUNDLE"],
                proxies: ProxySettings(variables: process.variables), connectTimeout: patience, timeout: patience,
                maximumResponseSize: 1 << 16))
        let request = HTTPRequest(
            method: "POST", url: url, headers: [HTTPHeader("Content-Type", "application/json")] + headers, body: body)
        do {
            let status = try await sender.send(request).status
            return (200..<300).contains(status) ? nil : "HTTP \(status)"
        } catch let error as TransportError {
            return error.message
        } catch {
            return "\(error)"
        }
    }
}
