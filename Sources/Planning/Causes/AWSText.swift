/// A text of AWS without its wrapper, ready for comparing.
struct AWSText: Sendable {
    /// The text without wrapper and request id.
    let bare: String
    /// The text in lower case, with typewriter quotes and dashes.
    let folded: String
    let httpStatus: Int?
    let names: NamesInText
    private let codes: Set<String>

    init(_ text: String, code: String? = nil, httpStatus: Int? = nil, operation: String? = nil) {
        let (bare, requestID) = Self.peeled(text)
        self.bare = bare
        self.httpStatus = httpStatus
        folded = bare.lowercased().map(String.init).map { Self.plain[$0] ?? $0 }.joined()
        var names = NamesInText(bare, folded: folded)
        names.requestID = requestID
        names.operation = operation
        // IAM does not tell capitals from small letters in actions. The call is written as policies write it.
        if let operation, names.action?.lowercased() == operation.lowercased() { names.action = operation }
        self.names = names
        // `Client.VolumeLimitExceeded: …`, `(…; Error Code: AccessDenied; …)`, `VcpuLimitExceeded - …`
        let words = bare.split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "_" }.map { Self.code($0) }
        codes = Set(words.filter(Self.isCodeLike) + (code.map { [Self.code($0[...])] } ?? []))
    }

    /// True if it has an error code, as the answer's or among its words.
    ///
    /// - Parameter pattern: the code; a `*` at either end stands for anything.
    func hasCode(_ pattern: String) -> Bool {
        if pattern.hasSuffix("*") { return codes.contains { $0.hasPrefix(pattern.dropLast()) } }
        if pattern.hasPrefix("*") { return codes.contains { $0.hasSuffix(pattern.dropFirst()) } }
        return codes.contains(pattern)
    }

    /// True if it says in AWS's usual sentence which action an identity may not perform.
    var isDenial: Bool { names.action != nil && folded.contains("is not authorized to perform") }

    /// True if the service failed and its answer contains nothing about the request.
    var isServerFault: Bool { httpStatus.map { $0 >= 500 } ?? false }

    private static let plain = ["’": "'", "‘": "'", "“": "\"", "”": "\"", "–": "-", "—": "-", "\n": " "]

    /// EC2 and Auto Scaling put the side at fault in front of a code. Successors of SOAP put a namespace there.
    private static func code(_ word: Substring) -> String {
        var word = word
        for side in ["Client.", "Server."] where word.hasPrefix(side) { word = word.dropFirst(side.count) }
        while word.last == "." { word = word.dropLast() }
        return String(word)
    }

    /// True if a word looks like a code: codes are written in camel case, with two capitals at least.
    private static func isCodeLike(_ word: String) -> Bool {
        word.count > 6 && word.first?.isUppercase == true && word.dropFirst().contains(where: \.isUppercase)
            && word.contains(where: \.isLowercase)
    }

    /// Removes `Error executing request, Exception : …, RequestId: …`.
    private static func peeled(_ text: String) -> (bare: String, requestID: String?) {
        var text = text[...]
        var requestID: String?
        if let start = text.firstRange(of: "Error executing request, Exception"),
            let colon = text[start.upperBound...].firstIndex(of: ":")
        {
            text = text[text.index(after: colon)...]
        }
        for mark in [", RequestId:", "Request ID:", "RequestID:", "request id:"] {
            guard let range = text.firstRange(of: mark) else { continue }
            let id = text[range.upperBound...].drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            if !id.isEmpty { requestID = String(id) }
            // In brackets at the end it is one fact among others. Removing them all loses nothing.
            if mark == ", RequestId:" { text = text[..<range.lowerBound] }
            break
        }
        while text.first == " " { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return (String(text), requestID)
    }
}
