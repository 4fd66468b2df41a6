/// The instance families that exist, and what Batch makes of an instance type's name.
enum InstanceFamilies {
    /// What may stand in place of a type or a family, with the architecture it stands for.
    private static let wildcards = ["optimal": "x86_64", "default_x86_64": "x86_64", "default_arm64": "arm64"]

    private static let sizes: Set<String> = [
        "nano", "micro", "small", "medium", "large", "xlarge", "2xlarge", "3xlarge", "4xlarge", "6xlarge", "8xlarge",
        "9xlarge", "10xlarge", "12xlarge", "16xlarge", "18xlarge", "24xlarge", "32xlarge", "48xlarge", "64xlarge",
        "96xlarge", "metal", "metal-12xl", "metal-16xl", "metal-24xl", "metal-32xl", "metal-48xl", "metal-96xl",
    ]

    private static let names = """
        a1 c1 c3 c4 c5 c5a c5ad c5d c5n c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c8a c8g c8gb c8gd c8gn \
        c8i c8id d2 d3 d3en dl1 dl2q f1 f2 g3 g3s g4ad g4dn g5 g5g g6 g6e g6f g7e gr6 gr6f h1 hpc6a hpc6id hpc7a \
        hpc7g hpc8a i2 i3 i3en i4g i4i i7i i7ie i8g i8ge im4gn inf1 inf2 is4gen m1 m2 m3 m4 m5 m5a m5ad m5d m5dn m5n \
        m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i m8a m8azn m8g m8gb m8gd m8gn m8i m8id p2 p3 p3dn p4d \
        p4de p5 p5e p5en r3 r4 r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz \
        r8a r8g r8gb r8gd r8gn r8i r8id t2 t3 t3a t4g trn1 trn1n trn2 vt1 x1 x1e x2gd x2idn x2iedn x2iezn x8aedz x8g \
        x8i z1d
        """
    private static let ordered = names.split(separator: " ").map(String.init)
    private static let known = Set(ordered)

    /// Every accepted family, as Batch lists them in its refusal.
    static var list: String { (["optimal"] + ordered).joined(separator: ", ") }

    /// `x86_64` or `arm64`; nil when there is no such type or family.
    static func architecture(of type: String) -> String? {
        if let architecture = wildcards[type] { return architecture }
        let parts = type.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let family = String(parts[0])
        guard known.contains(family), parts.count == 1 || sizes.contains(String(parts[1])) else { return nil }
        // Graviton families carry a 'g' right after their generation.
        let afterGeneration = family.drop { !$0.isNumber }.drop { $0.isNumber }
        return family == "a1" || afterGeneration.first == "g" ? "arm64" : "x86_64"
    }
}
