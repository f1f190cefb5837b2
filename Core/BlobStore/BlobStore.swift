public import Events

/// Payloads by their SHA-256: the same content is kept once, and never changes.
///
/// A blob is durable when `put` returns, so that an event may refer to it in the next append.
public protocol BlobStore: Sendable {
    /// Keeps the bytes and answers with the reference that an event carries.
    func put(_ bytes: [UInt8]) async throws(BlobError) -> BlobReference

    /// The bytes behind a digest, checked against it.
    func get(_ digest: SHA256Digest) async throws(BlobError) -> [UInt8]

    /// Whether there is a blob of this digest.
    func contains(_ digest: SHA256Digest) async -> Bool
}

/// What an event carries in place of a large payload.
public struct BlobReference: Hashable, Sendable {
    /// The content's digest, which is its name.
    public let digest: SHA256Digest
    /// Bytes of the content.
    public let size: Int

    /// Refers to a content.
    public init(digest: SHA256Digest, size: Int) {
        (self.digest, self.size) = (digest, size)
    }
}

/// Why a blob was not kept or read.
public enum BlobError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The content is larger than a blob may be.
    case tooLarge(bytes: Int, limit: Int)
    /// There is none of this digest.
    case missing(SHA256Digest)
    /// The stored bytes have another digest.
    case damaged(SHA256Digest, path: String)
    /// The file system refused.
    case failed(path: String, code: Int32, reason: String)

    /// What is wrong, which one, and what to do next.
    public var description: String {
        switch self {
        case .tooLarge(let bytes, let limit):
            "a payload of \(bytes) bytes is over the limit of \(limit): split it"
        case .missing(let digest):
            "blob \(digest) is missing: restore the folder blobs/ from a backup"
        case .damaged(let digest, let path):
            "blob \(digest) is damaged (\(path)): restore the file from a backup"
        case .failed(let path, _, let reason):
            "\(path): \(reason): check the disk and its permissions, then try again"
        }
    }
}
