import AWSOperations
import FoundationEssentials

extension Registry {
    mutating func registerSecurityTokens() {
        on(STS.GetCallerIdentity.self) { _, world, call in
            let partition = Region.partition(of: call.region)
            return STS.GetCallerIdentity.Output(
                userId: "AIDASIMULATEDACCOUNT0", account: world.accountID,
                arn: "arn:\(partition):iam::\(world.accountID):user/\(AccountState.callerName)")
        }
        on(STS.AssumeRole.self) { input, world, call in
            let answer = try world.assume(input.roleArn, input.roleSessionName, input.durationSeconds, call)
            return STS.AssumeRole.Output(credentials: answer.credentials, assumedRoleUser: answer.user)
        }
        on(STS.AssumeRoleWithWebIdentity.self) { input, world, call in
            guard input.webIdentityToken.split(separator: ".", omittingEmptySubsequences: false).count == 3 else {
                throw call.refusal("InvalidIdentityToken", "The ID Token provided is not a valid JWT.")
            }
            let answer = try world.assume(input.roleArn, input.roleSessionName, input.durationSeconds, call)
            return STS.AssumeRoleWithWebIdentity.Output(credentials: answer.credentials, assumedRoleUser: answer.user)
        }
    }
}

extension AccountState {
    fileprivate mutating func assume(
        _ arn: String, _ session: String, _ seconds: Int?, _ call: Call
    ) throws -> (credentials: STS.Credentials, user: STS.AssumedRoleUser) {
        guard (900...43_200).contains(seconds ?? 3600) else {
            throw call.refusal("ValidationError", "durationSeconds must be between 900 and 43200")
        }
        guard let role = role(arn: arn) else {
            throw call.refusal(
                "AccessDenied",
                "User: arn:\(Region.partition(of: call.region)):iam::\(accountID):user/sandbox is not authorized to"
                    + " perform: sts:AssumeRole on resource: \(arn)", status: 403)
        }
        let expiration = Date(timeIntervalSince1970: call.now + Double(seconds ?? 3600))
        let credentials = STS.Credentials(
            accessKeyId: "ASIA" + generator.base32(16), secretAccessKey: generator.hex(40),
            sessionToken: generator.hex(64), expiration: expiration.formatted(.iso8601))
        let user = STS.AssumedRoleUser(
            assumedRoleId: "\(role.id):\(session)",
            arn: "arn:\(role.partition):sts::\(accountID):assumed-role/\(role.name)/\(session)")
        return (credentials, user)
    }
}
