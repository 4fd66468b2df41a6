/// The number of the attempt at a call that is under way: retrying sets it, the wire client reports it.
public enum CallAttempt {
    /// 1 for the first attempt.
    @TaskLocal public static var number = 1
}
