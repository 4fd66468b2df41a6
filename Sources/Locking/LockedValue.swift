import Glibc

/// A value behind a pthread mutex. ThreadSanitizer on Linux reports `Synchronization.Mutex` falsely.
///
/// The mutex stays at one heap address from `init` to `deinit`, and the value is used only while it is held.
@safe package final class LockedValue<Value: Sendable>: @unchecked Sendable {  // `value` is used under the mutex.
    private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    /// Makes a locked value.
    package init(_ value: Value) {
        self.value = value
        unsafe mutex = .allocate(capacity: 1)  // A C mutex must not move, so it gets its own allocation.
        unsafe pthread_mutex_init(mutex, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Runs a body that has exclusive access to the value.
    package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
