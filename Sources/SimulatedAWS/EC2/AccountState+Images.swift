import AWSOperations

extension Registry {
    mutating func registerImages() {
        on(EC2.DescribeImages.self) { try $1.describeImages($0, $2) }
        on(EC2.DescribeKeyPairs.self) { try $1.describeKeyPairs($0, $2) }
    }
}

extension AccountState {
    fileprivate func describeImages(_ input: EC2.DescribeImages, _ call: Call) throws -> EC2.DescribeImages.Output {
        let images = self[region: call.region].references.images
        let ids = Set(images.map(\.imageId))
        let others = publicImages(region: call.region).filter { !ids.contains($0.imageId) }
        let shown = (images + others).filter {
            $0.state != "disabled" || input.includeDisabled == true
        }
        let found = try EC2Filter.apply(input.filters, to: shown, call) { image, name in
            switch name {
            case "image-id": [image.imageId ?? ""]
            case "state": [image.state ?? ""]
            case "architecture": [image.architecture ?? ""]
            case "name": [image.name ?? ""]
            default: nil
            }
        }
        let page = try ec2Page(found, nil, input.nextToken, sizes: 5...1000, call)
        return EC2.DescribeImages.Output(nextToken: page.next, images: page.items)
    }

    fileprivate func describeKeyPairs(
        _ input: EC2.DescribeKeyPairs, _ call: Call
    ) throws -> EC2.DescribeKeyPairs.Output {
        let found = try EC2Filter.apply(input.filters, to: self[region: call.region].keyPairs, call) { pair, name in
            name == "key-name" ? [pair] : nil
        }
        return EC2.DescribeKeyPairs.Output(keyPairs: found.map { EC2.KeyPairInfo(keyName: $0) })
    }
}
