import AWSOperations
import Testing

@testable import Reconciliation

/// Lists without an end.
struct PagingTests {
    private func read(_ next: (Int) -> String?) async throws -> (elements: [Int], pages: Int) {
        var pages = 0
        let elements = try await everyPage(of: Batch.DescribeJobQueues.self) { _ in
            pages += 1
            return ([pages], next(pages))
        }
        return (elements, pages)
    }

    @Test func `every page is read once`() async throws {
        let read = try await read { $0 < 40 ? "t\($0)" : nil }
        #expect(read.elements == Array(1...40))
        #expect(try await self.read { _ in "" }.pages == 1)
    }

    @Test(arguments: [
        { @Sendable (_: Int) in "same" }, { @Sendable page in "t\(page % 2)" },
        { @Sendable page in "t\(min(page, 9))" },
        { @Sendable page in "new\(page)" },
    ])
    func `a list without an end is an error that names the call`(next: @Sendable (Int) -> String) async throws {
        let error = await #expect(throws: ServiceError.self) { try await self.read(next) }
        #expect(error?.operation == "batch:DescribeJobQueues")
        #expect(error?.code == ServiceError.unreadableAnswer)
    }
}
