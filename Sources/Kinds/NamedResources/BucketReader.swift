package import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads S3 buckets that files name, and the regions that they are in.
struct BucketReader: ReferenceReader {
    let kind = ResourceKind.bucket

    /// The number of buckets from which on a list of the account's own buckets comes first.
    static let listThreshold = 6

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        var findings = ReferenceFindings()
        let names = Set(resources.map(\.name)).sorted()
        var regions: [String: String] = [:]
        if names.count >= Self.listThreshold {
            // If the list is denied, nothing is lost: each bucket is then asked for by itself.
            var list = ReferenceFindings()
            let own = try await list.answer(on: kind, in: region) { try await S3.allBuckets(caller) }
            for bucket in own ?? [] { regions[bucket.name ?? ""] = bucket.bucketRegion ?? "" }
        }
        let read = try await concurrently(names.filter { regions[$0] == nil }) { name in
            (name, try await look(for: name, in: region, caller))
        }
        var unread: [(String, UnreadReference)] = []
        for (name, look) in read {
            switch look {
            case .found(let region): regions[name] = region
            case .missing: break
            case .unread(let one): unread.append((name, one))
            }
        }
        findings.note(unread)
        for resource in resources {
            guard let region = regions[resource.name] else { continue }
            var properties: [String: Value] = [:]
            if !region.isEmpty { properties["region"] = .string(region) }
            findings.resources[resource.address] = [
                ObservedResource(resource.address, name: resource.name, properties: .map(properties))
            ]
        }
        return findings
    }

    private enum Look: Sendable {
        /// It exists, in a region; empty if S3 did not say in which.
        case found(String)
        case missing
        case unread(UnreadReference)
    }

    /// Looks for a bucket. If it is elsewhere, or may not be read, S3 gives its region in a header.
    private func look(for name: String, in region: String, _ caller: any Caller) async throws -> Look {
        do {
            return .found(try await caller.call(S3.HeadBucket(bucket: name)).bucketRegion ?? region)
        } catch let error as ServiceError {
            if let elsewhere = error.bucketRegion { return .found(elsewhere) }
            // A good status in an answer that is none of S3's: a page in its place. No right is missing.
            if error.code == ServiceError.unreadableAnswer { throw error }
            // An answer without a body may come from any server. If a bucket is missing, S3 says so in the body.
            if error.status == 404, try await isMissing(name, caller) { return .missing }
            return .unread(UnreadReference(kind, in: region, action: "s3:ListBucket", reason: "\(error)"))
        } catch let error as NoResponse {
            return .unread(UnreadReference(kind, in: region, action: "s3:ListBucket", reason: "\(error)"))
        }
    }

    private func isMissing(_ name: String, _ caller: any Caller) async throws -> Bool {
        do {
            _ = try await caller.call(S3.GetBucketLocation(bucket: name))
        } catch let error as ServiceError {
            return error.code == "NoSuchBucket"
        } catch is NoResponse {}
        return false
    }
}

extension S3 {
    /// Reads all buckets of the account, of every region.
    package static func allBuckets(_ caller: any Caller) async throws -> [Bucket] {
        try await everyPage(of: ListBuckets.self) { token in
            let answer = try await caller.call(ListBuckets(maxBuckets: 1000, continuationToken: token))
            return (answer.buckets ?? [], answer.continuationToken)
        }
    }
}
