import Glibc

/// A value behind a pthread mutex: `Synchronization.Mutex` is reported falsely by ThreadSanitizer on Linux.
///
/// The mutex lives at one heap address from `init` to `deinit`, and the value is touched only under it.
@safe package final class Guarded<Value: Sendable>: @unchecked Sendable {  // Every access to `value` holds the mutex.
    private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    /// Makes one.
    package init(_ value: Value) {
        self.value = value
        unsafe mutex = .allocate(capacity: 1)  // A C mutex must not move, so it gets its own allocation.
        unsafe pthread_mutex_init(mutex, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Runs a body that has the value to itself.
    package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
