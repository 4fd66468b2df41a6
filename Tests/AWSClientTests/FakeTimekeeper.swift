import AWSOperations

/// A clock that only sleeping and the test move.
actor FakeTimekeeper: Timekeeper {
    private(set) var time: Double
    private(set) var sleeps: [Double] = []

    init(now: Double = 1_772_356_087) { time = now }

    func now() -> Double { time }

    func advance(by seconds: Double) { time += seconds }

    func sleep(for duration: Duration) throws {
        try Task.checkCancellation()
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        sleeps.append(seconds)
        time += seconds
    }
}
