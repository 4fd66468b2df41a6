import AWSOperations
import ArgumentParser
import Diagnostics
import Kinds
import Reconciliation

/// `reconcile unlock`
struct UnlockCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Use it if the run that holds the lease is dead. Such a lease also ends by itself, two minutes after it \
        was last renewed. A run that is still alive stops if its lease is taken away.
        """,
        examples: [
            .init("Show the holder, and ask.", "unlock s3://bucket/reconcile.lease"),
            .init("Without a question.", "unlock --yes s3://bucket/reconcile.lease"),
        ],
        statuses: ExitStatusList(
            done: "cleared, or no run holds the lease",
            [
                (ExitStatus.refused, "a guard refused (another account)"),
                (ExitStatus.leaseHeld, "another run took the lease meanwhile"),
            ]),
        variables: HelpVariable.account + HelpVariable.output + HelpVariable.questions)

    static let configuration = CommandConfiguration(
        commandName: "unlock",
        abstract: "Show who holds a lease of apply and destroy, and take it away.",
        usage: "reconcile unlock [<options>] <s3://bucket/key>",
        discussion: help.discussion)

    @Argument(
        help: ArgumentHelp("The lease, as --lock names it.", valueName: "s3://bucket/key"),
        transform: LockOptions.lease)
    var lease: Lease

    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: OutputOptions

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    func run() async throws {
        try await reportingErrors(output.choice) {
            let process = ProcessEnvironment.current
            let opening = AccountResolver(options: aws, process: process)
            let region = try opening.defaultRegion()
            let account = try opening.open(for: []).account
            if aws.accountID != nil {
                try ResolvedAccount.guardAccount(try await StateReader(account.access).identity().accountID, aws, [])
            }
            await account.provideBucket(lease.bucket, region ?? account.access.globalRegion)
            let store = LeaseStore(lease, account.access, region: region ?? account.access.globalRegion)
            guard let held = try await read(store) else {
                return show("No run holds the lease \(lease).", nil, isCleared: false)
            }
            if output.format == .text { Console.result(text(held)) }
            try await confirm(process)
            guard try await clear(held, in: store) else {
                throw CommandError(
                    "the lease \(lease) has changed hands meanwhile", detail: "nothing was changed; look again",
                    kind: "locked", status: ExitStatus.leaseHeld)
            }
            try await account.save()
            show("Cleared: the next run can take it.", held, isCleared: true)
        }
    }

    private func read(_ store: LeaseStore) async throws -> HeldLease? {
        do { return try await store.read() } catch let error as ServiceError where error.status == 403 {
            throw CommandError(
                "\(error)",
                detail: "the credentials lack s3:GetObject on the object, or no run holds the lease: S3 tells the two "
                    + "apart only if s3:ListBucket on the bucket is allowed", kind: "aws")
        }
    }

    private func confirm(_ process: ProcessEnvironment) async throws {
        guard !yes else { return }
        guard process.canAsk, output.format == .text else {
            let why = process.canAsk ? "with --format json nothing is asked" : "there is no terminal to ask at"
            throw CommandError("unlock needs a yes, and \(why)", detail: "nothing was changed; add --yes")
        }
        guard try await Question(text: "Clear the lease \(lease)?").isAgreedTo() else {
            Console.message("Nothing was changed.")
            throw ExitStatus.error
        }
    }

    /// Clears what was shown: the same holder's lease, which may have been renewed since, and no other.
    private func clear(_ held: HeldLease, in store: LeaseStore) async throws -> Bool {
        var held = held
        for _ in 1...5 {
            if try await store.clear(held) { return true }
            guard let now = try await store.read() else { return true }
            guard now.record.holder == held.record.holder else { return false }
            held = now
        }
        return false
    }

    private func text(_ held: HeldLease) -> String {
        let record = held.record
        let lines = [
            ("held by", record.who), ("command", record.command), ("run", record.from ?? "not in a known CI system"),
            ("since", record.acquired), ("renewed", "\(record.renewed) (\(record.renewals) times)"),
            (
                "ends",
                (held.ends ?? "unknown") + (held.isExpired ? " (over: the next run takes it)" : " unless renewed")
            ),
        ]
        return "\(lease)\n"
            + lines.map { name, value in
                "  \(name)\(String(repeating: " ", count: 9 - name.count))\(value.escapedForTerminal)"
            }.joinedLines
    }

    private func show(_ sentence: String, _ held: HeldLease?, isCleared: Bool) {
        guard output.format == .json else { return Console.result(sentence.escapedLineFeeds) }
        let holder = held.map { held -> JSON in
            [
                "who": JSON(held.record.who), "command": JSON(held.record.command), "from": JSON(held.record.from),
                "acquired": JSON(held.record.acquired), "renewed": JSON(held.record.renewed), "ends": JSON(held.ends),
                "expired": JSON(held.isExpired),
            ]
        }
        let result: JSON = [
            "format_version": "1.0", "lease": JSON("\(lease)"), "holder": holder ?? .null, "cleared": JSON(isCleared),
        ]
        Console.result(json: result.text)
    }
}
