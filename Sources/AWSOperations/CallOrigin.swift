/// The work that the current task makes its calls for: applying a plan sets it, records of calls read it.
public enum CallOrigin {
    /// The number of the step of a plan that is being carried out; nil outside of steps.
    @TaskLocal public static var step: Int?
}
