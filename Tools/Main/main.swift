import Foundation
import ImportLinter

let words = Swift.CommandLine.arguments.dropFirst()
for path in words.dropFirst(2) {
    for file in SourceFiles.swiftFiles(under: path) {
        print(
            ImportsReport(file: file, source: ImportScanner.scan(SourceFiles.bytes(file) ?? []))
                .line)
    }
}
