import Foundation
import Glibc

/// One run of a whole process: time, memory, and how busy others kept the machine.
struct BenchRun {
    let wall: Double
    let cpu: Double
    let memory: Double
    let foreign: Double

    /// Starts a program and waits for it; nil where it does not run or ends with a fault.
    static func measure(_ words: [String], in folder: String) -> BenchRun? {
        let before = Busy.now()
        let clock = ContinuousClock()
        let start = clock.now
        guard let child = spawn(words, in: folder) else { return nil }
        var (status, usage): (Int32, rusage) = (0, rusage())
        guard wait4(child, &status, 0, &usage) == child else { return nil }
        let wall = (clock.now - start) / .milliseconds(1)
        // 0 is clean and 1 has findings: both did the work.
        guard status & 0x7F == 0, (status >> 8) & 0xFF <= 1 else { return nil }
        let cpu = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
        let whole = max(Busy.now().total - before.total, 1)
        let busy = (Busy.now().busy - before.busy) * 10
        return BenchRun(
            wall: wall, cpu: cpu, memory: Double(usage.ru_maxrss) / 1_024,
            foreign: max(0, busy - cpu) / (whole * 10))
    }

    private static func milliseconds(_ time: timeval) -> Double {
        Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000
    }

    private static func spawn(_ words: [String], in folder: String) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // `env` changes the folder and becomes the program.
        let call = ["/usr/bin/env", "-C", folder] + words
        var arguments: [UnsafeMutablePointer<CChar>?] = call.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var more = ProcessInfo.processInfo.environment
        (more["PYTHONPATH"], more["NO_COLOR"]) = (".", "1")
        var environment: [UnsafeMutablePointer<CChar>?] =
            more.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for variable in environment { free(variable) } }
        var child = pid_t()
        let failed = posix_spawn(&child, call[0], &actions, nil, &arguments, &environment)
        return failed == 0 ? child : nil
    }
}

/// How long all processors together worked and waited, in hundredths of a second.
private struct Busy {
    let busy, total: Double

    static func now() -> Busy {
        // Without it nobody can tell, and no run counts as noisy.
        let text = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
        let words = text.split(separator: "\n").first?.split(separator: " ").dropFirst() ?? []
        let numbers = words.compactMap { Double($0) }
        guard numbers.count >= 5 else { return Busy(busy: 0, total: 0) }
        let idle = numbers[3] + numbers[4]
        let total = numbers.prefix(8).reduce(0, +)
        return Busy(busy: total - idle, total: total)
    }
}
