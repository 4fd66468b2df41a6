/// A trust policy: who may take a role.
struct TrustPolicyView {
    let trust: Trust

    /// The document.
    var json: JSON {
        let members: [(String, JSON)]
        switch trust {
        case .service(let name):
            members = [
                ("Effect", .string("Allow")), ("Principal", .object([("Service", .string(name))])),
                ("Action", .string("sts:AssumeRole")),
            ]
        case .gitHub(let provider, let subjects):
            members = [
                ("Effect", .string("Allow")), ("Principal", .object([("Federated", .string(provider))])),
                ("Action", .string("sts:AssumeRoleWithWebIdentity")), ("Condition", condition(subjects)),
            ]
        }
        return .object([("Version", .string("2012-10-17")), ("Statement", .array([.object(members)]))])
    }

    /// The audience is AWS, and the subject one of the repository's.
    private func condition(_ subjects: [String]) -> JSON {
        let audience = ("\(Trust.gitHubHost):aud", JSON.string("sts.amazonaws.com"))
        let subject = ("\(Trust.gitHubHost):sub", JSON.array(subjects.map { .string($0) }))
        // A star is text in StringEquals.
        guard subjects.contains(where: { $0.contains("*") }) else {
            return .object([("StringEquals", .object([audience, subject]))])
        }
        return .object([("StringEquals", .object([audience])), ("StringLike", .object([subject]))])
    }
}
