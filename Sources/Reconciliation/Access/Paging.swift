package import AWSOperations

/// Reads every page of a list call.
///
/// A truncated list would be taken for the whole: missing resources would be created again, or resources in use
/// deleted. A repeated token and pages without end are therefore errors, as in botocore.
///
/// - Parameters:
///   - call: the call that lists.
///   - page: one call; takes the token of the page before and returns the page with the token of the next.
package func everyPage<O: Operation, Element: Sendable>(
    of call: O.Type, _ page: (_ token: String?) async throws -> (elements: [Element], next: String?)
) async throws -> [Element] {
    var elements: [Element] = []
    var seen: Set<String> = []
    var token: String?
    repeat {
        let (more, next) = try await page(token)
        elements += more
        token = next == "" ? nil : next
        guard let token else { break }
        guard seen.insert(token).inserted else {
            throw unendingList(O.self, "hands out a token for the next page a second time, after \(seen.count) pages")
        }
        guard seen.count < mostPages else { throw unendingList(O.self, "has no end after \(mostPages) pages") }
    } while true
    return elements
}

/// The most pages. The largest lists that are read, such as all roles of an account, have a hundredth of it.
private let mostPages = 1000

private func unendingList<O: Operation>(_ call: O.Type, _ problem: String) -> ServiceError {
    ServiceError(
        operation: O.qualifiedName, code: ServiceError.unreadableAnswer,
        message: "the list \(problem): the answer is incomplete, or not from AWS; nothing is done because of it",
        status: 200)
}
