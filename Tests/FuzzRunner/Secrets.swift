/// Secrets of the cases; no text that is shown may have a piece of one.
enum Secrets {
    /// The keys that sign.
    static let own = "wJalrXUtnFEMIK7MDENGbPxRfiCYqzKJ8Hd3v1Q"
    static let ownToken = "IQoJb3JpZ2luX2VjEOw9nZkT4vLr7cYp2sXaGmB8"
    /// Secrets that answers with credentials and credential files contain.
    static let answered = "zQ8rT1vYk3LmXw7NpUeR5sBhGd2fJcAoV6iEn4tW"
    static let answeredToken = "FwoGZXIvYXdzEJr7hK2mVx9pQd4sLz6tYb1nWc3u"
    static let file = "k7GvPz2Xc9RmWb4NsTq6YhLd1JfUe8AoK3iVn5rS"
    static let webToken = "eyJhbGciOiJSUzI1NiJ9Tq4vXm8zLp2rWk6nYc1d"

    private static let pieceLength = 8
    private static let pieces: Set<[UInt8]> = Set(
        [own, ownToken, answered, answeredToken, file, webToken].flatMap { secret -> [[UInt8]] in
            let bytes = Array(secret.utf8)
            return (0...bytes.count - pieceLength).map { Array(bytes[$0..<$0 + pieceLength]) }
        }.filter { Set($0).count > 2 })

    /// The first piece of a secret in a text; nil if it has none.
    static func found(in text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= pieceLength else { return nil }
        for start in 0...bytes.count - pieceLength {
            let piece = Array(bytes[start..<start + pieceLength])
            if pieces.contains(piece) { return String(decoding: piece, as: UTF8.self) }
        }
        return nil
    }
}
