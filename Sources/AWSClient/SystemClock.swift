public import AWSOperations
import Glibc

/// The real clock.
public struct SystemClock: RunClock {
    /// Makes a clock.
    public init() {}

    /// Seconds since 1970 by the system's clock.
    public func now() async -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)  // Writes the one value given to it.
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Waits without holding a thread.
    public func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}
