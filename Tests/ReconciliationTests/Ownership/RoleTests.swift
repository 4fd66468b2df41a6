import AWSOperations
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Stories
import Testing

/// The rights on the roles that reconcile makes, in an account that refuses what IAM refuses.
struct RoleTests {
    @Test
    func `an environment without any bucket is applied`() async throws {
        let environment = Story.environment("bench") {
            $0.provisioningModel = .ec2
            ($0.fusionV2, $0.wave) = (false, false)
            $0.allowedBuckets = []
            ($0.efsID, $0.efsMount) = ("fs-01234567", "/mnt/efs")
        } settings: {
            $0.workDirectory = "/mnt/efs/work"
        }
        let story = Story()
        #expect(try await story.apply([environment]).failures == [])
        #expect(try await story.plan([environment]).summary.hasChanges == false)
    }

    @Test
    func `the whole bucket in place of a folder is a change, and back`() async throws {
        let folder = Story.environment("bench") {
            $0.allowedBuckets = [AllowedBucket("clinical", folder: "cohort-7")]
        }
        let whole = Story.environment("bench") { $0.allowedBuckets = ["clinical"] }
        let story = Story()
        #expect(try await story.apply([folder]).failures == [])
        for file in [whole, folder] {
            let changes = try await story.plan([file]).resources.flatMap(\.changes).map(\.path)
            #expect(changes == ["policies"])
            #expect(try await story.apply([file]).failures == [])
            await story.account.clock.advance(by: 60)
            #expect(try await story.plan([file]).summary.hasChanges == false)
        }
    }
}
