import AWSOperations
import Diagnostics
import Planning
import Reconciliation
import ResourceModel

/// Shows an apply on a terminal: finished work as lines that stay, and below them a few lines that change.
actor LiveApplyView: ApplyView {
    private let style: Style
    /// The terminal's columns, asked for again each time, for it may have been resized.
    private let columns: @Sendable () -> Int
    private var running: [CallOrigin.Step: (step: StepGraph.Step, status: String, since: ContinuousClock.Instant)] = [:]
    private var shownLines = 0
    private var ticker: Task<Void, Never>?
    private var awaiting: [EnvironmentKey: String] = [:]

    /// The most lines that are shown of what is under way.
    private static let height = 8

    init(style: Style, columns: @escaping @Sendable () -> Int) {
        self.style = style
        self.columns = columns
    }

    func show(_ event: ApplyEvent) async {
        var permanent: [String] = []
        switch event {
        case .started(let step): running[step.origin] = (step, step.present, .now)
        case .progress(let step, let status, _): running[step.origin]?.status = status
        case .completed(let step, _):
            running[step.origin] = nil
            permanent = LineApplyView.lines(event, style)
        case .failed(let step, _, _):
            running[step.origin] = nil
            permanent = LineApplyView.lines(event, style)
        case .skipped: permanent = LineApplyView.lines(event, style)
        case .awaiting(let environment, let status): awaiting[environment.key] = status
        }
        redraw(permanent)
        if ticker == nil { ticker = Task { await tick() } }
    }

    /// Prints lines through the view: lines written past it would be wiped, and the view's own lines would stay.
    func announce(_ lines: [String]) async { redraw(lines) }

    func finish() async {
        ticker?.cancel()
        running = [:]
        awaiting = [:]
        redraw([])
    }

    /// Lets the seconds run on.
    private func tick() async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: .seconds(1)) } catch { return }
            redraw([])
        }
    }

    private func redraw(_ permanent: [String]) {
        let lines = statusLines
        Console.redraw(wiping: shownLines, (permanent + lines).map { $0.escapedLineFeeds + "\n" }.joined())
        shownLines = lines.count
    }

    private var statusLines: [String] {
        let steps = running.values.sorted {
            ($0.step.account ?? "", $0.step.id) < ($1.step.account ?? "", $1.step.id)
        }
        // A line that wraps would be two lines to wipe, and all that is under way has to fit on the screen.
        let width = columns()
        var lines = steps.prefix(Self.height).map { one in
            let seconds = (ContinuousClock.now - one.since).components.seconds
            // What moves comes first, so that a narrow terminal cuts the name.
            let forms = ([one.step.subject] + one.step.shortSubjects).map {
                "… \(one.status) (\(seconds) s) \($0)"
            }
            return forms.first { $0.count < width } ?? forms[forms.count - 1]
        }
        if steps.count > Self.height { lines.append("… and \(steps.count - Self.height) more") }
        lines += awaiting.sorted { $0.key < $1.key }.map { "… \($0.value) \($0.key.heading)" }
        return lines.map { style(.dim, LineWrapper.clipped($0, to: width)) }
    }
}
