import BlobStore
import Events
import Foundation
import TestSupport
import Testing

@Suite struct `Keeping blobs` {
    enum Kind: CaseIterable { case directory, memory }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func store(_ kind: Kind) -> any BlobStore {
        switch kind {
        case .directory: DirectoryBlobStore(folder.path("blobs"))
        case .memory: MemoryBlobStore()
        }
    }

    @Test(arguments: Kind.allCases)
    func `a content is read back by its digest`(kind: Kind) async throws {
        let store = store(kind)
        let bytes = Array("signalbox".utf8)
        let reference = try await store.put(bytes)
        #expect(reference == BlobReference(digest: SHA256.hash(bytes), size: 9))
        #expect(try await store.get(reference.digest) == bytes)
        #expect(await store.contains(reference.digest))
    }

    @Test(arguments: Kind.allCases)
    func `the same content is kept once`(kind: Kind) async throws {
        let store = store(kind)
        let first = try await store.put([1, 2, 3])
        #expect(try await store.put([1, 2, 3]) == first)
    }

    @Test(arguments: Kind.allCases)
    func `an empty content is a content`(kind: Kind) async throws {
        let store = store(kind)
        let reference = try await store.put([])
        #expect(try await store.get(reference.digest) == [])
    }

    @Test(arguments: Kind.allCases)
    func `a digest that nobody kept is missing`(kind: Kind) async throws {
        let store = store(kind)
        let digest = SHA256.hash([9])
        #expect(await !store.contains(digest))
        await #expect(throws: BlobError.missing(digest)) { try await store.get(digest) }
    }

    @Test(arguments: Kind.allCases)
    func `a content over the limit is refused`(kind: Kind) async throws {
        let store = store(kind)
        let bytes = [UInt8](repeating: 0, count: Limits.blobBytesMax + 1)
        await #expect(
            throws: BlobError.tooLarge(bytes: bytes.count, limit: Limits.blobBytesMax)
        ) { try await store.put(bytes) }
    }

    @Test func `a damaged file is found when it is read`() async throws {
        let store = store(.directory)
        let reference = try await store.put([1, 2, 3])
        let name = reference.digest.description
        let path = folder.path("blobs/sha256/\(name.prefix(2))/\(name)")
        try Data([1, 2, 4]).write(to: URL(fileURLWithPath: path))
        await #expect(throws: BlobError.damaged(reference.digest, path: path)) {
            try await store.get(reference.digest)
        }
    }

    @Test func `nothing but whole blobs is left in the folder`() async throws {
        let store = store(.directory)
        for byte in UInt8(0)..<20 { _ = try await store.put([byte]) }
        let names = FileManager.default.enumerator(atPath: folder.path("blobs"))
        let files = names?.compactMap { $0 as? String }.filter {
            $0.split(separator: "/").count == 3
        }
        #expect(files?.count == 20)
        #expect(files?.allSatisfy { !$0.contains("/.") } == true)
    }
}
