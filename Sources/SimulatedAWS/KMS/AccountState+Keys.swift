import AWSOperations

extension Registry {
    mutating func registerKeys() {
        on(KMS.DescribeKey.self) { input, world, call in
            guard
                let key = world[region: call.region].references.keys?.first(where: {
                    $0.arn == input.keyId || $0.keyId == input.keyId
                })
            else {
                throw call.refusal("NotFoundException", "Key '\(input.keyId)' does not exist", status: 400)
            }
            return KMS.DescribeKey.Output(keyMetadata: key)
        }
    }
}
