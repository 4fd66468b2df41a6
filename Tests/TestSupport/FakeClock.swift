import AWSOperations

/// A clock that moves only by sleeping and by the test.
package actor FakeClock: RunClock {
    package private(set) var time: Double
    package private(set) var sleeps: [Double] = []

    package init(now: Double = 1_772_356_087) { time = now }

    package func now() -> Double { time }

    package func advance(by seconds: Double) { time += seconds }

    package func sleep(for duration: Duration) throws {
        try Task.checkCancellation()
        let seconds = duration / .seconds(1)
        sleeps.append(seconds)
        time += seconds
    }
}
