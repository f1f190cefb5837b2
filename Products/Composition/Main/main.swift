import CommandLine
import Foundation

let console = Console.standard()
let words = Array(ProcessInfo.processInfo.arguments.dropFirst())
let code = await Signalbox.command.run(words, version: Signalbox.version, console: console)
exit(code.rawValue)
