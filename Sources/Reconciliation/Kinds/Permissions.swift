/// The IAM actions that a kind needs; README's lists and IAM policies come from here.
package struct Permissions: Sendable, ExpressibleByArrayLiteral {
    /// The actions by what they are for, in order.
    package var all: [Permission]

    /// Makes permissions from a list.
    package init(arrayLiteral elements: Permission...) { all = elements }

    /// Makes permissions from a list.
    package init(_ all: [Permission]) { self.all = all }

    /// The actions that plan and status need.
    package var reading: [String] { actions(.reading) }
    /// The actions that plan and status can do without, with a note.
    package var optional: [String] { actions(.optional) + actions(.searching) + actions(.pruning) }
    /// The additional actions that apply and destroy need.
    package var writing: [String] { actions(.writing) }

    private func actions(_ use: Permission.Use) -> [String] { all.filter { $0.use == use }.flatMap(\.actions) }
}
