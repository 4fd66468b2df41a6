/// The style sheet of pages: dark and light, and readable from 360 pixels on.
enum HTMLStyle {
    static let sheet: StaticString = """
        :root { color-scheme: light dark; --back: #fff; --text: #1f2328; --dim: #59636e; --line: #d1d9e0; --panel: #f6f8fa;
          --link: #0969da; --create: #1a7f37; --update: #9a6700; --replace: #8250df; --delete: #cf222e; --refused: #cf222e; }
        @media (prefers-color-scheme: dark) { :root { --back: #0d1117; --text: #e6edf3; --dim: #9198a1; --line: #3d444d;
          --panel: #151b23; --link: #4493f8; --create: #3fb950; --update: #d29922; --replace: #ab7df8; --delete: #f85149;
          --refused: #f85149; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
          overflow-wrap: anywhere; }
        header, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 16px; }
        header { padding-top: 24px; } footer { padding-bottom: 32px; }
        h1 { font-size: 22px; line-height: 1.3; margin: 0 0 4px; } h2 { font-size: 17px; margin: 24px 0 8px; }
        p { margin: 4px 0; } ul { list-style: none; margin: 0; padding: 0; } a { color: var(--link); }
        code, del, ins, .name { font-family: ui-monospace, monospace; font-size: 13px; }
        .dim, .name, .note, .rule { color: var(--dim); } .note { font-size: 14px; }
        .counts { display: flex; flex-wrap: wrap; gap: 8px; margin: 16px 0; }
        .counts li { flex: 1 1 120px; padding: 8px 12px; border: 1px solid var(--line); border-left: 4px solid var(--line);
          border-radius: 6px; background: var(--panel); }
        .counts b { font-size: 22px; display: block; line-height: 1.2; } .counts .zero { color: var(--dim); }
        .counts .create { border-left-color: var(--create); } .counts .update { border-left-color: var(--update); }
        .counts .replace { border-left-color: var(--replace); } .counts .delete { border-left-color: var(--delete); }
        .counts .refused { border-left-color: var(--refused); }
        details, .panel { border: 1px solid var(--line); border-radius: 6px; margin: 12px 0; padding: 0 12px; }
        details[open], .panel { padding-bottom: 8px; }
        summary { cursor: pointer; padding: 10px 0; }
        .panel.refused { border-color: var(--refused); } .panel.refused li { padding: 8px 0; }
        .list > li { border-top: 1px solid var(--line); padding: 8px 0; }
        .sign { display: inline-block; width: 1.2em; font-weight: 700; font-family: ui-monospace, monospace; }
        .list code { font-weight: 600; } .list .name { margin-left: 8px; }
        .list .note, .list details { margin-left: 1.2em; }
        .list details { border: 0; margin-top: 0; margin-bottom: 0; padding: 0; } .list summary { padding: 0; font-size: 14px; }
        .changes { margin: 4px 0 0 1.2em; font-size: 14px; } .changes li { margin: 2px 0; }
        .list .changes code { font-weight: 400; }
        del { color: var(--delete); } ins { color: var(--create); text-decoration: none; }
        .access { color: var(--delete); }
        .sign.create, .tone-create { color: var(--create); } .sign.update, .tone-update { color: var(--update); }
        .sign.replace, .tone-replace { color: var(--replace); } .sign.delete, .tone-delete { color: var(--delete); }
        .tone-none { color: var(--dim); }
        svg { display: block; max-width: 100%; margin: 4px 0 8px; }
        svg text { font: 13px ui-monospace, monospace; fill: var(--text); } svg .name { fill: var(--dim); }
        svg path { fill: none; stroke: var(--dim); stroke-width: 1.3; opacity: .7; }
        svg circle { stroke: var(--back); stroke-width: 2; } svg .create { fill: var(--create); }
        svg .update { fill: var(--update); } svg .delete { fill: var(--delete); } svg .refused { fill: var(--dim); }
        ol { padding-left: 1.6em; font-size: 14px; }
        @media (max-width: 760px) { svg .name { display: none; } h1 { font-size: 19px; } .list .name { display: block;
          margin: 0 0 0 1.4em; } }
        @media print { details, .panel, .list > li { break-inside: avoid; } }
        """
}
