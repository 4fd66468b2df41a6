import Dispatch
import Locking

/// Runs the work that waits for a simulated time, one piece after another, in the order in which it is asked for.
///
/// It knows when nothing is left to run. Time moves on then and not before, so that the same work sees the same times
/// however busy the machine is.
final class VirtualTimeExecutor: TaskExecutor {
    private struct State {
        /// The pieces that run or wait for their turn.
        var pending = 0
        var idlers: [CheckedContinuation<Void, Never>] = []
    }

    private let queue = DispatchQueue(label: "virtual time", target: .global())
    private let state = LockedValue(State())

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.pending += 1 }
        queue.async { [self] in
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            for idler in takeIdlers() { idler.resume() }
        }
    }

    /// Ends a piece of work and returns the tasks that go on now: those that wait for idleness, if it was the last one.
    private func takeIdlers() -> [CheckedContinuation<Void, Never>] {
        state.withLock { state in
            state.pending -= 1
            guard state.pending == 0 else { return [] }
            defer { state.idlers = [] }
            return state.idlers
        }
    }

    /// Suspends until no other task of this executor can go on.
    func untilIdle() async {
        await withCheckedContinuation { idler in
            let isIdle = state.withLock { state in
                if state.pending > 0 { state.idlers.append(idler) }
                return state.pending == 0
            }
            if isIdle { idler.resume() }
        }
    }

    /// True in a task that runs here. Idleness says nothing about others.
    var isCurrent: Bool {
        unsafe withUnsafeCurrentTask { unsafe $0?.unownedTaskExecutor == asUnownedTaskExecutor() }
    }
}
