import ArgumentParser

/// Options for runs that no person watches: what they came to, for monitoring and for a chat.
struct UnattendedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write what the run came to for the textfile collector of Prometheus, also after a failure. One file a command.",
            valueName: "file.prom"), completion: .file(extensions: ["prom"]))
    var metricsFile: String?

    @Option(
        name: .customLong("notify-url"),
        help: ArgumentHelp(
            "Post to this URL if there is something to say: changes, drift, a failure.", valueName: "url"))
    var notifyURL: String?

    @Option(help: ArgumentHelp("json for programs, slack for an incoming webhook of Slack.", valueName: "form"))
    var notifyFormat = NotificationFormat.json

    func validate() throws {
        if let metricsFile, ["", "-"].contains(metricsFile) {
            throw ValidationError("'--metrics-file' takes the name of a file, not '\(metricsFile)'")
        }
        // The parser's own words about a value show it, and a path may be a secret.
        if let notifyURL, !Self.isWebAddress(notifyURL) {
            throw ValidationError("'--notify-url' takes a URL that begins with https:// or http://")
        }
    }
}

extension UnattendedOptions {
    static func isWebAddress(_ text: String) -> Bool {
        ["https://", "http://"].contains { text.lowercased().hasPrefix($0) }
    }
}

/// The form of a notification.
enum NotificationFormat: String, ExpressibleByArgument, CaseIterable {
    /// One object, as `schemas/notification.schema.json` describes it.
    case json
    /// The text of a message.
    case slack
}
