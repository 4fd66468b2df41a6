import AWSOperations
import BatchForge
import FoundationEssentials
import Kinds
import ManifestLoading
import Planning
import ResourceModel

/// A head job that is to be submitted.
struct HeadJobRequest: Sendable {
    let region: String
    let accountID: String
    let call: Batch.SubmitJob
    /// The log group of the job.
    let logGroup: String

    /// Makes the request. Throws if the environment cannot take the job.
    init(
        _ definition: EnvironmentDefinition, in session: Session, arguments: [String], name: String?, share: String?,
        namePrefix: NamePrefixOption
    ) throws {
        let request = session.intent.environments[0]
        guard case .forge(let forge) = definition.configuration else {
            throw CommandError(
                "'\(definition.name)' has 'config-mode: manual', and reconcile makes no job definition for it",
                detail: "start Nextflow with 'reconcile nextflow-config', or submit a job definition of your own",
                kind: "no-head-job")
        }
        let status = EnvironmentStatus(request, in: session.observation, Kinds.catalog)
        guard status.isAvailable, let output = EnvironmentOutput(definition, request, in: session.observation),
            let headJobDefinition = output.headJobDefinition
        else { throw CommandError(status) }
        region = output.key.region
        accountID = output.accountID
        logGroup = output.logGroup
        let settings = NextflowSettings(definition, among: session.definitions, ResourceBuilder(namePrefix))
        let variable = Batch.KeyValuePair(
            name: HeadJobScript.argumentsVariable, value: HeadJobScript.encoded(arguments))
        let overrides = Batch.ContainerOverrides(environment: [variable])
        try Self.check(overrides)
        call = Batch.SubmitJob(
            jobName: name ?? Self.jobName(for: arguments[0]), jobQueue: output.headQueue.arn,
            jobDefinition: headJobDefinition.arn,
            shareIdentifier: forge.provisioningModel == .spot
                ? share : try Self.share(share, settings.shares),
            containerOverrides: overrides)
    }

    /// The share identifier that a job needs in the work queue, where head jobs run without Spot.
    private static func share(_ given: String?, _ shares: NextflowSettings.Shares) throws -> String? {
        switch (given, shares) {
        case (let given?, _): return given
        case (nil, .none): return nil
        case (nil, .one(let name)): return name
        case (nil, .several(let names)):
            throw CommandError(
                "the queue takes no job without a share identifier",
                detail: "name one with --share: \(names.joined(separator: ", "))", kind: "share-needed")
        case (nil, .ofPolicy(let arn)):
            throw CommandError(
                "the queue takes no job without a share identifier",
                detail: "name one of its policy, \(arn), with --share", kind: "share-needed")
        }
    }

    /// ECS's limit; Batch takes a job that is over it, and the job fails [aws-rules: Overrides of a job].
    private static let overrideLimit = 8192

    private static func check(_ overrides: Batch.ContainerOverrides) throws {
        let size = try JSONEncoder().encode(overrides).count
        guard size > overrideLimit else { return }
        throw CommandError(
            "the arguments take \(size) characters, and AWS takes \(overrideLimit) with a job",
            detail: "put parameters into a file on S3 and name it with -params-file", kind: "arguments-too-long")
    }

    /// True for a name that Batch takes [AWS Batch API reference, SubmitJob, jobName].
    static func isJobName(_ name: String) -> Bool {
        name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,127}/) != nil
    }

    /// Returns a name from a pipeline's: its letters and digits.
    static func jobName(for pipeline: String) -> String {
        let parts = pipeline.unicodeScalars.split { scalar in
            !(scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil))
        }
        let slug = parts.map { String(String.UnicodeScalarView($0)) }.joined(separator: "-")
        return slug.isEmpty ? "nextflow" : String("nextflow-\(slug)".prefix(128))
    }
}

extension CommandError {
    /// A job would wait for ever, or be refused.
    fileprivate init(_ status: EnvironmentStatus) {
        let missing = status.missing.map(\.local).joined(separator: ", ")
        self.init(
            "'\(status.key.owner)' is \(status.word)\(missing.isEmpty ? "" : ": \(missing) is missing"); nothing was submitted",
            detail: status.missing.isEmpty
                ? "'reconcile status' says why" : "run 'reconcile apply' first", kind: "not-available",
            status: ExitStatus.unavailable)
    }
}
