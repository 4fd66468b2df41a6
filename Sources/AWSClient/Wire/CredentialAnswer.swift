/// The parts of an answer to a call for credentials that may be shown.
///
/// Any part of it may be a key, also if the answer is cut, changed or from another server. So only known texts are
/// taken over: the codes of STS and of AWS, and ids of the usual form.
enum CredentialAnswer {
    /// True of calls that are answered with credentials.
    static func isExpected(by operation: String) -> Bool { operation.hasPrefix("sts:Assume") }

    /// True of an answer to any call that has credentials in it, as a server sends that answers every call alike. Nothing
    /// of it may be shown but a code and its sentence.
    static func isLikely(_ body: [UInt8]) -> Bool {
        let text = String(decoding: body.prefix(most), as: UTF8.self).lowercased()
        return marks.contains { text.contains($0) }
    }

    /// More than the words of an answer that are ever shown.
    private static let most = 4096
    /// In the answers of STS, SSO, the metadata service and credential programs.
    private static let marks = [
        "secretaccesskey", "secret_access_key", "sessiontoken", "session_token", "accesstoken", "\"token\"", "<token>",
    ]

    /// The code if it is a known one; nil otherwise.
    static func code(_ code: String) -> String? { sentences.keys.contains(code) ? code : nil }

    /// The sentence that explains a known code.
    static func message(of code: String, operation: String) -> String? {
        guard let sentence = sentences[code], !sentence.isEmpty else { return nil }
        return sentence.replacing("{call}", with: operation)
    }

    /// The id of a request if it is written as AWS writes them, with hexadecimal digits and dashes.
    static func requestID(_ text: String) -> String? {
        let isUsual = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "-"): true
            default: false
            }
        }
        return isUsual && text.utf8.count == 36 ? text : nil
    }

    /// The errors of the calls and those that all services have, with a sentence where the code does not say enough.
    ///
    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors>,
    /// <https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html>
    private static let sentences: [String: String] = [
        "AccessDenied": "not authorized to perform {call}: the trust policy of the role or a policy of the caller "
            + "does not allow it, or there is no such role",
        "AccessDeniedException": "not authorized to perform {call}",
        "AuthFailure": "", "ExpiredToken": "the token has ended", "ExpiredTokenException": "the token has ended",
        "IDPCommunicationError": "AWS cannot reach the identity provider",
        "IDPRejectedClaim": "the identity provider does not accept the token",
        "IncompleteSignature": "", "InternalError": "", "InternalFailure": "", "InternalServerError": "",
        "InvalidAction": "", "InvalidAccessKeyId": "", "InvalidClientTokenId": "the access key is not known to AWS",
        "InvalidIdentityToken": "the token is not accepted", "InvalidParameterValue": "",
        "InvalidSignatureException": "",
        "InvalidToken": "", "MalformedPolicyDocument": "", "MalformedQueryString": "",
        "MissingAuthenticationToken": "", "MissingParameter": "", "NotAuthorized": "", "OptInRequired": "",
        "PackedPolicyTooLarge": "", "RegionDisabledException": "STS is not active in this region for the account",
        "RequestExpired": "", "RequestInTheFuture": "", "RequestLimitExceeded": "", "RequestThrottled": "",
        "RequestTimeTooSkewed": "", "RequestTimeout": "", "ServiceUnavailable": "", "SignatureDoesNotMatch": "",
        "SlowDown": "", "Throttling": "", "ThrottlingException": "", "TooManyRequestsException": "",
        "UnrecognizedClientException": "", "ValidationError": "AWS does not accept a parameter of the call",
    ]
}
