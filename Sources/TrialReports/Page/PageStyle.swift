/// The style sheet of a page: system fonts, light and dark, narrow screens, paper.
enum PageStyle {
    /// The text of the style sheet; without "<" and "&", so that it is the same in HTML and XML.
    static let text = screen + dark + paper

    private static let screen = """

        :root { color-scheme: light dark; --ink: #1a1a1a; --faint: #55575c; --paper: #ffffff; --rule: #c9ccd1;
          --warm: #fff4e0; --warm-edge: #a85b00; --link: #0b5cad; --figure-paper: var(--paper); }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 50rem; color: var(--ink); background: var(--paper);
          font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
          overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; }
        h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.25rem 0 0.75rem; border-bottom: 1px solid var(--rule);
          padding-bottom: 0.25rem; }
        header p { margin: 0.25rem 0 0; color: var(--faint); }
        p, ul { max-width: 72ch; margin: 0.6rem 0; }
        ul { padding-left: 1.2rem; }
        a { color: var(--link); }
        code { font: 0.92em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
        .skip { position: absolute; left: -999rem; }
        .skip:focus { left: 1rem; top: 0.5rem; padding: 0.4rem 0.8rem; background: var(--paper);
          border: 2px solid var(--link); z-index: 1; }
        main:focus { outline: none; }
        dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.3rem 1.25rem; margin: 0; }
        dt { color: var(--faint); }
        dd { margin: 0; min-width: 0; }
        .option { display: inline-block; max-width: 100%; }
        .result { font-size: 1.08em; }
        .warning { border-left: 4px solid var(--warm-edge); background: var(--warm); padding: 0.5rem 0.9rem; }
        .scroll { overflow-x: auto; margin: 1rem 0; }
        .scroll:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        table { border-collapse: collapse; min-width: 60%; font-variant-numeric: tabular-nums lining-nums;
          border-bottom: 1.5px solid var(--ink); overflow-wrap: normal; }
        caption { text-align: left; font-weight: 600; padding: 0 0 0.4rem; }
        thead th { border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); vertical-align: bottom; }
        th, td { padding: 0.3rem 0.9rem 0.3rem 0; text-align: left; vertical-align: top; font-weight: 400; }
        thead th { font-weight: 600; }
        th.number, td.number { text-align: right; padding: 0.3rem 0 0.3rem 1.2rem; }
        td.number { white-space: nowrap; }
        th.number + th.word, td.number + td.word { padding-left: 1.2rem; }
        tbody th { max-width: 18rem; }
        .short { white-space: nowrap; }
        table.wide { font-size: 0.84rem; }
        table.wide th.number, table.wide td.number { padding-left: 0.8rem; }
        tbody th.group, tbody th.group ~ td { border-top: 1px solid var(--rule); }
        tbody tr:first-child th.group, tbody tr:first-child th.group ~ td { border-top: 0; }
        .why { display: inline-block; position: sticky; left: 0; max-width: min(72ch, calc(100vw - 2.5rem)); }
        figure { margin: 1rem 0 1.5rem; }
        figure svg { display: block; width: 100%; min-width: 34rem; height: auto; }
        figcaption { color: var(--faint); font-size: 0.92rem; max-width: 72ch; }
        footer { margin-top: 2.5rem; border-top: 1px solid var(--rule); color: var(--faint); font-size: 0.92rem; }
        @media (max-width: 32rem) {
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: 0.6rem; }
        }

        """

    private static let dark = """
        @media screen and (prefers-color-scheme: dark) {
          :root { --ink: #ececec; --faint: #b0b3b8; --paper: #16171a; --rule: #3d4046; --warm: #33270f;
            --warm-edge: #f0a83c; --link: #7db7ff; }
        }

        """

    private static let paper = """
        @media print {
          @page { margin: 18mm 16mm; }
          :root { color-scheme: light; --ink: #000000; --faint: #000000; --paper: #ffffff; --rule: #888888;
            --warm: #ffffff; --warm-edge: #000000; --link: #000000; }
          :root { font-size: 9.5pt; }
          body { max-width: none; padding: 0; }
          p, ul, figcaption { max-width: none; }
          .skip { display: none; }
          h1 { font-size: 16pt; }
          h2 { font-size: 12pt; margin-top: 14pt; }
          .scroll { overflow: visible; }
          h2, caption { break-after: avoid; }
          figure, .scroll, tr, dd, .warning { break-inside: avoid; }
          th, td, th.number, td.number { padding-top: 0.12rem; padding-bottom: 0.12rem; }
          thead { display: table-header-group; }
          figure svg { min-width: 0; max-width: 150mm; }
          p, li { orphans: 3; widows: 3; }
          a { text-decoration: none; }
        }

        """
}
