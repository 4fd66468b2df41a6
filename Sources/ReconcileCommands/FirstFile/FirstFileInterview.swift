import Diagnostics
import ManifestLoading

/// The way to a first file: what the command line gives, what was found, and on a terminal the answers of a person.
struct FirstFileInterview {
    /// The fields that the command line gives.
    var given: [String: String]
    /// The kind of environment that the command line names; nil if it names none.
    let example: FirstFileExample?
    /// True if a person can be asked.
    let asks: Bool
    /// The region that is proposed; nil if the environment names none.
    let region: String?
    /// The things that a region of an account has; nil if it was not looked at.
    var survey: AccountSurvey?
    /// The demand of the tasks of a trace; nil if there is none.
    var demand: TraceDemand?

    /// Returns the file.
    func file() async throws -> FirstFile {
        var first = FirstFile(example: example ?? .spot)
        if example == nil, asks { first.example = try await chosenExample() }
        let network = try await chosenNetwork()
        for (field, standard) in FirstFile.questions {
            let proposal = proposal(for: field) ?? standard
            if given[field] == nil, asks {
                try await ask(for: field, proposing: proposal, in: &first)
            } else {
                first.answers[field] = given[field] ?? proposal
                if let problem = first.problems(with: field).first { throw CommandError(problem) }
            }
        }
        if let survey { first.take(survey, network: network) }
        if let demand { try first.take(demand) }
        return first
    }

    // MARK: Proposals

    private func proposal(for field: String) -> String? {
        switch field {
        case "name": survey.map { Self.freeName(besides: $0.environments ?? []) }
        case "region": survey?.region ?? region
        case "work-dir": survey?.buckets?.first.map(FirstFile.workDirectory)
        default: nil
        }
    }

    /// Returns a name that no environment has: apply would change that one.
    private static func freeName(besides names: [String]) -> String {
        let (standard, taken) = (FirstFile.questions[0].standard, Set(names))
        let others = (2...taken.count + 2).map { "\(standard)-\($0)" }
        return ([standard] + others).first { !taken.contains($0) } ?? standard
    }

    // MARK: Questions

    /// The kinds of environments that can be chosen: a manual one has nothing that is looked for.
    private var examples: [FirstFileExample] {
        FirstFileExample.allCases.filter { $0 != .manual || survey == nil && demand == nil }
    }

    private func chosenExample() async throws -> FirstFileExample {
        let names = examples.map { (name: $0.rawValue, purpose: $0.purpose) }
        return examples[try await Self.choice("Which kind of environment?", among: names)]
    }

    private func chosenNetwork() async throws -> Int {
        guard asks, let networks = survey?.networks, networks.count > 1 else { return 0 }
        let names = networks.map { network in
            (name: network.vpc, purpose: (network.isDefault ? "the default VPC, " : "") + network.extent)
        }
        return try await Self.choice("Which VPC?", among: names)
    }

    /// Asks for one of some things, by its number or its name, until the answer is one. The first is proposed.
    private static func choice(_ question: String, among choices: [(name: String, purpose: String)]) async throws -> Int
    {
        for (index, choice) in choices.enumerated() {
            Console.message("\(index + 1)  \(choice.name): \(choice.purpose)")
        }
        while true {
            let answer = try await Question.answer("\(question) [1] ")
            if answer.isEmpty { return 0 }
            let number = Self.place(answer, among: choices.count)
            if let index = number ?? choices.firstIndex(where: { $0.name == answer }) { return index }
            Console.message("Type a number from 1 to \(choices.count), or a name.")
        }
    }

    /// Returns the place that a number from 1 names; nil if it names none.
    private static func place(_ answer: String, among count: Int) -> Int? {
        Int(answer).flatMap { $0 >= 1 && $0 <= count ? $0 - 1 : nil }
    }

    private func ask(for field: String, proposing proposal: String, in first: inout FirstFile) async throws {
        if let help = FieldCatalogue.environment[field]?.help { Console.message(help) }
        let choices = field == "work-dir" ? (survey?.buckets ?? []).prefix(Self.mostBuckets) : []
        for (index, bucket) in choices.enumerated() { Console.message("\(index + 1)  \(bucket)") }
        while true {
            let answer = try await Question.answer("\(field)? [\(proposal)] ")
            let bucket = Self.place(answer, among: choices.count).map { choices[$0] }
            first.answers[field] = bucket.map(FirstFile.workDirectory) ?? (answer.isEmpty ? proposal : answer)
            let problems = first.problems(with: field)
            if problems.isEmpty { return }
            for problem in problems { Console.message("error: \(problem)") }
        }
    }

    /// The most buckets that a question lists.
    private static let mostBuckets = 9
}
