import Foundation

/// The modules that come with the compiler, here and on other platforms.
package enum Toolchain {
    /// Where the compiler lies and which one it is: enough to notice another.
    static let identity: String = {
        guard let path = compiler else { return "no toolchain" }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let size = attributes?[.size] as? Int ?? 0
        let date = attributes?[.modificationDate] as? Date
        return "\(path) \(size) \(date?.timeIntervalSince1970 ?? 0)"
    }()

    /// Names that may be imported without any declaration.
    package static let modules: Set<String> = {
        guard let compiler else { return builtin }
        let usr = URL(filePath: compiler).deletingLastPathComponent().deletingLastPathComponent()
        let folders = ["linux", "linux/x86_64", "linux/aarch64", "pm/ManifestAPI", "pm/PluginAPI"]
        let found = folders.flatMap { modules(in: usr.appending(path: "lib/swift/\($0)").path) }
        return builtin.union(found).union(clang(usr))
    }()

    private static let compiler: String? = {
        let paths = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let places = paths.split(separator: ":").map { URL(filePath: "\($0)/swift") }
        return places.first { FileManager.default.isExecutableFile(atPath: $0.path) }?
            .resolvingSymlinksInPath().path
    }()

    /// A folder that another toolchain lacks has no modules.
    private static func modules(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".swiftmodule") }.map { String($0.dropLast(12)) }
    }

    /// C modules: their maps lie beside the headers, a folder each.
    private static func clang(_ usr: URL) -> [String] {
        let lib = usr.appending(path: "lib/swift").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: lib)) ?? []
        let maps = names.map { "\(lib)/\($0)/module.modulemap" }
        return maps.compactMap(SourceFiles.bytes).flatMap { ModuleMap.names(in: $0) }
    }

    /// What other platforms ship, and what every toolchain has without a file of its own.
    private static let builtin: Set<String> = Set(
        """
        Swift SwiftOnoneSupport Builtin CxxStdlib Cxx Glibc Musl Android Darwin WinSDK ucrt CRT WASILibc
        Bionic Foundation FoundationEssentials FoundationInternationalization FoundationNetworking
        FoundationXML Dispatch Testing XCTest PackageDescription PackagePlugin CompilerPluginSupport
        Observation Synchronization Distributed RegexBuilder StringProcessing Concurrency
        _Concurrency _StringProcessing _RegexParser _Differentiation _Volatile Runtime Block
        CoreFoundation os OSLog ObjectiveC Combine SwiftUI UIKit AppKit WatchKit TVUIKit
        CoreGraphics CoreText CoreImage CoreData CoreLocation CoreMedia CoreVideo CoreAudio
        CoreML CoreMotion CoreBluetooth CoreServices CoreTelephony CoreSpotlight CoreHaptics
        QuartzCore Metal MetalKit ModelIO SceneKit SpriteKit GameKit GameplayKit ARKit RealityKit
        AVFoundation AVKit AudioToolbox MediaPlayer Photos PhotosUI Vision VisionKit Accelerate simd
        CloudKit CryptoKit Security LocalAuthentication AuthenticationServices StoreKit WebKit
        SafariServices MapKit Contacts ContactsUI EventKit HealthKit HomeKit MessageUI Messages
        MultipeerConnectivity NaturalLanguage Network NetworkExtension NotificationCenter PassKit
        PDFKit PencilKit PushKit QuickLook Social Speech SystemConfiguration UserNotifications
        UniformTypeIdentifiers WatchConnectivity WidgetKit Charts SwiftData TipKit AppIntents
        ActivityKit BackgroundTasks Cocoa IOKit MachO XPC JavaScriptKit System zlib
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

/// Names in a map of C modules.
enum ModuleMap {
    /// Every `module NAME`, sub-modules left out.
    static func names(in bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes, as: UTF8.self)
        var depth = 0
        var found: [String] = []
        let words = text.replacing("{", with: " { ").replacing("}", with: " } ")
            .split(whereSeparator: \.isWhitespace)
        for (index, word) in words.enumerated() {
            if word == "{" { depth += 1 }
            if word == "}" { depth -= 1 }
            if word == "module", depth == 0, index + 1 < words.count {
                found.append(words[index + 1].filter { $0 != "\"" })
            }
        }
        return found
    }
}
