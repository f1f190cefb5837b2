extension TemplateFile {
    /// The world outside.
    static let adapters = [
        TemplateFile(
            "Products/{Product}/Adapters/Folder{Product}Outlet.swift", needsAdapters: true,
            #"""
            import Foundation
            public import {Product}Contracts

            /// Makes known by a file in a folder, named by the id: writing it twice changes nothing.
            public struct Folder{Product}Outlet: {Product}Outlet {
                private let folder: String

                /// An outlet into a folder, which is made when it is first needed.
                public init(_ folder: String) {
                    self.folder = folder
                }

                /// Writes the file whole or not at all.
                public func announce(_ {noun}: {Noun}ID) async throws {
                    let url = URL(filePath: folder)
                    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
                    try Data("\({noun})\n".utf8)
                        .write(to: url.appending(path: "\({noun}).txt"), options: .atomic)
                }
            }
            """#)
    ]
}
