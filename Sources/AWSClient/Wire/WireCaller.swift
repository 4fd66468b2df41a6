import AWSOperations
import Signing
import Transport

/// Answers operations by asking AWS itself, for one region.
///
/// One call is one request. It is sent once more only if AWS refused its signature for a reason that can be fixed: a wrong
/// clock, or credentials that have ended and can be renewed. Throws what `Caller` promises, ``AWSConfigurationError`` if
/// no repetition could help, and what the credentials' provider throws.
struct WireCaller: Caller {
    private let region: String
    private let endpoints: EndpointResolver
    private let credentials: (any CredentialsProvider)?
    private let sender: any HTTPSender
    private let clock: SigningClock
    private let account: KnownAccount
    private let onExchange: (@Sendable (Exchange) -> Void)?
    private let onSilence: (@Sendable (_ url: String) -> Void)?

    /// Seconds after which a request without an answer is silence.
    private static let patience = Duration.seconds(1)

    /// Makes a caller; without credentials, requests go out unsigned.
    init(
        region: String, endpoints: EndpointResolver, credentials: (any CredentialsProvider)?, sender: any HTTPSender,
        clock: SigningClock, account: KnownAccount = KnownAccount(),
        onExchange: (@Sendable (Exchange) -> Void)? = nil,
        onSilence: (@Sendable (_ url: String) -> Void)? = nil
    ) {
        self.region = region
        self.endpoints = endpoints
        self.credentials = credentials
        self.sender = sender
        self.clock = clock
        self.account = account
        self.onExchange = onExchange
        self.onSilence = onSilence
    }

    /// Performs one call.
    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard RegionName.isValid(region) else {
            throw AWSConfigurationError(
                setting: "region", message: "\(SettingText.shown(region)) is not the name of a region")
        }
        let endpoint = endpoints.endpoint(of: O.service, region: region, bucket: operation.binding.bucket)
        let wire = try WireRequest(operation)
        var credentials = try await credentials?.credentials()
        var mended: Set<Rejection> = []
        while true {
            let sent = try await send(operation, wire, to: endpoint, with: credentials)
            do {
                return try sent.output.get()
            } catch let error as ServiceError {
                guard let mend = try await mend(error, sent, &credentials), mended.insert(mend).inserted else {
                    throw error
                }
            }
        }
    }

    /// A request that was answered.
    private struct Sent<Output> {
        let output: Result<Output, any Error>
        /// The time in the signature.
        let signed: Double
        /// The answer's Date.
        let date: Double?
    }

    /// Mends what a refusal is about, so that the request can be signed again; nil if nothing can be mended.
    private func mend<Output>(
        _ error: ServiceError, _ sent: Sent<Output>, _ used: inout Credentials?
    ) async throws -> Rejection? {
        guard let refused = used else { return nil }
        for kind in Rejection.kinds(of: error) {
            switch kind {
            case .time:
                if let date = sent.date, await clock.learn(date, signed: sent.signed) { return .time }
            case .credentials:
                if let renewed = try await credentials?.renewed(after: refused) {
                    used = renewed
                    return .credentials
                }
            }
        }
        return nil
    }

    private func send<O: Operation>(
        _ operation: O, _ wire: WireRequest, to endpoint: Endpoint, with credentials: Credentials?
    ) async throws -> Sent<O.Output> {
        let started = await clock.now()
        // The answer to another call may correct the clock of signatures meanwhile.
        let began = await clock.ofMachine()
        let request = wire.httpRequest(to: endpoint, service: O.service, credentials: credentials, at: started)
        let silence = onSilence.map { tell in
            Task {
                try await Task.sleep(for: Self.patience)
                tell(request.url)
            }
        }
        defer { silence?.cancel() }
        do {
            let response = try await sender.send(request)
            let answer = WireResponse(to: O.self, response: response, endpoint: endpoint.url)
                .held(to: AskedRecords(request: wire, region: region, account: account))
            let output = Result { try answer.output(O.Output.self) }
            await AnsweredRequest.current?.note(requestID: answer.requestID, body: response.body)
            await report(O.self, request, since: began) { exchange in
                exchange.status = response.status
                exchange.requestID = answer.requestID
                if case .failure(let error as ServiceError) = output { exchange.failure = error.code }
            }
            return Sent(
                output: output, signed: started, date: response[header: "Date"].flatMap { HTTPDate.seconds(of: $0) })
        } catch let error as TransportError {
            await report(O.self, request, since: began) { exchange in
                exchange.status = error.status
                exchange.failure = error.message
            }
            if error.isResponseTooLarge {
                let way = error.proxy.map { " through the proxy \($0)" } ?? ""
                throw ServiceError(
                    operation: O.qualifiedName, code: ServiceError.answerTooLarge,
                    message: "\(error.message), from \(endpoint.url)\(way)", status: error.status ?? 0)
            }
            if error.isCertificateProblem {
                throw AWSConfigurationError(
                    setting: "AWS_CA_BUNDLE",
                    message: "the certificate of \(endpoint.url) is not accepted (\(error.message)); "
                        + "give the PEM file of the authority that issued it"
                        + (error.proxy == nil ? "" : "; a proxy that decrypts connections uses its own"))
            }
            if error.isWithoutLibrary {
                throw AWSConfigurationError(
                    setting: "libcurl",
                    message: "AWS is reached through libcurl, which this machine does not have or cannot load "
                        + "(\(error.message)); install it, as in 'apt-get install libcurl4'")
            }
            throw NoResponse(
                operation: O.qualifiedName, endpoint: endpoint.url, reason: error.message,
                mayHaveArrived: O.isMutating && error.requestMayHaveBeenSent, proxy: error.proxy,
                proxyStatus: error.proxyStatus)
        }
    }

    private func report<O: Operation>(
        _ operation: O.Type, _ request: HTTPRequest, since started: Double, _ fill: (inout Exchange) -> Void
    ) async {
        guard let onExchange else { return }
        let end = await clock.ofMachine()
        var exchange = Exchange(
            service: O.service.serviceID, operation: O.qualifiedName, method: request.method, url: request.url,
            region: region, attempt: CallAttempt.number, seconds: end - started, end: end)
        fill(&exchange)
        onExchange(exchange)
    }
}
