import AWSOperations
import FoundationEssentials
import Signing

/// Credentials that a program prints: `credential_process` of a profile.
///
/// Form: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html>
struct ProcessCredentials: CredentialsSource {
    let name = "credential_process"
    var context: CredentialsContext
    var command: String

    func load() async throws -> Credentials {
        guard let words = CommandWords.split(command), !words.isEmpty else {
            throw SourceFailure.broken("credential_process is no command: it is empty, or a quote is not closed")
        }
        let output: [UInt8]
        do { output = try await context.environment.runProgram(words) } catch let error as CancellationError {
            throw error
        } catch {
            // Neither its output nor its words: both may hold secrets, also the first if the line is a wrong one.
            throw SourceFailure.broken(
                "credential_process failed: \(error); run the command of the profile yourself to see why")
        }
        struct Answer: Decodable {
            var Version: Int?
            var AccessKeyId: String?
            var SecretAccessKey: String?
            var SessionToken: String?
            var Expiration: String?
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(output)) else {
            throw SourceFailure.broken("credential_process wrote no JSON with credentials")
        }
        guard answer.Version == 1 else {
            throw SourceFailure.broken("credential_process wrote no 'Version' 1, the only one there is")
        }
        guard let id = answer.AccessKeyId, let secret = answer.SecretAccessKey, !id.isEmpty, !secret.isEmpty else {
            throw SourceFailure.broken("credential_process wrote no 'AccessKeyId' and 'SecretAccessKey'")
        }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: answer.SessionToken,
            expiration: answer.Expiration.flatMap(Timestamp.seconds))
    }
}
