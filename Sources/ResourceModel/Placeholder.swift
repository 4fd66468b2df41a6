// ResourceModel
