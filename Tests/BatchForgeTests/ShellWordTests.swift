import ResourceModel
import Testing

@testable import BatchForge

/// Words of a shell, and the tag that names a resource.
struct ShellWordTests {
    @Test(arguments: [
        ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("'\u{301}; id", "''\\''\u{301}; id'"),
        ("$(id)", "'$(id)'"),
        ("a\nb", "'a\nb'"), ("\\", #"'\'"#),
    ])
    func `quotes every text as one word`(text: String, word: String) {
        #expect(ShellWord.quoted(text).unicodeScalars.elementsEqual(word.unicodeScalars))
        #expect(ShellWord.plain(text).unicodeScalars.elementsEqual(word.unicodeScalars))
    }

    @Test(arguments: ["/mnt/efs", "fs-0123:/", "a.b_c-d"])
    func `a text that a shell takes as it is stays as it is`(text: String) { #expect(ShellWord.plain(text) == text) }

    @Test func `a name that no tag can hold is named by a hash`() {
        let value = { OwnershipTags.resourceValue(.logGroup, $0) }
        #expect(value("/acme/jobs") == "log-group//acme/jobs")
        let long = String(repeating: "a", count: 300)
        let odd = ["/a#b", "/a_b#", "/a#b#", long, long + "b"]
        #expect(Set(odd.map(value)).count == odd.count)
        for name in odd {
            #expect(value(name).utf8.count <= 256 && !value(name).contains("#") && value(name).hasPrefix("log-group/"))
        }
        #expect(value("/a#b") == "log-group//a_b@" + String(value("/a#b").suffix(16)))
    }
}
