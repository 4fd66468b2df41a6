/// The bucket that keeps a broken service from being asked over and over: retries take from it, successes fill it.
public actor RetryQuota {
    private let capacity: Int
    private var available: Int

    /// Makes a full bucket; botocore's holds 500.
    public init(capacity: Int = 500) {
        self.capacity = capacity
        available = capacity
    }

    /// Takes the cost of a retry; `false` if the bucket does not hold it.
    package func take(_ cost: Int) -> Bool {
        guard available >= cost else { return false }
        available -= cost
        return true
    }

    /// Gives back what the last retry of a call that then succeeded took; 1 for a success at the first attempt.
    package func giveBack(_ amount: Int) {
        available = min(capacity, available + amount)
    }
}
