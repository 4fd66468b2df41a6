/// The names that a text of AWS contains.
public struct NamesInText: Sendable, Hashable {
    /// The action that is denied, such as `iam:PassRole`: not always the one that was called.
    public var action: String?
    /// The principal that is denied the action: an ARN, or the principal of a service.
    public var principal: String?
    /// The resource that the action is denied on, or that does not exist.
    public var resource: String?
    /// The kind of policy that denies it, such as `service control policy`.
    public var policy: String?
    /// The instance profile, by name or ARN.
    public var profile: String?
    /// A quota's number.
    public var limit: Int?
    /// The code of the reason why a job waits or was ended, such as `CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY`.
    public var jobReason: String?
    /// True if a time limit of the queue has ended the job.
    public var wasEndedByLimit: Bool
    /// The instance type.
    public var instanceType: String?
    /// AWS's request id, if the text has it.
    public var requestID: String?
    /// The call that was refused.
    public var operation: String?

    init(_ text: String, folded: String) {
        action = Self.action(text)
        principal = text.part(after: "User: ", before: " is not authorized")
        policy = Self.policies.first { folded.contains($0.mark) }?.name
        profile = Self.profile(text)
        jobReason = Self.jobReason(text)
        wasEndedByLimit = folded.contains("by jobstatetimelimit")
        limit = Self.limit(text)
        instanceType =
            text.part(after: "nstance type (", before: ")") ?? text.part(after: "nstance type '", before: "'")
        // The sentence contains the denied principal too, and an encoded message may look like any of these.
        let encoded = text.firstRange(of: "Encoded authorization failure message")
        let readable = String(text[..<(encoded?.lowerBound ?? text.endIndex)])
        resource = Self.resource(principal.map { readable.replacing("User: \($0)", with: "") } ?? readable)
    }

    /// Puts what the text names into a sentence.
    ///
    /// - Parameter subject: what the call was about.
    func filling(_ sentence: String, about subject: String? = nil) -> String {
        guard sentence.contains("{") else { return sentence }
        let called = operation.map { $0.contains(":") ? $0 : "batch:\($0)" }
        let kind = policy ?? "policy"
        let values = [
            ("action", action ?? called ?? "the action that was called"),
            ("principal", principal ?? "the identity that made the call"),
            ("resource", resource ?? "that AWS names"), ("target", resource ?? subject ?? "what the call names"),
            ("policy", "\(kind.hasPrefix("identity") ? "an" : "a") \(kind)"), ("profile", profile ?? "that AWS names"),
            ("limit", limit.map { " (it is \($0))" } ?? ""), ("type", instanceType ?? "the type that AWS names"),
            ("again", wasEndedByLimit ? "; a time limit of the queue has ended the job: submit it again then" : ""),
        ]
        return values.reduce(sentence) { sentence, value in
            sentence.replacing("{\(value.0)}", with: value.1)
        }
    }

    /// The kinds of policies that AWS names in denials, the organisation's first.
    private static let policies: [(mark: String, name: String)] = [
        ("service control polic", "service control policy"), ("resource control polic", "resource control policy"),
        ("permissions boundar", "permissions boundary"), ("session polic", "session policy"),
        ("vpc endpoint polic", "VPC endpoint policy"), ("resource-based polic", "resource-based policy"),
        ("identity-based polic", "identity-based policy"), ("key polic", "key policy"),
    ]

    private static func action(_ text: String) -> String? {
        for mark in [
            "authorized to perform: ", "authorized to perform ", "permission to perform: ", "perform action: ",
        ] {
            guard let range = text.firstRange(of: mark) else { continue }
            let word = text[range.upperBound...].prefix {
                $0.isLetter || $0.isNumber || $0 == ":" || $0 == "-" || $0 == "*"
            }
            if word.contains(":"), !word.hasSuffix(":") { return String(word) }
        }
        return nil
    }

    /// The words before a name of IAM, as in `on resource: role r` (<https://github.com/aws/aws-cdk/issues/27067>).
    private static let kinds = ["role ", "instance profile ", "policy ", "user ", "group "]

