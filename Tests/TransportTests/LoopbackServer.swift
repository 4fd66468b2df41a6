import Glibc
import Locking

@testable import Transport

/// An HTTP server on 127.0.0.1 that answers by a rule of the test, with a thread a connection.
final class LoopbackServer: Sendable {
    struct Request: Sendable {
        var head: String
        var body: [UInt8]
        var line: String { String(head.prefix { $0 != "\r\n" }) }

        func header(_ name: String) -> String? {
            for line in head.split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                if parts[0].lowercased() == name.lowercased() {
                    return parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
                }
            }
            return nil
        }
    }

    enum Reply: Sendable {
        /// A whole answer on a connection that stays open.
        case answer(Int, headers: [String] = [], body: [UInt8] = [])
        /// These bytes, then the end.
        case raw(String)
        /// These bytes, and then the second text again and again, until the client closes the connection.
        case endless(String, then: String)
        /// The end, without an answer.
        case close
        /// No answer until the client goes away.
        case hold
    }

    struct State: Sendable {
        var connections = 0
        var requests: [Request] = []
        var open: Set<Int32> = []
        var isStopped = false
        var bytesSent = 0
    }

    let port: UInt16
    private let listener: Int32
    private let state = LockedValue(State())
    private let reply: @Sendable (Request, Int) -> Reply

    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { state.withLock { $0.requests } }
    var bytesSent: Int { state.withLock { $0.bytesSent } }
    var connections: Int { state.withLock { $0.connections } }

    /// - Parameter reply: gets the request and how many came before it.
    init(_ reply: @escaping @Sendable (Request, Int) -> Reply) throws {
        self.reply = reply
        (listener, port) = try Self.listen()
        let server = unsafe Unmanaged.passRetained(self).toOpaque()  // Taken over by the thread.
        unsafe Self.spawn(server) { context in
            if let context = unsafe context {
                unsafe Unmanaged<LoopbackServer>.fromOpaque(context).takeRetainedValue().accept()
            }
            return nil
        }
    }

    /// Ends the server and its connections.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// A port without a listener: one that was just released.
    static func unusedPort() throws -> UInt16 {
        let (socket, port) = try listen()
        close(socket)
        return port
    }

    struct SocketFailure: Error {}

    private static func listen() throws -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // The socket calls take any address by a pointer to its common beginning.
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(listener, generic, size) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, generic, &size) == 0
            }
        }
        guard isBound else { throw SocketFailure() }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private static func spawn(
        _ context: UnsafeMutableRawPointer,
        _ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
    ) {
        var thread = pthread_t()
        unsafe pthread_create(&thread, nil, body, context)
        pthread_detach(thread)
    }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            let isStopped = state.withLock { state in
                if connection >= 0 {
                    state.connections += 1
                    state.open.insert(connection)
                }
                return state.isStopped
            }
            guard connection >= 0, !isStopped else { break }
            let task = unsafe Unmanaged.passRetained(Connection(self, connection)).toOpaque()
            unsafe Self.spawn(task) { context in
                if let context = unsafe context {
                    let connection = unsafe Unmanaged<Connection>.fromOpaque(context).takeRetainedValue()
                    connection.server.serve(connection.socket)
                }
                return nil
            }
        }
        close(listener)
    }

    private final class Connection {
        let server: LoopbackServer
        let socket: Int32
        init(_ server: LoopbackServer, _ socket: Int32) {
            self.server = server
            self.socket = socket
        }
    }

    private func serve(_ connection: Int32) {
        defer {
            _ = state.withLock { $0.open.remove(connection) }
            close(connection)
        }
        var buffer: [UInt8] = []
        while let request = receive(from: connection, &buffer) {
            let count = state.withLock { state in
                defer { state.requests.append(request) }
                return state.requests.count
            }
            switch reply(request, count) {
            case .answer(let status, let headers, let body):
                let head = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)"] + headers
                send(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body, to: connection)
            case .raw(let text):
                send(Array(text.utf8), to: connection)
                return
            case .endless(let start, let more):
                guard send(Array(start.utf8), to: connection) else { return }
                while send(Array(more.utf8), to: connection) {}
                return
            case .close: return
            case .hold:
                var byte: UInt8 = 0
                while unsafe recv(connection, &byte, 1, 0) > 0 {}
                return
            }
        }
    }

    private func receive(from connection: Int32, _ buffer: inout [UInt8]) -> Request? {
        let end = Array("\r\n\r\n".utf8)
        var wanted: (head: Int, body: Int)?
        while true {
            if wanted == nil, let range = buffer.firstRange(of: end) {
                let head = Request(head: String(decoding: buffer[..<range.lowerBound], as: UTF8.self), body: [])
                wanted = (range.upperBound, Int(head.header("Content-Length") ?? "0") ?? 0)
            }
            if let (head, body) = wanted, buffer.count >= head + body {
                defer { buffer.removeFirst(head + body) }
                return Request(
                    head: String(decoding: buffer[..<(head - 4)], as: UTF8.self),
                    body: Array(buffer[head..<head + body]))
            }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = unsafe recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer += chunk.prefix(count)
        }
    }

    /// Sends bytes; false if the client is gone.
    @discardableResult
    private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.send(connection, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            state.withLock { $0.bytesSent += count }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
