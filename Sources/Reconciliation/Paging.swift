/// Reads every page of a list call.
///
/// - Parameter page: one call; takes the token of the page before and returns the page with the token of the next.
package func everyPage<Element: Sendable>(
    _ page: (_ token: String?) async throws -> (elements: [Element], next: String?)
) async throws -> [Element] {
    var elements: [Element] = []
    var token: String?
    repeat {
        let (more, next) = try await page(token)
        elements += more
        // A service that hands the same token out again would be asked for ever.
        token = next == token ? nil : next
    } while token != nil && token != ""
    return elements
}
