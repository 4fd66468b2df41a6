public import ManifestLoading
import ResourceModel

extension EnvironmentDefinition {
    /// The log group of jobs: the one that the file names, or else Batch's own.
    public var usedLogGroup: String {
        let named =
            switch configuration {
            case .forge(let forge): forge.logGroup
            case .manual(let manual): manual.logGroup
            }
        return named ?? JobLogGroup.usual
    }
}
