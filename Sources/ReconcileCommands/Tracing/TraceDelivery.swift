import Diagnostics
import Transport

/// Brings a trace to where it goes. If that fails, it is a warning and never the end of the run.
struct TraceDelivery {
    let settings: TraceSettings
    let process: ProcessEnvironment
    /// True if a signal ended the run: then little time is left until the process has to be gone.
    let isHurried: Bool

    /// Writes and sends it, each once.
    func deliver(_ document: TraceDocument) async {
        if document.leftOut > 0 {
            Console.message(
                "warning: the trace has \(document.spans.count) spans, and leaves out \(document.leftOut) others"
            )
        }
        let body = Self.body(document, settings.resource)
        if let path = settings.file { TraceFile(path: path).write(body) }
        guard let receiver = settings.receiver else { return }
        let message = WebMessage(
            url: receiver.url, body: body, headers: receiver.headers, patience: .seconds(isHurried ? 1 : 5),
            certificates: receiver.certificates)
        guard let problem = await message.post(from: process) else { return }
        Console.message("warning: the trace was not sent to \(URLText.setting(receiver.url)): \(problem)")
    }

    /// The trace, without secrets.
    static func body(_ document: TraceDocument, _ resource: [TraceAttribute]) -> [UInt8] {
        SecretMask.masked(Array(document.json(resource).text.escapedJSON.utf8))
    }
}
