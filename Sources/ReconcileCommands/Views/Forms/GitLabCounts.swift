import Planning

/// The numbers of a report of the kind `artifacts:reports:terraform`, which GitLab shows on a merge request.
///
/// GitLab's page counts each action of a change, and Terraform lists 'delete' and 'create' for a replacement: so a
/// replacement counts once in each. https://docs.gitlab.com/user/infrastructure/iac/mr_integration/
struct GitLabCounts: Equatable {
    var create = 0
    var update = 0
    var delete = 0

    var json: JSON { ["create": JSON(create), "update": JSON(update), "delete": JSON(delete)] }
}

extension GitLabCounts {
    init(_ summary: Plan.Summary) {
        create = summary.create + summary.replace
        update = summary.update
        delete = summary.delete + summary.replace
    }

    /// The changes with which apply undoes a drift. An environment of which nothing exists counts as one.
    init(_ drift: Drift) {
        create = drift.missing.count
        for resource in drift.resources where !resource.isLeft {
            if resource.event == .deleted { create += 1 } else { update += 1 }
        }
    }
}
