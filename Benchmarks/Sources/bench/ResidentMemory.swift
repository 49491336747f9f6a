import Foundation

/// The resident memory of this process, from the kernel.
enum ResidentMemory {
    /// The most bytes that were ever resident, since `resetPeak` where the system allows it.
    static var peak: Int {
        #if os(Linux)
            return status("VmHWM:")
        #else
            var usage = rusage()
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #endif
    }

    /// Forgets the peak so far.
    static func resetPeak() {
        #if os(Linux)
            guard let file = fopen("/proc/self/clear_refs", "w") else { return }
            fputs("5", file)
            fclose(file)
        #endif
    }

    #if os(Linux)
        private static func status(_ key: String) -> Int {
            guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
                let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key) }),
                let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
            else { return 0 }
            return (Int(kilobytes) ?? 0) * 1024
        }
    #endif
}
