import AWSOperations
import Testing

/// Holds for every operation of the list.
struct OperationTests {
    @Test(arguments: OperationSample.all) func `a request is what botocore would send`(sample: OperationSample) throws {
        try sample.checkRequest()
    }

    @Test(arguments: OperationSample.all) func `an answer is read as botocore reads it`(sample: OperationSample) throws
    {
        try sample.checkAnswer()
    }

    /// Errors know no more of their call than its name.
    @Test(arguments: AllOperations.types)
    func `the name says if the operation changes something`(operation: any Operation.Type) {
        #expect(CallName.changes(operation.qualifiedName) == operation.isMutating)
    }

    @Test func `no service shares its name in settings`() {
        #expect(Set(Service.all.map(\.settingsName)).count == Service.all.count)
        #expect(Service.logs.settingsName == "cloudwatch_logs" && Service.efs.settingsName == "efs")
        #expect(Service.tagging.settingsName == "resource_groups_tagging_api")
    }
}
