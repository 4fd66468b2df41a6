/// The work that the current task makes its calls for: applying a plan sets it, records of calls read it.
public enum CallOrigin {
    /// A step of a plan. The plans of several accounts may be carried out side by side.
    public struct Step: Sendable, Hashable {
        private let account: String?
        private let number: Int

        /// The step of a number.
        ///
        /// - Parameter account: the account of the plan; nil if no other plan is carried out.
        public init(_ number: Int, account: String?) {
            self.number = number
            self.account = account
        }
    }

    /// The step of a plan that is being carried out; nil outside of steps.
    @TaskLocal public static var step: Step?
}
