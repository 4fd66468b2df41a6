import ResourceModel

/// The principals that may take a role.
enum Trust: Hashable {
    /// A service of AWS, such as `ec2.amazonaws.com`.
    case service(String)
    /// Workflows of GitHub Actions: the identity provider in the account, and the subjects of their tokens.
    case gitHub(provider: String, subjects: [String])

    /// GitHub's issuer of tokens, which names the provider and the keys of conditions.
    static let gitHubHost = "token.actions.githubusercontent.com"

    /// The services that take roles of environments, by the word of the command line.
    static let services = ["batch", "ec2", "ecs-tasks"]

    /// Makes the trust in a service; nil if no environment has a role for it.
    init?(service: String, partition: String) {
        guard Self.services.contains(service) else { return nil }
        self = .service(ServicePrincipal.name(of: service, in: partition))
    }

    /// Makes the trust in a repository.
    ///
    /// - Parameters:
    ///   - place: `OWNER/REPO`, or a whole subject without `repo:`, such as `OWNER/REPO:environment:production`.
    ///   - writes: true if the role may change AWS. Then only a protected environment of the repository may take it;
    ///     a role that reads is for pull requests and the main branch.
    init?(gitHub place: String, writes: Bool, partition: String, account: String) {
        let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let repository = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        guard repository.count == 2, repository.allSatisfy(Self.isName), parts.dropFirst().allSatisfy({ !$0.isEmpty })
        else { return nil }
        let usual = writes ? ["environment:production"] : ["pull_request", "ref:refs/heads/main"]
        self = .gitHub(
            provider: "arn:\(partition):iam::\(account):oidc-provider/\(Self.gitHubHost)",
            subjects: (parts.count > 1 ? [parts[1]] : usual).map { "repo:\(parts[0]):\($0)" })
    }

    /// A star in a name would trust the repositories of others. Newer subjects hold ids behind an `@`.
    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "-._@".utf8.contains(byte)
            }
    }
}
