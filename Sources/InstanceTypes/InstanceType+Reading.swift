extension InstanceType {
    /// The types of a line of the table; Scripts/generate-instance-types.py describes the format of a line.
    static func types(of line: String) -> [InstanceType] {
        // By bytes: a line is ASCII, and what a character is costs a hundred times what a byte does.
        let entries = line.utf8.split(separator: UInt8(ascii: "|"))
        guard let head = entries.first?.split(separator: UInt8(ascii: ",")).map(Substring.init), head.count == 2,
            let architecture = Architecture(rawValue: String(head[1]))
        else { return [] }
        return entries.dropFirst().compactMap { InstanceType($0, family: String(head[0]), architecture) }
    }

    private init?(_ entry: Substring.UTF8View, family: String, _ architecture: Architecture) {
        let parts = entry.split(separator: UInt8(ascii: ",")).map(Substring.init)
        guard parts.count >= 5, let vCPUs = Int(parts[1]), let memory = Int(parts[2]), let baseline = Int(parts[3]),
            let peak = Int(parts[4])
        else { return nil }
        self.init(
            family: family, size: String(parts[0]), vCPUs: vCPUs, memoryMiB: memory, architecture: architecture,
            baselineMbps: baseline, peakMbps: peak)
        for part in parts.dropFirst(5) {
            let rest = part.dropFirst()
            switch part.first {
            case "n", "d":
                guard let (count, size) = Self.counted(rest), let gigabytes = Int(size) else { return nil }
                disks = Disks(count: count, sizeGB: gigabytes, isNVMe: part.first == "n")
            case "g":
                guard let (count, name) = Self.counted(rest) else { return nil }
                gpus = GPUs(count: count, name: String(name))
            case "c":
                guard let cards = Int(rest) else { return nil }
                networkCards = cards
            case "o": isSoldAsSpot = false
            default: return nil
            }
        }
    }

    /// `2x1900` as 2 and `1900`.
    private static func counted(_ text: Substring) -> (Int, Substring)? {
        guard let cross = text.firstIndex(of: "x"), let count = Int(text[..<cross]) else { return nil }
        return (count, text[text.index(after: cross)...])
    }
}
