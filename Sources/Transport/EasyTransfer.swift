import CLibCurl

/// One curl easy handle and what its callbacks read and write; it never leaves the engine's thread.
@safe final class EasyTransfer {
    let exchange: PendingExchange
    let easy: UnsafeMutableRawPointer
    private let options: TransportOptions
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private let problem: UnsafeMutablePointer<CChar>
    private var sentOfBody = 0
    private var headers: [HTTPHeader] = []
    private var body: [UInt8] = []
    private var sizeOfHeaders = 0
    /// True if the headers of the answer are complete.
    private var hasWholeHead = false
    /// Says which part of the answer is too large; nil if none is.
    private var excess: String?
    private var proxy: String?

    init?(_ exchange: PendingExchange, options: TransportOptions) {
        guard let easy = unsafe curl_easy_init() else { return nil }
        self.exchange = exchange
        unsafe self.easy = unsafe easy  // A C handle: freed once, in deinit.
        self.options = options
        unsafe problem = .allocate(capacity: Int(CURL_ERROR_SIZE))  // curl writes here until the handle is gone.
        unsafe problem.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        prepare(exchange.request)
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        unsafe curl_slist_free_all(headerList)
        unsafe problem.deallocate()
    }

    private func prepare(_ request: HTTPRequest) {
        set(CURLOPT_URL, request.url)
        set(CURLOPT_CUSTOMREQUEST, request.method)
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_MAXAGE_CONN, Int(options.idleLimit.components.seconds))
        set(CURLOPT_USERAGENT, options.userAgent)
        set(CURLOPT_CONNECTTIMEOUT_MS, (request.connectTimeout ?? options.connectTimeout).milliseconds)
        set(CURLOPT_TIMEOUT_MS, (request.timeout ?? options.timeout).milliseconds)
        if let bundle = options.certificateBundle { set(CURLOPT_CAINFO, bundle) }
        leaveOutCertificateDirectory()
        // An empty proxy keeps curl from looking into the process environment on its own.
        proxy = request.bypassesProxy ? nil : options.proxies.proxy(for: request.url)
        set(CURLOPT_PROXY, proxy ?? "")
        set(CURLOPT_NOPROXY, options.proxies.exceptions ?? "")
        if let body = request.body {
            // The body goes out through a callback that cannot rewind: curl repeats a request on its own when a
            // kept-alive connection turns out dead, and a call that may have arrived must not be sent twice unseen.
            set(CURLOPT_POST, 1)
            set(CURLOPT_POSTFIELDSIZE_LARGE, body.count)
        }
        if request.method == "HEAD" { set(CURLOPT_NOBODY, 1) }
        for header in request.headers {
            // curl writes `Name;` for a header with an empty value.
            append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        append("Expect:")  // Servers that do not know 100-continue would cost a second.
        if request.body != nil, !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            append("Content-Type:")
        }
        // The callbacks get this object unretained: the engine holds it for as long as curl holds the handle.
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, problem)
        unsafe curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headerList)
        unsafe curl_easy_setopt(easy, CURLOPT_READDATA, context)
        unsafe curl_easy_setopt(easy, CURLOPT_WRITEDATA, context)
        unsafe curl_easy_setopt(easy, CURLOPT_HEADERDATA, context)
        unsafe curl_easy_setopt(easy, CURLOPT_READFUNCTION) { bytes, size, count, context in
            unsafe EasyTransfer.of(context)?.read(
                into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        unsafe curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            unsafe EasyTransfer.of(context)?.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        unsafe curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            unsafe EasyTransfer.of(context)?.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
    }

    /// Lets curl parse its file of authorities once for all connections: it keeps none that has a directory beside it.
    ///
    /// On systems with both, the directory is taken to hold the same authorities as the file. Where there is neither a
    /// file of the user nor one of the system, the directory stays.
    private func leaveOutCertificateDirectory() {
        if options.certificateBundle == nil {
            var file: UnsafeMutablePointer<CChar>?
            // Fails before curl 7.84, and such a curl keeps none anyway.
            guard unsafe curl_easy_getinfo(easy, CURLINFO_CAINFO, &file) == CURLE_OK, unsafe file != nil else { return }
        }
        unsafe curl_easy_setopt(easy, CURLOPT_CAPATH, UnsafePointer<CChar>?.none)
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> EasyTransfer? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<EasyTransfer>.fromOpaque(context).takeUnretainedValue()  // Set in `prepare`.
    }

    private func set(_ option: CURLoption, _ value: Int) {
        unsafe curl_easy_setopt(easy, option, value)
    }

    private func set(_ option: CURLoption, _ value: String) {
        unsafe curl_easy_setopt(easy, option, value)  // curl copies strings.
    }

    private func append(_ header: String) {
        guard let list = unsafe curl_slist_append(headerList, header) else { return }
        unsafe headerList = unsafe list
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let body = exchange.request.body, sentOfBody < body.count else { return 0 }
        let count = min(buffer.count, body.count - sentOfBody)
        unsafe buffer.copyBytes(from: body[sentOfBody..<sentOfBody + count])
        sentOfBody += count
        return count
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= options.maximumResponseSize else {
            excess = "the answer is larger than \(options.maximumResponseSize) bytes"
            return 0
        }
        unsafe body.append(contentsOf: bytes)
        return bytes.count
    }

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        sizeOfHeaders += bytes.count
        guard sizeOfHeaders <= options.maximumHeaderSize else {
            excess = "the headers of the answer are larger than \(options.maximumHeaderSize) bytes"
            return 0
        }
        let line = unsafe String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            headers = []  // A new head: what came before was interim, or a proxy's.
            hasWholeHead = false
        } else if line == "\r\n" || line == "\n" {
            hasWholeHead = true
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...]
            headers.append(HTTPHeader(String(line[..<colon]), String(trimmed(value))))
        }
        return bytes.count
    }

    /// The outcome, once curl has reported its result.
    func outcome(of result: CURLcode) -> Result<HTTPResponse, any Error> {
        let status = information(CURLINFO_RESPONSE_CODE)
        let way = wayTaken
        // curl takes an answer that ends among its headers for one without a body.
        let result = result == CURLE_OK && !hasWholeHead ? CURLE_PARTIAL_FILE : result
        if result == CURLE_OK {
            return .success(HTTPResponse(status: status, headers: headers, body: body, proxy: way))
        }
        let isExcessive = excess != nil || (isUnderWay && Self.excesses.contains(result.rawValue))
        let refusal = information(CURLINFO_HTTP_CONNECTCODE)
        let isRefused = !isUnderWay && refusal != 0 && !(200..<300).contains(refusal)
        return .failure(
            TransportError(
                code: isExcessive ? TransportError.responseTooLarge : Int(result.rawValue),
                message: excess ?? message(of: result, refusal: isRefused ? refusal : nil),
                requestMayHaveBeenSent: isUnderWay && information(CURLINFO_REQUEST_SIZE) > 0,
                status: status == 0 ? nil : status, proxy: way, proxyStatus: isRefused ? refusal : nil))
    }

    /// True if the connection, a proxy's tunnel and TLS included, was made, so that the request itself was begun.
    ///
    /// curl's result codes do not show it: one code means an answer that is not HTTP or an unknown scheme, another a
    /// broken tunnel or a connection that broke after the request.
    private var isUnderWay: Bool {
        var seconds = 0.0
        unsafe curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME, &seconds)
        return seconds > 0
    }

    /// curl's results for headers that are too long: `CURLE_OUT_OF_MEMORY`, in later versions `CURLE_TOO_LARGE` (100), which
    /// older headers lack.
    private static let excesses: Set<UInt32> = [CURLE_OUT_OF_MEMORY.rawValue, 100]

    /// The proxy that is used; nil if the server is reached directly.
    private var wayTaken: String? {
        guard let proxy, !options.proxies.excepts(exchange.request.url) else { return nil }
        return URLText.setting(proxy)
    }

    private func information(_ info: CURLINFO) -> Int {
        var value = 0
        unsafe curl_easy_getinfo(easy, info, &value)
        return value
    }

    /// curl's sentence about this transfer, or its general one if the particular one only adds milliseconds.
    ///
    /// - Parameter refusal: the status with which a proxy refused to connect.
    private func message(of result: CURLcode, refusal: Int?) -> String {
        let way = wayTaken
        let inUse = way.map { " (the proxy in use is \($0))" } ?? ""
        if let refusal { return "the proxy refused to connect with HTTP \(refusal)\(inUse)" }
        let general = unsafe String(cString: curl_easy_strerror(result))  // A static C string.
        let particular = unsafe String(cString: problem)  // curl ends it with a zero.
        let isTimed = result == CURLE_COULDNT_CONNECT || result == CURLE_OPERATION_TIMEDOUT
        var said = Self.lowercasedStart(isTimed || particular.isEmpty ? general : particular)
        if way != nil, result == CURLE_COULDNT_CONNECT { said = "couldn't connect to the proxy" }
        // curl quotes a proxy that it cannot read.
        if let proxy { said = said.replacing(proxy, with: URLText.setting(proxy)) }
        return URLText.masked(said) + inUse
    }

    private static func lowercasedStart(_ text: String) -> String {
        // "Couldn't" at the start of libcurl's text is now inside a sentence; "SSL" keeps its capitals.
        guard let second = text.dropFirst().first, second.isLowercase else { return text }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

private func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}

extension Duration {
    /// Whole milliseconds, at least one: curl reads zero as "no limit".
    fileprivate var milliseconds: Int {
        max(1, Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000))
    }
}
