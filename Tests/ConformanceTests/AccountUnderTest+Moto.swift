import AWSClient
import AWSOperations

extension AccountUnderTest {
    /// A moto that answers at this address, such as `http://127.0.0.1:5000`, through the wire client.
    static func moto(at endpoint: String) throws -> AccountUnderTest {
        let environment = AWSEnvironment(
            variables: [
                "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "conformance",
                "AWS_SECRET_ACCESS_KEY": "conformance",
                "AWS_REGION": region, "AWS_MAX_ATTEMPTS": "1",
            ], homeDirectory: nil, readFile: { _ in throw NoFiles() })
        let session = try AWSSession(environment: environment)
        let caller = session.caller(region: region)
        return AccountUnderTest(
            kind: .moto, caller: caller, clock: SystemClock(), tick: .milliseconds(50),
            makeBucket: { _ = try await caller.call(CreateBucket(bucket: $0)) })
    }
}

/// The conformance suite reads no file.
private struct NoFiles: Error {}
