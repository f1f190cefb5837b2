public import Events
private import Synchronization

/// Blobs that last as long as the value; for tests and simulations.
public final class MemoryBlobStore: BlobStore {
    private let blobs = Mutex<[SHA256Digest: [UInt8]]>([:])

    /// Begins without blobs.
    public init() {}

    /// Keeps the bytes.
    public func put(_ bytes: [UInt8]) async throws(BlobError) -> BlobReference {
        let reference = try BlobReference(of: bytes)
        blobs.withLock { $0[reference.digest] = bytes }
        return reference
    }

    /// The bytes behind a digest.
    public func get(_ digest: SHA256Digest) async throws(BlobError) -> [UInt8] {
        guard let bytes = blobs.withLock({ $0[digest] }) else { throw .missing(digest) }
        return bytes
    }

    /// Whether there is a blob of this digest.
    public func contains(_ digest: SHA256Digest) async -> Bool {
        blobs.withLock { $0[digest] != nil }
    }

    /// Forgets a blob, as a lost disk would.
    public func remove(_ digest: SHA256Digest) {
        blobs.withLock { $0[digest] = nil }
    }
}

extension BlobReference {
    /// Refers to bytes that are not too many.
    init(of bytes: [UInt8]) throws(BlobError) {
        guard bytes.count <= Limits.blobBytesMax else {
            throw .tooLarge(bytes: bytes.count, limit: Limits.blobBytesMax)
        }
        self.init(digest: SHA256.hash(bytes), size: bytes.count)
    }
}
