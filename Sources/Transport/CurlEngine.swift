import CLibCurl
import Glibc
import Locking

/// The curl multi handle and the one thread that works it: one connection pool, one DNS cache, any number of requests.
///
/// Other threads only add to the inbox and wake the engine; every easy handle lives and dies on its thread.
final class CurlEngine: Sendable {
    private let multi: MultiHandle
    private let options: TransportOptions
    private let inbox = LockedValue(Inbox())

    private struct Inbox {
        var started: [PendingExchange] = []
        var hasCancellations = false
        var isStopped = false
    }

    /// Starts the thread; throws if libcurl is missing, or if it or the system refuses.
    init(options: TransportOptions) throws(TransportError) {
        multi = try MultiHandle()
        self.options = options
        // The thread holds the engine until it stops; the pointer carries that one reference to it.
        let reference = unsafe Unmanaged.passRetained(self)
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread, nil,
            { context in
                if let context = unsafe context {
                    unsafe Unmanaged<CurlEngine>.fromOpaque(context).takeRetainedValue().run()
                }
                return nil
            }, reference.toOpaque())
        guard result == 0 else {
            unsafe reference.release()
            throw TransportError.withoutResource("no thread can be started")
        }
        pthread_detach(thread)
    }

    func start(_ exchange: PendingExchange) {
        inbox.withLock { $0.started.append(exchange) }
        multi.wake()
    }

    func noteCancellation() {
        inbox.withLock { $0.hasCancellations = true }
        multi.wake()
    }

    /// Ends the thread; requests in flight are cancelled.
    func stop() {
        inbox.withLock { $0.isStopped = true }
        multi.wake()
    }

    private func run() {
        // A write to a closed TLS connection raises SIGPIPE, which would end the program; blocked, it is a plain error.
        // The other signals belong to the program's own threads.
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        var transfers: [UInt: EasyTransfer] = [:]  // By the address of the easy handle.
        while true {
            let work = inbox.withLock { inbox in
                defer {
                    inbox.started = []
                    inbox.hasCancellations = false
                }
                return inbox
            }
            for exchange in work.started where !exchange.isSettled { begin(exchange, in: &transfers) }
            if work.hasCancellations || work.isStopped {
                for (key, transfer) in transfers where work.isStopped || transfer.exchange.isSettled {
                    unsafe curl_multi_remove_handle(multi.pointer, transfer.easy)
                    transfer.exchange.settle(.failure(CancellationError()))
                    transfers[key] = nil
                }
            }
            if work.isStopped { return }
            var running: Int32 = 0
            unsafe curl_multi_perform(multi.pointer, &running)
            finish(&transfers)
            // Woken by `wake()`, by a socket, or by curl's own next timeout, whichever is first.
            unsafe curl_multi_poll(multi.pointer, nil, 0, 60_000, nil)
        }
    }

    private func begin(_ exchange: PendingExchange, in transfers: inout [UInt: EasyTransfer]) {
        guard let transfer = EasyTransfer(exchange, options: options),
            unsafe curl_multi_add_handle(multi.pointer, transfer.easy) == CURLM_OK
        else {
            return exchange.settle(.failure(TransportError.withoutHandle))
        }
        unsafe transfers[UInt(bitPattern: transfer.easy)] = transfer
    }

    private func finish(_ transfers: inout [UInt: EasyTransfer]) {
        var queued: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi.pointer, &queued) {
            guard let easy = unsafe message.pointee.easy_handle else { continue }
            let result = unsafe curl_message_result(message)  // The message goes with the handle.
            unsafe curl_multi_remove_handle(multi.pointer, easy)
            if let transfer = transfers.removeValue(forKey: UInt(bitPattern: easy)) {
                transfer.exchange.settle(transfer.outcome(of: result))
            }
        }
    }
}
