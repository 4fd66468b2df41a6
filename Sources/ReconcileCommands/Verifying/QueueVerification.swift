import AWSOperations
import BatchForge
import Kinds
import Planning
import Reconciliation
import ResourceModel

/// The work of `apply --verify`: a short job on each queue of the environments that were applied.
struct QueueVerification: Sendable {
    let session: Session
    let requests: [EnvironmentRequest]
    /// The account of the environments; nil if the run has one account.
    let account: String?
    let interruption: Interruption
    let view: any VerificationView

    /// A queue, and what became of its job.
    struct Queue: Sendable, Hashable {
        let environment: EnvironmentKey
        let part: String
        let name: String
        var result: QueueJobRunner.Result

        var runsJobs: Bool { if case .succeeded = result { true } else { false } }
    }

    /// Makes the verification of environments.
    ///
    /// - Parameters:
    ///   - keys: the environments that were applied.
    ///   - account: their account; nil if the run has one account.
    init(
        _ session: Session, of keys: Set<EnvironmentKey>, in account: String?, _ interruption: Interruption,
        _ view: any VerificationView
    ) {
        self.session = session
        requests = session.intent.environments.filter { keys.contains($0.key) }
        self.account = account
        self.interruption = interruption
        self.view = view
    }

    /// The environments whose queues belong to others: no job definition is made for them.
    var environmentsOfOthers: [EnvironmentKey] { requests.filter { $0.ownQueues.isEmpty }.map(\.key) }

    /// Runs the jobs and returns what became of each.
    func run() async throws -> [Queue] {
        let parts = requests.flatMap(\.resources).filter { [.jobQueue, .jobDefinition].contains($0.address.kind) }
        let observation = try await StateReader(session.account.access).observe(
            parts, accountID: session.observation.accountID, principal: session.observation.principal,
            countingJobs: false)
        let work = QueueJob.Work(command: VerificationJob.command, memoryMiB: VerificationJob.memoryMiB)
        var (jobs, queues): ([QueueJob], [Queue]) = ([], [])
        for request in requests {
            for (queue, job) in request.jobs(in: observation, work) {
                if let job { jobs.append(job) } else { queues.append(await missing(queue, of: request.key)) }
            }
        }
        let regions = jobs.grouped { $0.environment.region }.sorted { $0.key < $1.key }
        return try await queues + concurrently(regions) { region, jobs in await run(jobs, in: region) }.flatMap { $0 }
    }

    /// A queue, or the definition of its job, that was not found although apply has just made it or left it.
    private func missing(_ resource: Resource, of key: EnvironmentKey) async -> Queue {
        let failure = StepFailure(
            "the queue, or the job definition of its environment, does not exist or belongs to others",
            detail: "'reconcile status' says what is missing")
        let result = QueueJobRunner.Result.refused(failure)
        let queue = Queue(environment: key, part: resource.address.part, name: resource.name, result: result)
        await view.show(.ended(result, seconds: 0), VerifiedJob(queue, in: account))
        return queue
    }

    private func run(_ jobs: [QueueJob], in region: String) async -> [Queue] {
        let ids = JobIDs()
        let (view, interruption, account) = (view, interruption, account)
        let runner = QueueJobRunner(
            caller: session.account.access.caller(region), clock: session.account.access.clock,
            isStopped: { await interruption.wasRequested },
            report: { event, number in
                if case .submitted(let id) = event { await ids.note(id, of: number) }
                await view.show(event, VerifiedJob(jobs[number], in: account, id: await ids.known[number]))
            })
        // Cancellation must not keep it from ending its jobs.
        let results = await Task { await runner.run(jobs) }.value
        return zip(jobs, results).map { job, result in
            Queue(environment: job.environment, part: job.part, name: job.queue, result: result)
        }
    }

    private actor JobIDs {
        private(set) var known: [Int: String] = [:]
        func note(_ id: String, of number: Int) { known[number] = id }
    }
}

/// The job of a queue, as views need it.
struct VerifiedJob: Sendable {
    let environment: EnvironmentKey
    /// The account of the environment; nil if the run has one account.
    let account: String?
    let part: String
    let queue: String
    /// The id of the job; nil before Batch has taken it.
    let id: String?
    /// The log group of the job; nil if there can be no job.
    let logGroup: String?

    init(_ job: QueueJob, in account: String?, id: String?) {
        (environment, part, queue) = (job.environment, job.part, job.queue)
        self.account = account
        self.id = id
        logGroup = job.logGroup
    }

    init(_ queue: QueueVerification.Queue, in account: String?) {
        (environment, part, self.queue) = (queue.environment, queue.part, queue.name)
        self.account = account
        (id, logGroup) = (nil, nil)
    }

    private var links: ConsoleLinks { ConsoleLinks(region: environment.region) }

    /// The page of the job in AWS's console.
    var consoleURL: String? { id.flatMap(links.job) }

    /// The page of its log group.
    var logURL: String? { id == nil ? nil : logGroup.flatMap(links.logGroup) }

    /// `acme/research/rnaseq head queue TowerForge-rnaseq-0123abcd-head`
    var subject: String { "\(environment.heading) \(part) queue \(queue)" }
}
