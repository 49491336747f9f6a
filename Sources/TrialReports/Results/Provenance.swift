import TrialValues

/// Where results come from: the data, the program and the command. The caller knows; libraries look up neither clock nor files.
public struct Provenance: Sendable, Hashable {
    /// The command line, as one would type it.
    public let command: String
    /// The name of the data file.
    public let dataName: String
    /// The SHA-256 of the data file in hexadecimal.
    public let dataHash: String
    /// The version of the program.
    public let programVersion: String
    /// The SHA-256 of the program, where it is known.
    public let programHash: String?
    /// The day on which the analysis was run, where it should be said; it makes two runs differ.
    public let date: Day?

    /// Where results come from.
    public init(
        command: String, dataName: String, dataHash: String, programVersion: String, programHash: String? = nil,
        date: Day? = nil
    ) {
        self.command = command
        self.dataName = dataName
        self.dataHash = dataHash
        self.programVersion = programVersion
        self.programHash = programHash
        self.date = date
    }
}
