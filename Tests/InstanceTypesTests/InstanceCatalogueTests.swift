import InstanceTypes
import Testing

/// The built-in catalogue against what EC2 documents of types that everybody knows.
struct InstanceCatalogueTests {
    private let catalogue = InstanceCatalogue.builtIn

    @Test func `a type has the figures that EC2 gives`() throws {
        let type = try #require(catalogue["c6id.12xlarge"])
        #expect((type.vCPUs, type.memoryMiB) == (48, 98_304))
        #expect((type.baselineMbps, type.peakMbps, type.networkCards) == (18_750, 18_750, 1))
        #expect(type.architecture == .x86)
        #expect(type.disks?.count == 2)
        #expect(type.disks?.sizeGB == 1425)
        #expect(type.hasNVMe && type.isSoldAsSpot && !type.isBareMetal && type.gpus == nil)
    }

    @Test func `every line of the table is read in full`() {
        let types = catalogue.types
        #expect(types.count > 1200 && Set(types.map(\.name)).count == types.count)
        #expect(catalogue.families == catalogue.families.sorted())
        for family in catalogue.families { #expect(!catalogue.types(ofFamily: family).isEmpty, "\(family)") }
        for type in types {
            #expect(catalogue[type.name] == type)
            #expect(InstanceCatalogue.isSize(type.size), "\(type.name)")
            #expect(type.baselineMbps > 0 && type.baselineMbps <= type.peakMbps, "\(type.name)")
            #expect(type.vCPUs > 0 && type.memoryMiB > 0, "\(type.name)")
        }
    }

    @Test func `tells GPUs, Macs, disks without NVMe and types without Spot apart`() throws {
        let big = try #require(catalogue["p5.48xlarge"])
        #expect(big.gpus?.count == 8 && big.gpus?.name == "NVIDIA H100" && big.gpus?.isNVIDIA == true)
        #expect(big.networkCards == 32 && big.baselineMbps == 100_000)
        let share = try #require(catalogue["g6f.large"])
        #expect(share.gpus?.count == 1 && share.gpus?.name == "NVIDIA L4 (1/8)")
        #expect(catalogue["g4ad.xlarge"]?.gpus?.isNVIDIA == false)
        #expect(catalogue["mac2.metal"]?.architecture.runsLinux == false)
        #expect(catalogue["c3.large"]?.hasNVMe == false && catalogue["c3.large"]?.disks?.count == 2)
        #expect(catalogue["hpc7a.96xlarge"]?.isSoldAsSpot == false)
    }

    @Test func `a family has no bare metal, and a word of Batch means its families`() throws {
        let family = try #require(catalogue.expansion(of: "c6id"))
        #expect(
            family.map(\.size) == [
                "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge",
                "24xlarge", "32xlarge",
            ])
        #expect(catalogue.types(ofFamily: "c6id").map(\.size).last == "metal")
        #expect(catalogue.expansion(of: "c6id.metal")?.map(\.name) == ["c6id.metal"])
        for (word, families) in InstanceCatalogue.words {
            let types = try #require(catalogue.expansion(of: word))
            #expect(Set(types.map(\.family)) == Set(families))
            #expect(Set(types.map(\.architecture)).count == 1)
        }
        #expect(catalogue.expansion(of: "mac2") == [])
        for unknown in ["", ".", "c6i.", ".large", "c6i.huge", "c99x", "C6ID", "c6id.large.x", "c6"] {
            #expect(catalogue.expansion(of: unknown) == nil, "\(unknown)")
        }
    }

    @Test func `compares an unknown name with those of its family or its size`() {
        #expect(catalogue.names(near: "c6id.4xlrge").contains("c6id.4xlarge"))
        #expect(catalogue.names(near: "c6di.4xlarge").contains("c6id.4xlarge"))
        #expect(!catalogue.names(near: "c6di.4xlarge").contains("c6id.8xlarge"))
        #expect(catalogue.names(near: "c6di").contains("c6id"))
        #expect(catalogue.names(near: "optimel").contains("optimal"))
    }

    @Test(arguments: [
        ("large", true), ("48xlarge", true), ("metal", true), ("metal-48xl", true), ("112xlarge", true),
        ("huge", false), ("4xlrge", false), ("04xlarge", false), ("xxlarge", false), ("metal-48xlarge", false),
        ("", false), ("metal-", false), ("metal-xl", false),
    ])
    func `a size is one of EC2's words`(text: String, isSize: Bool) {
        #expect(InstanceCatalogue.isSize(text) == isSize)
    }

    @Test func `a catalogue has only what its lines say and it can read`() {
        let other = InstanceCatalogue(
            lines: ["z9,arm64|large,2,4096,500,1000|huge,x,1,1,1|tiny,1,1,1,1,q9"], date: "2030-01-01", source: "test")
        #expect(other.types.map(\.name) == ["z9.large"])
        #expect(other["z9.large"]?.architecture == .arm)
        #expect(other["c6id.large"] == nil)
    }

    @Test(arguments: [(64 * 1024, "64 GiB"), (1740, "1.69 GiB"), (512, "0.5 GiB"), (0, "0 GiB")])
    func `memory is written without needless digits`(mebibytes: Int, text: String) throws {
        var type = try #require(catalogue["c6id.large"])
        type.memoryMiB = mebibytes
        #expect(type.memoryText == text)
    }

    @Test(arguments: [(12_500, "12.5 Gbps"), (781, "0.781 Gbps"), (100_000, "100 Gbps"), (64, "0.064 Gbps")])
    func `bandwidth is written without needless digits`(mbps: Int, text: String) throws {
        var type = try #require(catalogue["c6id.large"])
        type.baselineMbps = mbps
        #expect(type.baselineText == text)
    }
}
