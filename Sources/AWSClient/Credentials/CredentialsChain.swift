import AWSOperations
import Signing

/// Asks the sources in botocore's order and takes the first that has credentials.
///
/// A source that is not set up is passed over. A source that is set up and fails ends the search, because the next one
/// would act under an identity that the user did not ask for.
struct CredentialsChain: CredentialsProvider {
    var sources: [any CredentialsSource]
    private let context: CredentialsContext

    /// - Parameter isProfileExplicit: whether the profile came as an option, which then wins over the environment.
    init(context: CredentialsContext, isProfileExplicit: Bool) {
        self.context = context
        let environment: [any CredentialsSource] = [
            EnvironmentCredentials(environment: context.environment), WebIdentityCredentials(environmentOf: context),
        ]
        sources =
            (isProfileExplicit ? [] : environment) + [
                ProfileCredentials(context: context), ContainerCredentials(context: context),
                InstanceMetadataCredentials(context: context),
            ]
    }

    func credentials() async throws -> Credentials {
        var attempts: [CredentialsError.Attempt] = []
        for source in sources {
            do {
                let loaded = try await source.load()
                context.hide(loaded)
                return try loaded.checked(at: source.servesEnded ? nil : await context.clock.now())
            } catch let failure as SourceFailure {
                attempts.append(.init(source: source.name, reason: failure.reason))
                if failure.isConfigured { break }
            } catch {
                // Cancelled is not failed, and every other exchange belongs to a source that is set up.
                try Task.checkCancellation()
                if error is CancellationError { throw error }
                attempts.append(.init(source: source.name, reason: "\(error)\(Self.advice(on: error))"))
                break
            }
        }
        throw CredentialsError(attempts: attempts)
    }

    /// Advice on an answer that is none of STS's; STS itself says what is wrong.
    private static func advice(on error: any Error) -> String {
        guard let error = error as? ServiceError,
            error.code == ServiceError.unreadableAnswer || error.code.hasPrefix("HTTP")
        else { return "" }
        return ": what answered is not AWS; check the endpoint, HTTPS_PROXY and NO_PROXY"
    }
}
