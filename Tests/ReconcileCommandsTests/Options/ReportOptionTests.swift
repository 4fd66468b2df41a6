import ArgumentParser
import Planning
import Testing

@testable import ReconcileCommands

/// `--report FORM=FILE`
struct ReportOptionTests {
    @Test func `takes a form and a file, which may have an equals sign`() throws {
        #expect(try ReportOption.read("html=a=b.html") == ReportOption(form: .html, path: "a=b.html"))
    }

    @Test(arguments: ["html", "", "=a", "pdf=a", "html=", "html=-", "HTML=a"])
    func `refuses what is no form and file`(text: String) {
        #expect(throws: ValidationError.self) { try ReportOption.read(text) }
    }

    @Test func `a file is one report`() {
        #expect(throws: (any Error).self) { try PlanOutputOptions.parse(["--report", "html=a", "--report", "dot=a"]) }
        #expect(throws: Never.self) { try PlanOutputOptions.parse(["--report", "html=a", "--report", "dot=b"]) }
    }

    @Test func `every form begins as its beginnings say`() {
        let plan = PlanReport(
            document: PlanDocument(MarkdownPlanViewTests.plan([("a", .create, "")]), origins: FieldOrigins([])))
        for form in OutputFormat.allCases {
            let text = plan.written(as: form, style: Style(isColored: false), columns: 80).escaped
            #expect(form.beginnings.contains { text.hasPrefix($0) }, "\(form)")
        }
    }
}
