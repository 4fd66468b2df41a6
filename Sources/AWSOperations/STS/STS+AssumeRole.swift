// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension STS {
    /// [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)
    package struct AssumeRole: Operation, Codable {
        package static var service: Service { .sts }
        package static var isMutating: Bool { false }
        package var roleArn: String
        package var roleSessionName: String
        package var durationSeconds: Int?
        package var externalId: String?
        package var serialNumber: String?
        package var tokenCode: String?
        package init(
            roleArn: String, roleSessionName: String, durationSeconds: Int? = nil, externalId: String? = nil,
            serialNumber: String? = nil, tokenCode: String? = nil
        ) {
            self.roleArn = roleArn
            self.roleSessionName = roleSessionName
            self.durationSeconds = durationSeconds
            self.externalId = externalId
            self.serialNumber = serialNumber
            self.tokenCode = tokenCode
        }
        private enum CodingKeys: String, CodingKey {
            case roleArn = "RoleArn"
            case roleSessionName = "RoleSessionName"
            case durationSeconds = "DurationSeconds"
            case externalId = "ExternalId"
            case serialNumber = "SerialNumber"
            case tokenCode = "TokenCode"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var credentials: Credentials?
            package var assumedRoleUser: AssumedRoleUser?
            package init(credentials: Credentials? = nil, assumedRoleUser: AssumedRoleUser? = nil) {
                self.credentials = credentials
                self.assumedRoleUser = assumedRoleUser
            }
            private enum CodingKeys: String, CodingKey {
                case credentials = "Credentials"
                case assumedRoleUser = "AssumedRoleUser"
            }
        }
    }
    /// [AssumeRoleWithWebIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html)
    package struct AssumeRoleWithWebIdentity: Operation, Codable {
        package static var service: Service { .sts }
        package static var isMutating: Bool { false }
        package var roleArn: String
        package var roleSessionName: String
        package var webIdentityToken: String
        package var durationSeconds: Int?
        package init(roleArn: String, roleSessionName: String, webIdentityToken: String, durationSeconds: Int? = nil) {
            self.roleArn = roleArn
            self.roleSessionName = roleSessionName
            self.webIdentityToken = webIdentityToken
            self.durationSeconds = durationSeconds
        }
        private enum CodingKeys: String, CodingKey {
            case roleArn = "RoleArn"
            case roleSessionName = "RoleSessionName"
            case webIdentityToken = "WebIdentityToken"
            case durationSeconds = "DurationSeconds"
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var credentials: Credentials?
            package var assumedRoleUser: AssumedRoleUser?
            package init(credentials: Credentials? = nil, assumedRoleUser: AssumedRoleUser? = nil) {
                self.credentials = credentials
                self.assumedRoleUser = assumedRoleUser
            }
            private enum CodingKeys: String, CodingKey {
                case credentials = "Credentials"
                case assumedRoleUser = "AssumedRoleUser"
            }
        }
    }
    /// [Credentials](https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html)
    package struct Credentials: Sendable, Codable, Hashable {
        package var accessKeyId: String?
        package var secretAccessKey: String?
        package var sessionToken: String?
        package var expiration: String?
        package init(
            accessKeyId: String? = nil, secretAccessKey: String? = nil, sessionToken: String? = nil,
            expiration: String? = nil
        ) {
            self.accessKeyId = accessKeyId
            self.secretAccessKey = secretAccessKey
            self.sessionToken = sessionToken
            self.expiration = expiration
        }
        private enum CodingKeys: String, CodingKey {
            case accessKeyId = "AccessKeyId"
            case secretAccessKey = "SecretAccessKey"
            case sessionToken = "SessionToken"
            case expiration = "Expiration"
        }
    }
    /// [AssumedRoleUser](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumedRoleUser.html)
    package struct AssumedRoleUser: Sendable, Codable, Hashable {
        package var assumedRoleId: String?
        package var arn: String?
        package init(assumedRoleId: String? = nil, arn: String? = nil) {
            self.assumedRoleId = assumedRoleId
            self.arn = arn
        }
        private enum CodingKeys: String, CodingKey {
            case assumedRoleId = "AssumedRoleId"
            case arn = "Arn"
        }
    }
}
