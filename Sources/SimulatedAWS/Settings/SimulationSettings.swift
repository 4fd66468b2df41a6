/// The settings of a simulated account: its durations, its quotas, its seed.
public struct SimulationSettings: Sendable, Hashable, Codable {
    /// Durations and lags.
    public var timings = Timings()
    /// The chance that a read within a staleness window is answered from before the write; 1 makes it certain.
    public var staleProbability: Double = 1
    /// Compute environments a Region may have.
    public var environmentQuota = 50
    /// Job queues a Region may have.
    public var queueQuota = 50
    /// True if AWS refuses a compute environment whose instance profile is too young. If not, it becomes INVALID.
    public var refusesYoungProfiles = false
    /// The seed of identifiers and chances.
    public var seed: UInt64 = 1

    /// The defaults.
    public init() {}

    /// Settings with these timings.
    public init(timings: Timings) {
        self.timings = timings
    }
}
