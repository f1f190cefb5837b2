internal import Events
internal import Foundation
internal import SQLite

extension OpenError {
    /// Says what a refusal of the database means for who wants to open it.
    init(_ error: SQLiteError, at path: String, near position: Position = .start) {
        self =
            switch error.primary {
            case .notADatabase: .foreign(path: path, reason: "the file is not a database")
            case .corrupt: .corrupt(path: path, position, reason: error.message)
            case .full: .diskFull(path: path)
            case .readOnly, .cannotOpen: .notWritable(path: path, reason: error.message)
            default: .failed(path: path, reason: error.description)
            }
    }

    /// Says what an error of the system means for who wants to open a file.
    init(errno code: Int32, at path: String) {
        let reason = String(cString: strerror(code))
        self =
            switch code {
            case EACCES, EROFS, EPERM, ENOTDIR, EISDIR: .notWritable(path: path, reason: reason)
            case ENOSPC, EDQUOT: .diskFull(path: path)
            default: .failed(path: path, reason: reason)
            }
    }
}
