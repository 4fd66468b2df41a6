import InstanceTypes

/// On-Demand prices of Linux instances in us-east-1 on 2026-07-20, in USD an hour: the price list of AWS as
/// aws/karpenter-provider-aws recorded it in `pkg/providers/pricing/zz_generated.pricing_aws.go`. The simulated account
/// has them in every region. A family without a price here has none there.
enum PriceTable {
    /// A vCPU of the families whose sizes all cost the same for each, within half a percent.
    private static let families = """
        a1 0.0255, c5 0.0425, c5a 0.0385, c5ad 0.043, c5d 0.048, c5n 0.054, c6a 0.03825, c6g 0.034, c6gd 0.0384,
        c6gn 0.0432, c6i 0.0425, c6id 0.0504, c6in 0.0567, c7a 0.05132, c7g 0.03625, c7gd 0.045359, c7gn 0.0624,
        c7i 0.044625, c7i-flex 0.042394, c8a 0.053885, c8g 0.03988, c8gb 0.05925, c8gd 0.04899, c8gn 0.05925,
        c8i 0.046855, c8i-flex 0.04451, c8ib 0.06804, c8id 0.05544, c8in 0.06804, c8ine 0.08505, c9g 0.04347,
        c9gd 0.0534, d3 0.12486, d3en 0.13143, gr6f 0.066625, i3 0.078, i3en 0.113, i4g 0.07722, i4i 0.0858, i7i 0.09438,
        i7ie 0.12995, i8g 0.0858, i8ge 0.11865, im4gn 0.090948, is4gen 0.144075, m5 0.048, m5a 0.043, m5ad 0.0515,
        m5d 0.0565, m5dn 0.068, m5n 0.0595, m5zn 0.082585, m6a 0.0432, m6g 0.0385, m6gd 0.0452, m6i 0.048, m6id 0.059325,
        m6idn 0.07956, m6in 0.069615, m7a 0.05796, m7g 0.0408, m7gd 0.053392, m7i 0.0504, m7i-flex 0.04788, m8a 0.06086,
        m8azn 0.10323, m8g 0.04488, m8gb 0.07275, m8gd 0.05766, m8gn 0.07275, m8i 0.05292, m8i-flex 0.050275,
        m8ib 0.08354, m8id 0.06526, m8idb 0.09547, m8idn 0.09547, m8in 0.08354, m8ine 0.104425, m9g 0.04892,
        m9gd 0.06285, r5 0.063, r5a 0.0565, r5ad 0.0655, r5b 0.0745, r5d 0.072, r5dn 0.0835, r5n 0.0745, r6a 0.0567,
        r6g 0.0504, r6gd 0.0576, r6i 0.063, r6id 0.0756, r6idn 0.097695, r6in 0.087165, r7a 0.076075, r7g 0.05355,
        r7gd 0.068041, r7i 0.06615, r7iz 0.093, r8a 0.07988, r8g 0.05891, r8gb 0.09109, r8gd 0.07348, r8gn 0.09109,
        r8i 0.06946, r8i-flex 0.065985, r8ib 0.1046, r8id 0.08316, r8idb 0.117235, r8idn 0.117235, r8in 0.1046,
        x2gd 0.0835, x2idn 0.104203, x2iedn 0.208406, x2iezn 0.2085, x8g 0.0977, z1d 0.093
        """

    /// The types of families whose sizes do not.
    private static let types = """
        g4dn.xlarge 0.526, g4dn.2xlarge 0.752, g4dn.4xlarge 1.204, g4dn.8xlarge 2.176, g4dn.12xlarge 3.912,
        g4dn.16xlarge 4.352, g5.xlarge 1.006, g5.2xlarge 1.212, g5.4xlarge 1.624, g5.8xlarge 2.448, g5.12xlarge 5.672,
        g5.16xlarge 4.096, g5.24xlarge 8.144, g5.48xlarge 16.288, g6.xlarge 0.8048, g6.2xlarge 0.9776, g6.4xlarge 1.3232,
        g6.8xlarge 2.0144, g6.12xlarge 4.6016, g6.16xlarge 3.3968, g6.24xlarge 6.6752, g6.48xlarge 13.3504,
        g6e.xlarge 1.861, g6e.2xlarge 2.24208, g6e.4xlarge 3.00424, g6e.8xlarge 4.52856, g6e.12xlarge 10.4926,
        g6e.16xlarge 7.57719, g6e.24xlarge 15.0656, g6e.48xlarge 30.1312
        """

    /// Fargate in us-east-1, by the end of its usage type, as published answers of the price list have it: a vCPU
    /// and a GB on x86, and a vCPU on ARM.
    static let fargate = [
        ("Fargate-vCPU-Hours:perCPU", 0.04048), ("Fargate-GB-Hours", 0.004445),
        ("Fargate-ARM-vCPU-Hours:perCPU", 0.03238),
    ]

    /// The share of the On-Demand price that Spot Instances cost in a simulated account. Real ones follow supply and demand.
    static let spotShare = 0.4

    /// The price of an instance type; nil if the table has none.
    static func price(of type: InstanceType) -> Double? {
        guard !type.isBareMetal else { return nil }
        return typePrices[type.name] ?? familyPrices[type.family].map { $0 * Double(type.vCPUs) }
    }

    private static let familyPrices = read(families)
    private static let typePrices = read(types)

    private static func read(_ table: String) -> [String: Double] {
        let entries = table.split { $0 == "," || $0 == "\n" }.compactMap { entry -> (String, Double)? in
            let words = entry.split(separator: " ")
            guard words.count == 2, let price = Double(words[1]) else { return nil }
            return (String(words[0]), price)
        }
        return Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }
}
