/// Variables of the environment that a command reads, as its help lists them.
struct HelpVariable: Sendable {
    /// The names, separated by commas.
    let names: String
    /// The purpose of the variables.
    let meaning: String

    /// The variables of every command that prints in colour.
    static let output = [HelpVariable(names: "NO_COLOR, FORCE_COLOR", meaning: "colour: never, always")]

    /// The variables of commands that read files: any of them can be named in a file.
    static let files = [
        HelpVariable(names: "any NAME", meaning: "the value of $NAME in a file"),
        HelpVariable(names: "AWS_REGION", meaning: "region of environments that name none"),
    ]

    /// The variables of commands that reach AWS. They are those of the AWS CLI.
    static let account = [
        HelpVariable(names: "AWS_PROFILE", meaning: "profile of the shared files"),
        HelpVariable(names: "AWS_ACCESS_KEY_ID …", meaning: "credentials, as for the AWS CLI"),
        HelpVariable(names: "AWS_ENDPOINT_URL …", meaning: "other endpoints than AWS's own"),
        HelpVariable(names: "AWS_MAX_ATTEMPTS", meaning: "how often a call is sent at most"),
        HelpVariable(names: "AWS_CA_BUNDLE", meaning: "certificates to trust"),
        HelpVariable(names: "HTTPS_PROXY, NO_PROXY", meaning: "the proxy, and hosts without it"),
        HelpVariable(names: "OTEL_…, TRACEPARENT", meaning: "receiver of spans, and the span above"),
    ]

    /// The variable that keeps a command from asking.
    static let questions = [HelpVariable(names: "CI", meaning: "if set, nothing is asked")]

    /// The variable by which GitHub Actions makes itself known.
    static let annotations = [
        HelpVariable(names: "GITHUB_ACTIONS", meaning: "if true, annotations are printed"),
        HelpVariable(names: "GITHUB_STEP_SUMMARY, GITHUB_OUTPUT", meaning: "files of the step"),
    ]

    /// The variables in place of options, of every command.
    static let anyOption = HelpVariable(names: "RECONCILE_…", meaning: "any option, as RECONCILE_REGION")

    /// The variables as a table of two columns.
    static func table(_ variables: [HelpVariable]) -> String {
        let width = variables.map(\.names.count).max() ?? 0
        return variables.map { variable in
            "  \(variable.names)\(String(repeating: " ", count: width - variable.names.count + 2))\(variable.meaning)"
        }.joined(separator: "\n")
    }
}
