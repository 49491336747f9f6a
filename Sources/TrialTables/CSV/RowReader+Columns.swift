extension RowReader {
    /// A reader for rows of which nothing is known yet.
    init(_ header: Header, problems: ProblemList, longestRow: Int) {
        let modes = header.names.map { _ in ColumnBuilder.Mode.undecided }
        self.init(header, modes: modes, problems: problems, longestRow: longestRow)
    }

    /// A reader that begins again with what another found out about the columns.
    init(_ header: Header, problems: ProblemList, longestRow: Int, correcting other: borrowing RowReader) {
        let modes = other.overruledColumns.map { $0 ? ColumnBuilder.Mode.text : .undecided }
        self.init(header, modes: modes, problems: problems, longestRow: longestRow)
        for index in names.indices { columns[index].contradiction = other.columns[index].contradiction }
    }

    /// Which columns turned out to be text when their cells had been taken for something else.
    var overruledColumns: [Bool] {
        names.indices.map { columns[$0].contradiction != nil && columns[$0].mode == .skipped }
    }

    /// The cell that made a column text.
    func contradiction(_ column: Int) -> ColumnBuilder.Contradiction? { columns[column].contradiction }

    /// The finished cells of a column, which leave the reader.
    mutating func takeStorage(_ column: Int) -> Column.Storage { columns[column].takeStorage() }
}
