/// The log groups of jobs.
public enum JobLogGroup {
    /// The group to which AWS Batch writes without another setting [aws-rules: The usual log group].
    public static let usual = "/aws/batch/job"
}
