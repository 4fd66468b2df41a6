import ArgumentParser
import ReconcileCommands

@main
struct Entry {
    static func main() async {
        await Reconcile.run()
    }
}
