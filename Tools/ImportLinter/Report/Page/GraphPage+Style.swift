extension GraphPage {
    /// What stands around the drawing.
    static let frame = """
        <header>
        <h1 id="title"></h1>
        <input id="search" type="search" placeholder="find a module" aria-label="find a module">
        <span id="counts"></span>
        </header>
        <main>
        <div id="board"><svg id="arrows" aria-hidden="true"></svg><div id="layers"></div></div>
        <aside><section id="findings"></section><section id="detail" aria-live="polite"></section></aside>
        </main>
        """

    /// Light and dark, by what the reader's system asks for.
    static let style = """
        :root {
            color-scheme: light dark;
            --ground: light-dark(#ffffff, #16181d); --text: light-dark(#1c1f26, #e6e8ee);
            --quiet: light-dark(#6a7180, #9aa2b1); --band: light-dark(#f4f5f8, #1e2128);
            --line: light-dark(#c9cdd6, #3a3f4b); --use: #2f7de1; --used: #1f9d63; --bad: #d23f3f;
            --door: light-dark(#fff3d6, #4a3d17);
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text);
            font: 14px/1.45 system-ui, sans-serif; }
        header { display: flex; gap: 1rem; align-items: center; padding: .6rem 1rem;
            border-bottom: 1px solid var(--line); }
        h1 { font-size: 1.05rem; margin: 0; }
        h2 { font-size: .95rem; margin: .8rem 0 .3rem; }
        #counts { color: var(--quiet); margin-left: auto; }
        main { display: grid; grid-template-columns: minmax(0, 1fr) 22rem; }
        @media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
        #board { position: relative; padding: .6rem 1rem; }
        #arrows { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
        .layer { padding: .5rem .6rem 1.3rem; margin-bottom: .9rem; background: var(--band);
            border-radius: 8px; }
        .layer h2 { margin: 0 0 .4rem; font-weight: 500; color: var(--quiet); font-size: .8rem; }
        .nodes { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: center; }
        button { font: inherit; color: inherit; background: var(--ground); cursor: pointer;
            border: 1px solid var(--line); border-radius: 6px; padding: .15rem .5rem; }
        button.door { background: var(--door); }
        button.link { border: 0; padding: 0; background: none; color: var(--use);
            text-decoration: underline; text-align: left; }
        button:focus-visible { outline: 2px solid var(--use); outline-offset: 1px; }
        .node { position: relative; z-index: 1; }
        .node.far { opacity: .3; }
        .node.chosen { border: 2px solid var(--text); font-weight: 600; }
        .node.uses { border-color: var(--use); }
        .node.used { border-color: var(--used); }
        .node.bad { border-color: var(--bad); }
        path { fill: none; stroke: var(--line); stroke-width: 1; opacity: .55; }
        path.far { opacity: .06; }
        path.uses { stroke: var(--use); stroke-width: 1.6; opacity: 1; }
        path.used { stroke: var(--used); stroke-width: 1.6; opacity: 1; }
        path.bad { stroke: var(--bad); stroke-width: 2.4; opacity: 1; }
        path.undeclared { stroke-dasharray: 5 4; }
        aside { padding: .2rem 1rem 2rem; border-left: 1px solid var(--line); }
        aside ul, aside ol { margin: .2rem 0; padding-left: 1.1rem; }
        .place { color: var(--quiet); font-size: .85em; overflow-wrap: anywhere; }
        .error { color: var(--bad); }
        .finding { display: block; width: 100%; text-align: left; margin: .3rem 0; }
        """
}
