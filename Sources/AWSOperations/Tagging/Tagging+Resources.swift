// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension Tagging {
    /// [GetResources](https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html)
    package struct GetResources: Operation, Codable {
        package static var service: Service { .tagging }
        package static var isMutating: Bool { false }
        package var paginationToken: String?
        package var tagFilters: [TagFilter]?
        package var resourcesPerPage: Int?
        package var resourceTypeFilters: [String]?
        package init(
            paginationToken: String? = nil, tagFilters: [TagFilter]? = nil, resourcesPerPage: Int? = nil,
            resourceTypeFilters: [String]? = nil
        ) {
            self.paginationToken = paginationToken
            self.tagFilters = tagFilters
            self.resourcesPerPage = resourcesPerPage
            self.resourceTypeFilters = resourceTypeFilters
        }
        private enum CodingKeys: String, CodingKey {
            case paginationToken = "PaginationToken"
            case tagFilters = "TagFilters"
            case resourcesPerPage = "ResourcesPerPage"
            case resourceTypeFilters = "ResourceTypeFilters"
        }
        /// What AWS answers; the token of the last page is empty.
        package struct Output: Sendable, Codable {
            package var paginationToken: String?
            package var resourceTagMappingList: [ResourceTagMapping]?
            package init(paginationToken: String? = nil, resourceTagMappingList: [ResourceTagMapping]? = nil) {
                self.paginationToken = paginationToken
                self.resourceTagMappingList = resourceTagMappingList
            }
            private enum CodingKeys: String, CodingKey {
                case paginationToken = "PaginationToken"
                case resourceTagMappingList = "ResourceTagMappingList"
            }
        }
    }
    /// [TagFilter](https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_TagFilter.html)
    package struct TagFilter: Sendable, Codable, Hashable {
        package var key: String?
        package var values: [String]?
        package init(key: String? = nil, values: [String]? = nil) {
            self.key = key
            self.values = values
        }
        private enum CodingKeys: String, CodingKey {
            case key = "Key"
            case values = "Values"
        }
    }
    /// [ResourceTagMapping](https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_ResourceTagMapping.html)
    package struct ResourceTagMapping: Sendable, Codable, Hashable {
        package var resourceARN: String?
        package var tags: [Tag]?
        package init(resourceARN: String? = nil, tags: [Tag]? = nil) {
            self.resourceARN = resourceARN
            self.tags = tags
        }
        private enum CodingKeys: String, CodingKey {
            case resourceARN = "ResourceARN"
            case tags = "Tags"
        }
    }
    /// [Tag](https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_Tag.html)
    package struct Tag: Sendable, Codable, Hashable {
        package var key: String
        package var value: String
        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
        private enum CodingKeys: String, CodingKey {
            case key = "Key"
            case value = "Value"
        }
    }
}
