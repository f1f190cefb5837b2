import Events
import Testing

@Suite struct `SHA-256 of a message` {
    static let vectors: [(String, String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]

    @Test(arguments: vectors.indices)
    func `is the published one`(index: Int) {
        #expect(SHA256.hash(Self.vectors[index].0).description == Self.vectors[index].1)
    }

    @Test func `is the published one for a million letters`() {
        let digest = SHA256.hash([UInt8](repeating: 97, count: 1_000_000))
        #expect(
            digest.description
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `does not depend on how the message is cut`() {
        let message = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let whole = SHA256.hash(message)
        for first in stride(from: 0, through: 200, by: 9) {
            for second in stride(from: first, through: 200, by: 13) {
                var hasher = SHA256()
                hasher.update(message[..<first])
                hasher.update(message[first..<second])
                hasher.update(message[second...])
                #expect(hasher.finish() == whole)
            }
        }
    }

    @Test func `reads a sequence that has no storage of its own`() {
        let lazy = (0..<100).lazy.map { UInt8($0) }
        #expect(SHA256.hash(lazy) == SHA256.hash(Array(lazy)))
    }
}
