extension GraphPage {
    /// Draws the layers, and follows clicks, the keyboard and the address.
    static let script = #"""
        'use strict';
        const graph = JSON.parse(document.getElementById('graph').textContent);
        const byName = new Map(graph.nodes.map(node => [node.name, node]));
        const uses = name => graph.arrows.filter(arrow => arrow.from === name);
        const usedBy = name => graph.arrows.filter(arrow => arrow.to === name);
        const buttons = new Map();
        const lines = new Map();
        const at = id => document.getElementById(id);

        function make(tag, text, kind) {
            const element = document.createElement(tag);
            if (text !== undefined) element.textContent = text;
            if (kind) element.className = kind;
            return element;
        }

        function link(name) {
            if (!byName.has(name)) return make('span', name);
            const button = make('button', name, 'link');
            button.onclick = () => go('module', name);
            return button;
        }

        function place(file, line) {
            return make('span', file ? ' ' + file + ':' + line : ' only declared', 'place');
        }

        function go(kind, value) { location.hash = kind + '=' + encodeURIComponent(value); }

        function drawLayers() {
            graph.layers.forEach((title, index) => {
                const band = make('div', undefined, 'layer');
                const nodes = make('div', undefined, 'nodes');
                band.append(make('h2', title), nodes);
                for (const node of graph.nodes.filter(node => node.layer === index)) {
                    const button = make('button', node.name, node.isDoor ? 'node door' : 'node');
                    button.title = node.owner + ', ' + node.files + ' files';
                    button.onclick = () => go('module', node.name);
                    buttons.set(node.name, button);
                    nodes.append(button);
                }
                at('layers').append(band);
            });
        }

        // An arrow leaves below its module and ends above the one that is used.
        function drawArrows() {
            const board = at('board').getBoundingClientRect();
            at('arrows').replaceChildren();
            lines.clear();
            for (const arrow of graph.arrows) {
                const from = buttons.get(arrow.from).getBoundingClientRect();
                const to = buttons.get(arrow.to).getBoundingClientRect();
                const x1 = from.x + from.width / 2 - board.x, x2 = to.x + to.width / 2 - board.x;
                const isDown = from.y < to.y - 4;
                const y1 = (isDown ? from.bottom : from.y) - board.y;
                const y2 = (isDown ? to.y : to.y === from.y ? to.y : to.bottom) - board.y;
                const bend = from.y === to.y ? -28 : (y2 - y1) / 2;
                const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
                path.setAttribute('d', `M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - (from.y === to.y ? -bend : bend)} ${x2},${y2}`);
                path.dataset.kind = arrow.isDeclared ? '' : 'undeclared';
                at('arrows').append(path);
                lines.set(arrow.from + '>' + arrow.to, path);
            }
            follow();
        }

        function paint(nodeKinds, arrowKinds, isQuiet) {
            for (const [name, button] of buttons) {
                const kind = nodeKinds.get(name) || (isQuiet ? 'far' : '');
                const door = byName.get(name).isDoor ? ' door' : '';
                button.className = 'node' + door + (kind ? ' ' + kind : '');
            }
            for (const [name, path] of lines) {
                const kind = arrowKinds.get(name) || (isQuiet ? 'far' : '');
                path.setAttribute('class', (path.dataset.kind + ' ' + kind).trim());
            }
        }

        function list(title, arrows, end) {
            const box = make('div');
            box.append(make('h2', title + ' (' + arrows.length + ')'));
            const rows = make('ul');
            for (const arrow of arrows) {
                const row = make('li');
                row.append(link(arrow[end]), place(arrow.file, arrow.line));
                if (!arrow.isDeclared) row.append(make('span', ' not declared', 'error'));
                rows.append(row);
            }
            box.append(rows);
            return box;
        }

        function reach(name) {
            const found = new Set(), waiting = [name];
            while (waiting.length) {
                for (const arrow of uses(waiting.pop())) {
                    if (found.has(arrow.to)) continue;
                    found.add(arrow.to);
                    waiting.push(arrow.to);
                }
            }
            return found;
        }

        function showModule(name) {
            const node = byName.get(name), nodes = new Map(), arrows = new Map();
            for (const arrow of uses(name)) {
                nodes.set(arrow.to, 'uses');
                arrows.set(arrow.from + '>' + arrow.to, 'uses');
            }
            for (const arrow of usedBy(name)) {
                nodes.set(arrow.from, 'used');
                arrows.set(arrow.from + '>' + arrow.to, 'used');
            }
            nodes.set(name, 'chosen');
            paint(nodes, arrows, true);
            const facts = [node.owner, node.part, node.folder, node.files + ' files',
                'reaches ' + reach(name).size + ' modules'].filter(Boolean).join(', ');
            at('detail').replaceChildren(make('h2', name), make('div', facts, 'place'),
                list('uses', uses(name), 'to'), list('used by', usedBy(name), 'from'));
        }

        function showFinding(index) {
            const finding = graph.findings[index], nodes = new Map(), arrows = new Map();
            const chain = finding.chain.length ? finding.chain
                : [finding.from, finding.to].filter(Boolean).map(module => ({ module }));
            chain.forEach((step, number) => {
                nodes.set(step.module, 'bad');
                if (number) arrows.set(chain[number - 1].module + '>' + step.module, 'bad');
            });
            paint(nodes, arrows, true);
            const steps = make('ol');
            for (const step of chain) {
                const row = make('li');
                row.append(link(step.module));
                if (step.file) row.append(place(step.file, step.line));
                steps.append(row);
            }
            at('detail').replaceChildren(make('h2', finding.rule), make('p', finding.what),
                place(finding.file, finding.line), steps, make('p', 'Way out: ' + finding.fix));
        }

        function follow() {
            const [kind, value] = location.hash.slice(1).split('=').map(decodeURIComponent);
            if (kind === 'module' && byName.has(value)) return showModule(value);
            if (kind === 'finding' && graph.findings[value]) return showFinding(Number(value));
            paint(new Map(), new Map(), false);
            at('detail').replaceChildren(make('p', 'Choose a module: blue is what it uses, green '
                + 'who uses it. A dashed arrow is in no manifest.', 'place'));
        }

        function listFindings() {
            const box = at('findings');
            box.append(make('h2', graph.findings.length ? 'Findings' : 'No findings'));
            graph.findings.forEach((finding, index) => {
                const text = finding.rule + ': ' + finding.from + (finding.to ? ' → ' + finding.to : '');
                const button = make('button', text, 'finding ' + finding.severity);
                button.onclick = () => go('finding', index);
                box.append(button);
            });
        }

        at('title').textContent = graph.package + ': who uses whom';
        at('counts').textContent = graph.nodes.length + ' modules, ' + graph.arrows.length + ' arrows, '
            + graph.findings.length + ' findings';
        at('search').oninput = event => {
            const text = event.target.value.toLowerCase();
            const hit = text && graph.nodes.find(node => node.name.toLowerCase().startsWith(text));
            if (hit) go('module', hit.name);
        };
        document.addEventListener('keydown', event => { if (event.key === 'Escape') location.hash = ''; });
        drawLayers();
        listFindings();
        drawArrows();
        addEventListener('hashchange', follow);
        addEventListener('resize', drawArrows);
        """#
}
