public import Events
private import Foundation
private import Synchronization

/// Blobs as files `sha256/ab/<digest>` below a folder.
///
/// A file appears under its name only when all of it is on the disk: it is written beside its place,
/// synced, renamed, and its folder is synced.
public struct DirectoryBlobStore: BlobStore {
    private let folder: String
    private static let written = Atomic(0)

    /// Keeps blobs below `folder`, which is made when the first one comes.
    public init(_ folder: String) {
        self.folder = folder + "/sha256"
    }

    /// Keeps the bytes; a content that is there already is not written again.
    public func put(_ bytes: [UInt8]) async throws(BlobError) -> BlobReference {
        let reference = try BlobReference(of: bytes)
        let (place, path) = location(of: reference.digest)
        if access(path, F_OK) == 0 { return reference }
        try makeFolders(place)
        let number = Self.written.wrappingAdd(1, ordering: .relaxed).oldValue
        let draft = "\(place)/.\(getpid())-\(number)"
        do throws(BlobError) {
            try write(bytes, to: draft)
            guard rename(draft, path) == 0 else { throw BlobError.last(path) }
        } catch {
            unlink(draft)
            throw error
        }
        try sync(place)
        return reference
    }

    /// The bytes behind a digest, checked against it.
    public func get(_ digest: SHA256Digest) async throws(BlobError) -> [UInt8] {
        let path = location(of: digest).path
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { throw .missing(digest) }
            throw .last(path)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .last(path) }
        guard status.st_size <= Limits.blobBytesMax else {
            throw .tooLarge(bytes: Int(status.st_size), limit: Limits.blobBytesMax)
        }
        let bytes = try readAll(file, count: Int(status.st_size), path)
        guard SHA256.hash(bytes) == digest else { throw .damaged(digest, path: path) }
        return bytes
    }

    /// Whether there is a file of this digest.
    public func contains(_ digest: SHA256Digest) async -> Bool {
        access(location(of: digest).path, F_OK) == 0
    }

    private func location(of digest: SHA256Digest) -> (folder: String, path: String) {
        let name = digest.description
        let place = "\(folder)/\(name.prefix(2))"
        return (place, "\(place)/\(name)")
    }

    private func makeFolders(_ place: String) throws(BlobError) {
        var path = place.hasPrefix("/") ? "/" : ""
        for part in place.split(separator: "/") {
            path += (path.isEmpty || path == "/" ? "" : "/") + part
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last(path) }
        }
        try sync(folder)
    }

    private func write(_ bytes: [UInt8], to path: String) throws(BlobError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last(path) }
        defer { close(file) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(file, buffer.baseAddress?.advanced(by: done), bytes.count - done)
            }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                throw .last(path)
            }
            done += count
        }
        guard fsync(file) == 0 else { throw .last(path) }
    }

    private func readAll(
        _ file: Int32, count: Int, _ path: String
    ) throws(BlobError) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            done = 0
            while done < count {
                let rest = UnsafeMutableBufferPointer(rebasing: buffer[done..<count])
                let got = read(file, rest.baseAddress, rest.count)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                guard got > 0 else { return }
                done += got
            }
        }
        if failed { throw .last(path) }
        return bytes
    }

    private func sync(_ place: String) throws(BlobError) {
        let file = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw .last(place) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw .last(place) }
    }
}

extension BlobError {
    /// What the last system call complained of.
    fileprivate static func last(_ path: String) -> BlobError {
        let code = errno
        return .failed(path: path, code: code, reason: String(cString: strerror(code)))
    }
}
