import AWSOperations

/// A resource under the names that AWS uses when it says that the resource is missing.
///
/// AWS says "does not exist" of anything that a call names: of an environment, and of the launch template version, key
/// pair or profile that the environment is to use. Only if it names the environment, the environment is gone.
package struct Subject: Sendable {
    /// AWS's words for the kind, in lower case.
    private let nouns: [String]
    /// Names and ids, without the ARN in front.
    private let names: Set<String>
    /// True if AWS does not name the resource, so that only the kind can be compared.
    private let isUnnamed: Bool

    /// Makes a subject.
    ///
    /// - Parameters:
    ///   - nouns: AWS's words for the kind, in lower case.
    ///   - names: names and ids, without the ARN in front.
    ///   - isUnnamed: true if AWS does not name the resource.
    package init(_ nouns: [String], _ names: [String?], isUnnamed: Bool = false) {
        self.nouns = nouns
        self.names = Set(names.compactMap { $0 }.filter { !$0.isEmpty })
        self.isUnnamed = isUnnamed
    }

    /// Returns true if the answer names this very resource as missing.
    package func isMissing(_ error: any Error) -> Bool {
        guard let missing = MissingThing(error) else { return false }
        if names.contains(missing.name), missing.isAlone { return true }
        return speaksOfKind(missing) && (names.contains(missing.name) || isUnnamed && missing.isUnnamed)
    }

    /// Returns true if the answer says that one of its kind is missing.
    /// Reading the resource then tells if it is this one.
    package func mayBeMissing(_ error: any Error) -> Bool {
        isMissing(error) || MissingThing(error).map(speaksOfKind) ?? false
    }

    private func speaksOfKind(_ missing: MissingThing) -> Bool { nouns.contains { missing.description.contains($0) } }
}

/// The resource that an answer names as missing.
private struct MissingThing {
    /// The words before "does not exist", in lower case.
    let description: String
    /// The last of these words, as AWS writes it, without the ARN in front.
    let name: String
    /// True if there is no other word: "NAME does not exist".
    let isAlone: Bool

    /// True if the last word is not a name: AWS's other words are lower-case letters.
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

/// Returns the answer of a call, or nil if the answer names the subject as missing.
package func orNil<Answer: Sendable>(
    _ subject: Subject, _ call: @Sendable () async throws -> Answer
) async throws -> Answer? {
    do {
        return try await call()
    } catch let error where subject.isMissing(error) {
        return nil
    }
}

/// Sends a deletion. It has succeeded as well if the answer names the subject as missing.
package func ignoringAbsence<Answer: Sendable>(
    of subject: Subject, _ call: @Sendable () async throws -> Answer
) async throws {
    do {
        _ = try await call()
    } catch let error where subject.isMissing(error) {}
}
