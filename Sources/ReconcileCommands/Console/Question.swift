import Diagnostics
import Dispatch
import Glibc

/// A question to the person at the terminal, which only 'yes' agrees to.
struct Question {
    /// The question without its "Type 'yes'".
    let text: String

    /// True if the person typed 'yes'. Throws `CancellationError` when the task is cancelled, as a signal does: then
    /// whatever the command holds is given back.
    func isAgreedTo() async throws -> Bool {
        Console.rawMessage("\n\(text.escapedLineFeeds) Type 'yes': ")
        let answer = try await Self.line()
        // The end of the input leaves the cursor behind the question.
        if answer == nil { Console.rawMessage("\n") }
        return answer == "yes"
    }

    /// Returns the line that the person types after a question, without blanks around it. The end of the input ends the
    /// program in good order, as a signal does.
    static func answer(_ question: String) async throws -> String {
        Console.rawMessage(question)
        guard let line = try await line() else {
            Console.rawMessage("\n")
            throw CancellationError()
        }
        return String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// The next line of the terminal; nil at the end of its input.
    private static func line() async throws -> String? {
        let (lines, continuation) = AsyncStream.makeStream(of: String?.self)
        let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .global())
        source.setEventHandler { @Sendable in
            continuation.yield(readLine())
            continuation.finish()
        }
        source.resume()
        defer { source.cancel() }
        for await line in lines { return line }
        throw CancellationError()
    }

    /// A terminal gives one line a read.
    private static func readLine() -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        // The buffer is alive during the call, which writes no more than its count.
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
        guard count > 0 else { return nil }
        return String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
