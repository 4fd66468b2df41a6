import AWSOperations

/// A resource by the names that AWS gives it when it says that it is missing.
///
/// AWS says "does not exist" of anything that a call names: of an environment, and of the launch template version, key
/// pair or profile that the environment is to use. Only the first kind means that the environment is gone.
struct Subject: Sendable {
    /// What AWS calls the kind, in lower case.
    private let nouns: [String]
    /// Names and ids, without the ARN in front.
    private let names: Set<String>
    /// True if AWS does not name the resource, so that the kind has to do.
    private let isUnnamed: Bool

    private init(_ nouns: [String], _ names: [String?], isUnnamed: Bool = false) {
        self.nouns = nouns
        self.names = Set(names.compactMap { $0 }.filter { !$0.isEmpty })
        self.isUnnamed = isUnnamed
    }

    static func computeEnvironment(_ name: String) -> Subject {
        Subject(["compute environment", "compute-environment"], [name])
    }
    static func jobQueue(_ name: String) -> Subject { Subject(["job queue", "job-queue"], [name]) }
    static func role(_ name: String) -> Subject { Subject(["role"], [name]) }
    static func instanceProfile(_ name: String) -> Subject {
        Subject(["instance profile", "instance-profile"], [name])
    }
    /// A policy of a role, by name or ARN; it is missing as well if its role is.
    static func policy(_ policy: String, of role: String) -> Subject {
        Subject(["policy", "role"], [policy.split(separator: "/").last.map(String.init), role])
    }
    /// A managed policy by its ARN, or one of its versions.
    static func managedPolicy(_ arn: String, version: String? = nil) -> Subject {
        Subject(["policy"], [arn.split(separator: "/").last.map(String.init), version])
    }
    /// A key of KMS by its ARN.
    static func key(_ arn: String) -> Subject { Subject(["key"], [arn.split(separator: "/").last.map(String.init)]) }
    /// EC2 names several templates at once or none: "At least one of the launch templates …".
    static func launchTemplate(id: String?, name: String? = nil) -> Subject {
        Subject(["launch template", "the id"], [id, name], isUnnamed: true)
    }
    /// CloudWatch Logs says "The specified log group does not exist."
    static func logGroup(_ name: String) -> Subject {
        Subject(["log group", "specified resource"], [name], isUnnamed: true)
    }

    /// True if the answer names this very resource as missing.
    func isMissing(_ error: any Error) -> Bool {
        guard let missing = MissingThing(error) else { return false }
        if names.contains(missing.name), missing.isAlone { return true }
        return speaksOfKind(missing) && (names.contains(missing.name) || isUnnamed && missing.isUnnamed)
    }

    /// True if the answer says that one of its kind is missing: reason enough to look, and none to believe.
    func mayBeMissing(_ error: any Error) -> Bool {
        isMissing(error) || MissingThing(error).map(speaksOfKind) ?? false
    }

    private func speaksOfKind(_ missing: MissingThing) -> Bool { nouns.contains { missing.description.contains($0) } }
}

/// What an answer says is missing.
private struct MissingThing {
    /// The words before "does not exist", in lower case.
    let description: String
    /// The last of these words, as AWS writes it, without the ARN in front.
    let name: String
    /// True if there is no other word: "NAME does not exist".
    let isAlone: Bool

    /// True if the last word is no name: words of AWS's are lower case letters.
    var isUnnamed: Bool { name.allSatisfy { $0.isLowercase && $0.isLetter } }

    init?(_ error: any Error) {
        guard let error = error as? ServiceError, (400..<500).contains(error.status) else { return nil }
        let found = Self.phrases.compactMap { error.message.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
        guard let found else { return nil }
        let head = error.message[..<found.lowerBound]
        let words = head.split { $0.isWhitespace || "'\"[](),".contains($0) }
        // "… was not found", "… is not found"
        guard let last = words.last(where: { !["is", "was", "are", "were"].contains($0) }) else { return nil }
        description = head.lowercased()
        isAlone = words.count == 1
        name = last.hasPrefix("arn:") ? String(last.split(separator: "/").last ?? last) : String(last)
    }

    private static let phrases = [
        " does not exist", " do not exist", " cannot be found", " could not be found", " was not found", " not found",
        ", does not exist",
    ]
}

/// What the call answers, or nil if the answer names the subject as missing.
func orNil<Answer: Sendable>(
    _ subject: Subject, _ call: @Sendable () async throws -> Answer
) async throws -> Answer? {
    do {
        return try await call()
    } catch let error where subject.isMissing(error) {
        return nil
    }
}

/// Makes a deletion that has its end already if the answer names the subject as missing.
func ignoringAbsence<Answer: Sendable>(
    of subject: Subject, _ call: @Sendable () async throws -> Answer
) async throws {
    do {
        _ = try await call()
    } catch let error where subject.isMissing(error) {}
}
