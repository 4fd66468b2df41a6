import InstanceTypes
import Testing

/// The table of the Fusion Snapshots documentation, judged by EC2's data.
struct SnapshotFitnessTests {
    private let catalogue = InstanceCatalogue.builtIn

    @Test(arguments: [
        ("c6id.4xlarge", "5.12:1", "2.56:1", 70, SnapshotFitness.Verdict.fits, 32),
        ("c6id.8xlarge", "5.12:1", "5.12:1", 70, .fits, 64),
        ("c6id.12xlarge", "5.12:1", "5.12:1", 70, .fits, 96),
        ("m6id.4xlarge", "10.24:1", "5.12:1", 140, .fitsOnBurst, 32),
        ("r6id.2xlarge", "20.48:1", "5.12:1", 280, .fitsOnBurst, 16),
        ("r6id.4xlarge", "20.48:1", "10.24:1", 280, .doesNotFit, 32),
        ("m6id.8xlarge", "10.24:1", "10.24:1", 140, .doesNotFit, 64),
    ])
    func `The documentation's types have these figures`(
        name: String, guaranteed: String, burst: String, seconds: Int, verdict: SnapshotFitness.Verdict, job: Int
    ) throws {
        let fitness = SnapshotFitness(try #require(catalogue[name]))
        #expect(fitness.guaranteed.ratioText == guaranteed)
        #expect(fitness.burst.ratioText == burst)
        #expect(fitness.guaranteed.seconds == seconds)
        #expect(fitness.verdict == verdict)
        #expect(fitness.largestJobMiB / 1024 == job)
    }

    @Test func `What EC2 rounds away of a bandwidth makes no type unfit`() throws {
        // 16.666 and 8.333 Gbps are thirds, 0.781 is 1/16 of 12.5.
        for name in ["c6id.large", "c8id.8xlarge"] {
            #expect(SnapshotFitness(try #require(catalogue[name])).verdict == .fits, "\(name)")
        }
    }

    @Test(arguments: [
        ("c6i.8xlarge", [SnapshotFitness.Drawback.noNVMe]), ("c7gd.8xlarge", [.notX86]),
        ("hpc6id.32xlarge", [.notSpot]),
        ("c6id.metal", [.bareMetal]), ("c6id.8xlarge", []), ("mac2.metal", [.noNVMe, .notX86, .notSpot, .bareMetal]),
    ])
    func `Other drawbacks are named`(name: String, drawbacks: [SnapshotFitness.Drawback]) throws {
        let fitness = SnapshotFitness(try #require(catalogue[name]))
        #expect(fitness.drawbacks == drawbacks)
        #expect(fitness.isRecommended == (drawbacks.isEmpty && fitness.verdict == .fits))
    }

    @Test func `No plain m6id or r6id fits, and their variants with more network do`() {
        let recommended = Set(catalogue.types.filter { SnapshotFitness($0).isRecommended }.map(\.family))
        #expect(recommended.isDisjoint(with: ["m6id", "r6id", "m5d", "r5d"]))
        #expect(recommended.isSuperset(of: ["c6id", "m6idn", "m5dn", "c8id"]))
    }

    @Test func `Five of the documentation's seven rows contradict EC2`() throws {
        let contradictions = DocumentedType.all.compactMap { row in
            catalogue[row.name].flatMap { row.contradiction(by: $0) }.map { "\(row.name): \($0)" }
        }
        #expect(
            contradictions == [
                "c6id.4xlarge: EC2 guarantees 6.25 Gbps and bursts to 12.5 Gbps, not 12.5 Gbps guaranteed",
                "r6id.2xlarge: it has 64 GiB of memory, not 16 GiB; "
                    + "EC2 guarantees 3.125 Gbps and bursts to 12.5 Gbps, not 12.5 Gbps guaranteed",
                "m6id.4xlarge: EC2 guarantees 6.25 Gbps and bursts to 12.5 Gbps, not 12.5 Gbps guaranteed",
                "r6id.4xlarge: EC2 guarantees 6.25 Gbps and bursts to 12.5 Gbps, not 12.5 Gbps guaranteed",
                "m6id.8xlarge: EC2 guarantees 12.5 Gbps, not 25 Gbps guaranteed",
            ])
    }
}
