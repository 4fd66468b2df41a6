import AWSOperations

/// The fault that a refusal names: the signature of a request, or the credentials in it.
enum Rejection {
    /// The time in the signature may be wrong.
    case time
    /// The credentials have ended or are not known.
    case credentials

    private static let timeCodes: Set<String> = [
        "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure", "RequestTimeTooSkewed", "RequestExpired",
        "RequestInTheFuture",
    ]
    private static let credentialCodes: Set<String> = [
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId",
        "UnrecognizedClientException", "InvalidAccessKeyId", "AuthFailure", "InvalidToken",
    ]

    /// The possible meanings of a refusal; several codes have both.
    static func kinds(of error: ServiceError) -> [Rejection] {
        (timeCodes.contains(error.code) ? [.time] : []) + (credentialCodes.contains(error.code) ? [.credentials] : [])
    }
}
