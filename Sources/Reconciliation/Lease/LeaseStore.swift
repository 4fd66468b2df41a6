import AWSOperations

/// The object of a lease, in a bucket of any region.
public actor LeaseStore {
    /// The lease.
    public nonisolated let lease: Lease
    private let access: AWSAccess
    /// The region of the bucket, as far as it is known.
    private var region: String

    /// Makes a store.
    ///
    /// - Parameter region: the region in which the bucket is looked for first; S3 names another one if it is there.
    public init(_ lease: Lease, _ access: AWSAccess, region: String) {
        self.lease = lease
        self.access = access
        self.region = region
    }

    /// Reads the holder of the lease; nil if there is none. Throws a
    /// ``ReconciliationError`` if the object is not a lease.
    public func read() async throws -> HeldLease? {
        do {
            let object = try await call(S3.GetObject(bucket: lease.bucket, key: lease.key))
            return HeldLease(
                try LeaseRecord(object.body, of: lease), eTag: try tag(object.eTag), lastModified: object.lastModified,
                now: object.date)
        } catch let error as ServiceError where error.status == 404 {
            return nil
        }
    }

    /// Removes the lease that was read, unless it has changed since. Returns true if it was removed.
    public func clear(_ held: HeldLease) async throws -> Bool {
        do {
            try await remove(held.eTag)
            return true
        } catch let error as ServiceError where [404, 409, 412].contains(error.status) {
            return false
        }
    }

    /// Writes the object if there is none; returns its ETag.
    func create(_ record: LeaseRecord) async throws -> String {
        try await put(record, ifMatch: nil, ifNoneMatch: "*")
    }

    /// Writes the object over the one with the ETag; returns the new ETag.
    func replace(_ record: LeaseRecord, over eTag: String) async throws -> String {
        try await put(record, ifMatch: eTag, ifNoneMatch: nil)
    }

    /// Removes the object with the ETag.
    func remove(_ eTag: String) async throws {
        _ = try await call(S3.DeleteObject(bucket: lease.bucket, key: lease.key, ifMatch: eTag))
    }

    private func put(_ record: LeaseRecord, ifMatch: String?, ifNoneMatch: String?) async throws -> String {
        let put = S3.PutObject(
            bucket: lease.bucket, key: lease.key, body: try record.bytes, contentType: "application/json",
            ifMatch: ifMatch, ifNoneMatch: ifNoneMatch)
        return try tag(try await call(put).eTag)
    }

    private func tag(_ eTag: String?) throws -> String {
        guard let eTag else {
            throw ReconciliationError(
                "\(lease): the answer has no ETag", detail: "a lease needs a store with S3's conditional writes")
        }
        return eTag
    }

    /// Sends a call. If the bucket is in another region, it is sent there, once.
    private func call<O: Operation>(_ operation: O) async throws -> O.Output {
        do {
            do {
                return try await access.caller(region).call(operation)
            } catch let error as ServiceError where [301, 307, 400].contains(error.status) {
                guard let other = error.bucketRegion, other != region else { throw error }
                region = other
                return try await access.caller(other).call(operation)
            }
        } catch let error as ServiceError where error.code == "NoSuchBucket" {
            throw ReconciliationError(
                "the bucket '\(lease.bucket)' of the lease does not exist",
                detail: "make it, in any region of the account, or correct \(lease)")
        }
    }
}
