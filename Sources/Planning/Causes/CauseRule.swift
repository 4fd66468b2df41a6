/// One row of the table: the meaning of one kind of text.
struct CauseRule: Sendable {
    let kind: Cause.Kind
    /// Any of these marks the text.
    let signs: [Sign]
    /// The advice. `{action}`, `{principal}`, `{resource}`, `{profile}`, `{limit}` and others are filled in.
    let remedy: String
    let passes: Bool
    let needsReplacement: Bool
    /// The page that published the text.
    let source: String

    init(
        _ kind: Cause.Kind, _ signs: Sign..., passes: Bool = false, needsReplacement: Bool = false, remedy: String,
        source: String
    ) {
        self.kind = kind
        self.signs = signs
        self.remedy = remedy
        self.passes = passes
        self.needsReplacement = needsReplacement
        self.source = source
    }

    /// The sign by which a text is recognized.
    enum Sign: Sendable {
        /// The text has each of these parts, in lower case.
        case says([String])
        /// The first words of the text, in lower case.
        case begins(String)
        /// The error code, as the answer's code or in the text; a `*` at either end stands for anything.
        case code(String)
        /// The code of the reason why a job waits or was ended; one that ends in `*` stands for all that begin so.
        case job(String)
        /// The beginning of the call that was refused, such as `sts:`.
        case called(String)
        /// The HTTP status.
        case status(Int)
        /// The action that the text denies, in lower case: a whole one, or its service with the colon.
        case denies(String)
        /// All of these.
        case all([Sign])
        /// None of these.
        case none([Sign])

        static func says(_ parts: String...) -> Sign { .says(parts) }
        static func all(_ signs: Sign...) -> Sign { .all(signs) }
        static func none(_ signs: Sign...) -> Sign { .none(signs) }

        func matches(_ text: AWSText) -> Bool {
            switch self {
            case .says(let parts): parts.allSatisfy { text.folded.contains($0) }
            case .begins(let start): text.folded.hasPrefix(start)
            case .code(let code): text.hasCode(code)
            case .job(let code):
                text.names.jobReason.map { code.hasSuffix("*") ? $0.hasPrefix(code.dropLast()) : $0 == code } ?? false
            case .called(let start): text.names.operation?.lowercased().hasPrefix(start) ?? false
            case .status(let status): text.httpStatus == status
            case .denies(let action):
                text.names.action.map {
                    action.hasSuffix(":") ? $0.lowercased().hasPrefix(action) : $0.lowercased() == action
                }
                    ?? false
            case .all(let signs): signs.allSatisfy { $0.matches(text) }
            case .none(let signs): !signs.contains { $0.matches(text) }
            }
        }
    }

    func matches(_ text: AWSText) -> Bool { signs.contains { $0.matches(text) } }
}

/// The table, the more particular texts first.
enum CauseRules {
    static let all: [CauseRule] =
        jobs + deniedKeys + keys + refusals + networks + deniedRoles + identities + permissions + credentials
        + modifications + images + instances + templates + quotas + names + requests

    /// The rows for a text that names the denied action. Beside it are names of users, roles and resources, which may
    /// contain any word of the other rows: an environment `kms-tests` has nothing to do with a key.
    static let denials: [CauseRule] = jobs + deniedKeys + refusals + deniedRoles + permissions
}
