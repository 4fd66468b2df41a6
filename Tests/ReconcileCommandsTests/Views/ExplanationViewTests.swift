import ManifestLoading
import Testing

@testable import ReconcileCommands

/// The pages of `explain`.
struct ExplanationViewTests {
    /// Lines that are longer than the terminal although they could be broken.
    private static func tooLong(_ text: Substring, _ columns: Int) -> [Substring] {
        text.split(separator: "\n").filter { $0.count > columns && $0.drop { $0 == " " }.contains(" ") }
    }

    @Test(arguments: [(60, 60), (80, 80), (120, 90)])
    func `no line is wider than the terminal, nor than 90 columns`(columns: Int, widest: Int) throws {
        let view = ExplanationView(columns: columns)
        #expect(view.columns == widest)
        #expect(Self.tooLong(view.index[...], widest) == [])
        for name in ExplanationView.names {
            let text = try #require(view.text(for: name))
            #expect(Self.tooLong(text[...], widest) == [], "\(name)")
        }
    }

    @Test func `no name is offered twice`() {
        #expect(Set(ExplanationView.names).count == ExplanationView.names.count)
    }

    @Test func `the index has every name, fields first`() throws {
        let index = ExplanationView(columns: 80).index
        let words = index.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(ExplanationView.names.allSatisfy(words.contains))
        let fields = try #require(index.firstRange(of: "max-cpus"))
        let kinds = try #require(index.firstRange(of: "unknown-field"))
        #expect(index.hasPrefix("Fields:\n") && fields.lowerBound < kinds.lowerBound)
    }

    @Test(arguments: [
        "scheduling-policy", "reconcile.scheduling-policy", "reconcile.job-limits.capacity", "job-limits.capacity",
        "capacity",
    ])
    func `a setting is found with and without the maps around it`(name: String) {
        #expect(ExplanationView.field(name) != nil)
    }

    @Test(arguments: ["", "nope", "reconcile.", "max-cpus.capacity", "\u{1B}[2J", "reconcile.max-cpus.x"])
    func `a name that does not exist has no page`(name: String) {
        #expect(ExplanationView(columns: 80).text(for: name) == nil)
    }

    @Test func `a page has the values, the default and what a change does`() throws {
        let page = try #require(ExplanationView(columns: 80).text(for: "max-cpus"))
        #expect(page.hasPrefix("max-cpus\n\n  "))
        #expect(page.contains("\n  takes     a whole number from 1 to "))
        #expect(page.contains("\n  required  in config-mode forge\n") && page.contains("\n  When it changes:\n"))
        #expect(ExplanationView.nearest(to: "max-cpu") == "max-cpus")
    }

    @Test func `a page says what each word of a choice does`() throws {
        for field in FieldCatalogue.environment.fields + FieldCatalogue.settings.fields {
            guard case .choice(let choices) = field.type else { continue }
            let view = ExplanationView(columns: 90)
            let page = try #require(view.text(for: field.name))
            let markdown = view.markdown(field)
            #expect(page.contains("\n  Values:\n"), "\(field.name)")
            for (word, meaning) in choices.all {
                let start = try #require(meaning.split(separator: " ").first)
                #expect(page.contains("\n    \(word): \(start)"), "\(field.name)")
                #expect(markdown.contains("\n  \(word): \(start)"), "\(field.name)")
            }
        }
    }

    @Test func `a page in Markdown is the meaning and a block`() throws {
        let field = try #require(ExplanationView.field("max-cpus"))
        let markdown = ExplanationView(columns: 80).markdown(field)
        #expect(markdown.hasPrefix("\(field.help)\n\n```text\ntakes "))
        #expect(markdown.contains("\nWhen it changes:\n") && markdown.hasSuffix("\n```"))
    }

    @Test func `a member of a map does not repeat what its map changes`() throws {
        let member = try #require(ExplanationView.field("job-limits")?.type.members.first)
        #expect(!ExplanationView(columns: 80).markdown(member).contains("When it changes"))
    }
}
