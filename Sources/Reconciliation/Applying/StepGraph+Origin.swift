public import AWSOperations
public import Planning

extension StepGraph.Step {
    /// The step as the origin of its calls. No other step of a run has it, whatever account it is in.
    public var origin: CallOrigin.Step { CallOrigin.Step(id, account: account) }
}
