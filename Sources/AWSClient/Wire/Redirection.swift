import Transport

extension HTTPResponse {
    /// True if the status sends the caller elsewhere.
    var isRedirect: Bool { (300..<400).contains(status) && status != 304 }

    /// The target of a redirect, as the end of a sentence; empty if the answer is no redirect.
    ///
    /// No redirect is followed: the signature holds for one host only, and credentials are not shown to another host.
    var redirection: String {
        guard isRedirect else { return "" }
        guard let location = self[header: "Location"] else { return ": a redirect without a Location" }
        return ": a redirect to '\(URLText.location(location))', which is not followed"
    }

    /// The same where the answer may hold credentials, whose header is not shown then.
    var redirectionOfSecrets: String { isRedirect ? ": a redirect, which is not followed" : "" }

    /// The advice if a redirect points to the same host with `https`; empty otherwise.
    func upgrade(of endpoint: String) -> String {
        guard isRedirect, endpoint.lowercased().hasPrefix("http:"), let location = self[header: "Location"],
            location.lowercased().hasPrefix("https:"), let host = URLText.host(of: location)?.lowercased(),
            host == URLText.host(of: endpoint)?.lowercased()
        else { return "" }
        return "; the endpoint's URL has to begin with https:"
    }
}