    private static func resource(_ text: String) -> String? {
        if let range = text.firstRange(of: "on resource: ") {
            let rest = text[range.upperBound...].drop { $0 == "\"" || $0 == "'" }
            let kind = kinds.first { rest.hasPrefix($0) } ?? ""
            let name = rest.dropFirst(kind.count).prefix {
                !$0.isWhitespace && $0 != "\"" && $0 != "'" && $0 != ","
            }
            return name.isEmpty ? nil : (kind + name).trimmed(of: ".")
        }
        for end in ["' does not exist", "' is not authorized", "' not found"] {
            guard let stop = text.firstRange(of: end), let start = text[..<stop.lowerBound].lastIndex(of: "'") else {
                continue
            }
            return String(text[text.index(after: start)..<stop.lowerBound]).trimmed(of: "[]")
        }
        for end in [" does not exist", " cannot be found", " already exists", " is pending deletion", " is disabled"] {
            guard let stop = text.firstRange(of: end) else { continue }
            return lastName(in: text[..<stop.lowerBound])
        }
        // Ids of EC2 are recognized without a word before them.
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != ":" && $0 != "/" }
        return words.first { word in
            ["ami-", "subnet-", "sg-", "lt-", "vpc-", "arn:"].contains { word.hasPrefix($0) }
                && word.contains(where: \.isNumber)
        }.map(String.init)
    }

    /// Returns the name at the end of a text: a quoted one, or a word that cannot be just a word of the sentence.
    private static func lastName(in text: Substring) -> String? {
        let words = text.split(separator: " ").suffix(2)
        guard let last = words.last else { return nil }
        let name = String(last).trimmed(of: "'\"[](),")
        let isNamed = words.count == 2 && ["name", "profile", "id"].contains(words.first?.lowercased())
        let isWord = name.count == last.count && name.allSatisfy { $0.isLetter && $0.isLowercase }
        return name.isEmpty || isWord && !isNamed ? nil : name
    }

    private static func profile(_ text: String) -> String? {
        let found =
            text.part(after: "Invalid IamInstanceProfile: ", before: nil)
            ?? text.part(after: "Value (", before: ") for parameter iamInstanceProfile")
            ?? ["nstance profile ", "nstance Profile "].lazy.compactMap { mark in
                [" does not exist", " cannot be found"].lazy.compactMap { text.part(after: mark, before: $0) }.first
            }.first { !$0.contains(" ") }
        return found.map { String($0.prefix { !$0.isWhitespace }).trimmed(of: ".,'\"()[]") }.flatMap {
            $0.isEmpty ? nil : $0
        }
    }

    private static func limit(_ text: String) -> Int? {
        for mark in ["Only ", "vCPU limit of ", "PerAccount: ", "PerRole: ", "limit of ", "quota of ", "maximum of "] {
            guard let range = text.firstRange(of: mark) else { continue }
            if let number = Int(text[range.upperBound...].prefix(while: \.isNumber)) { return number }
        }
        return nil
    }

    private static func jobReason(_ text: String) -> String? {
        let start = text.firstRange(of: "due to reason: ").map { text[$0.upperBound...] } ?? text[...]
        let code = start.prefix { $0.isUppercase || $0.isNumber || $0 == "_" || $0 == ":" }
        guard code.contains("_") || code.contains(":") || code == "UNDETERMINED" else { return nil }
        // A dash, of either kind, or a blank ends it.
        let isEnded = start[code.endIndex...].first.map { $0.isWhitespace || ".-–—".contains($0) } ?? true
        return isEnded ? String(code).trimmed(of: ":") : nil
    }
}

extension String {
    /// Returns the text between two marks, or up to the end if there is no second mark to look for.
    fileprivate func part(after start: String, before end: String?) -> String? {
        guard let first = firstRange(of: start) else { return nil }
        guard let end else { return String(self[first.upperBound...]) }
        guard let last = self[first.upperBound...].firstRange(of: end) else { return nil }
        return String(self[first.upperBound..<last.lowerBound])
    }

    fileprivate func trimmed(of characters: String) -> String {
        var text = self[...]
        while let first = text.first, characters.contains(first) { text = text.dropFirst() }
        while let last = text.last, characters.contains(last) { text = text.dropLast() }
        return String(text)
    }
}
