import Foundation
import Testing
import TrialFigures

/// Writes every sample to the folder named by `EQUIPOISE_FIGURE_GALLERY`, to be looked at.
@Suite struct GalleryTests {
    static let folder = ProcessInfo.processInfo.environment["EQUIPOISE_FIGURE_GALLERY"]

    @Test(.enabled(if: folder != nil, "set EQUIPOISE_FIGURE_GALLERY to a folder to get the figures"))
    func `writes the samples`() throws {
        let folder = URL(filePath: try #require(Self.folder), directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for sample in try Samples.all() {
            try Data(sample.svg.utf8).write(to: folder.appending(path: sample.name + ".svg"))
        }
    }
}
