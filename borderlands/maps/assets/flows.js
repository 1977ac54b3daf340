/* Displacement by year: tapered lines from origin to host, graduated symbols, shading, and a year
   control. All years come at once; stepping redraws in the browser and asks nobody. */
(function () {
  "use strict";
  const BL = window.Borderlands;
  const NS = BL.SVG;
  const WIDEST = 22, LARGEST = 25, STEP_MS = 1100;

  const node = function (tag, attributes, parent) {
    const made = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (parent) parent.appendChild(made);
    return made;
  };

  class Flows {
    constructor(atlas) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.svg = node("svg", { "aria-hidden": "true" });
      this.svg.style.cssText = "position:absolute;overflow:visible;pointer-events:none";
      this.map.getPane("bl-points").appendChild(this.svg);
      this.labels = this.map.getPane("bl-names").appendChild(BL.el("div"));
      this.map.on("moveend zoomend resize viewreset", () => this.draw());
      const place = atlas.placeNames;
      atlas.placeNames = () => { place.call(atlas); if (this.state) this.draw(); };
      this.map.on("zoomstart", () => { this.svg.style.opacity = 0; this.labels.style.opacity = 0; });
      this._dock();
    }

    set(state) {
      const f = state.flows;
      const kept = this.state && this.state.at === f.at && this.frame ? this.frame.year : null;
      this.state = f;
      const found = f.frames.findIndex((one) => one.year === kept);
      this.pause();
      this.slider.max = Math.max(0, f.frames.length - 1);
      this.dock.style.display = f.frames.length < 2 ? "none" : "flex";
      this.go(found >= 0 ? found : f.at);
    }

    /* --- The year control -------------------------------------------------------------------- */
    _dock() {
      const dock = (this.dock = this.atlas.root.appendChild(BL.el("div", "bl-dock")));
      dock.setAttribute("role", "group");
      dock.setAttribute("aria-label", "Year control");
      L.DomEvent.disableClickPropagation(dock);
      L.DomEvent.disableScrollPropagation(dock);
      dock.style.cssText = "display:flex;gap:10px;align-items:center";
      const button = (text, label, act) => {
        const made = dock.appendChild(BL.el("button", "bl-button", text));
        made.type = "button";
        made.title = label;
        made.setAttribute("aria-label", label);
        made.style.cssText = "font:inherit;width:auto;min-width:30px;height:24px;padding:0 8px";
        made.onclick = act;
        return made;
      };
      this.player = button("Play", "Play the years", () => (this.timer ? this.pause() : this.play()));
      button("\u2039", "Year before", () => { this.pause(); this.go(this.at - 1); });
      button("\u203a", "Year after", () => { this.pause(); this.go(this.at + 1); });
      this.year = dock.appendChild(BL.el("b", ""));
      this.year.style.cssText = "font-size:15px;min-width:42px;font-variant-numeric:tabular-nums";
      const track = dock.appendChild(BL.el("div", ""));
      track.style.cssText = "flex:1;min-width:80px";
      this.slider = track.appendChild(BL.el("input", ""));
      this.slider.type = "range";
      this.slider.min = 0;
      this.slider.setAttribute("aria-label", "Year");
      this.slider.style.cssText = "width:100%;margin:0;display:block;accent-color:var(--bl-accent)";
      this.slider.oninput = () => { this.pause(); this.go(Number(this.slider.value)); };
      this.ends = track.appendChild(BL.el("div", "bl-muted"));
      this.ends.style.cssText = "display:flex;justify-content:space-between;font-size:10.5px;line-height:1;color:var(--bl-muted)";
      this.atlas.dock = dock;
      const watch = new ResizeObserver(() => { this.atlas.layout(); this.draw(); });
      for (const part of [dock, this.atlas.foot, this.atlas.head]) watch.observe(part);
    }

    play() {
      if (this.at >= this.state.frames.length - 1) this.go(0);
      this.player.textContent = "Pause";
      this.timer = setInterval(() => {
        if (this.at >= this.state.frames.length - 1) this.pause(); else this.go(this.at + 1);
      }, STEP_MS);
    }

    pause() {
      clearInterval(this.timer);
      this.timer = null;
      this.player.textContent = "Play";
    }

    go(at) {
      const frames = this.state.frames;
      if (!frames.length) {
        this.frame = null;
        this.atlas.frame({ title: this.state.name, source: this.state.source });
        this.atlas.empty(this.state.empty);
        this.legend();
        this.draw();
        return;
      }
      this.atlas.empty("");
      this.at = Math.max(0, Math.min(frames.length - 1, at));
      this.frame = frames[this.at];
      this.slider.value = this.at;
      this.slider.setAttribute("aria-valuetext", this.frame.year);
      this.year.textContent = this.frame.year;
      const gaps = frames[frames.length - 1].year - frames[0].year + 1 - frames.length;
      this.ends.replaceChildren(
        BL.el("span", "", frames[0].year),
        BL.el("span", "", gaps ? gaps + (gaps === 1 ? " year" : " years") + " without a figure by place left out" : ""),
        BL.el("span", "", frames[frames.length - 1].year));
      this.atlas.frame({ title: this.frame.title, subtitle: this.frame.subtitle, source: this.state.source,
        alt: "Map. " + this.frame.title + ". " + this.frame.subtitle });
      this._shade();
      this.legend();
      this.draw();
      this.atlas.root.dataset.year = this.frame.year;
    }

    /* --- Shading ------------------------------------------------------------------------------- */
    value(p) {
      const shade = this.frame ? this.frame.shade : {};
      return p.code in shade ? shade[p.code] : shade[p.provinceCode];
    }

    step(value) {
      const scale = this.state.scale;
      const found = scale.breaks.findIndex((limit) => value <= limit + 1e-9);
      return found < 0 ? scale.colors.length - 1 : found;
    }

    _shade() {
      const colors = new Map();
      if (this.state.mode === "shade" && this.state.scale) {
        for (const [code, d] of this.atlas.districts) {
          const value = this.value(d.p);
          if (value === undefined) continue;
          colors.set(code, this.state.scale.colors[this.step(value)]);
        }
      }
      this.atlas.shade(colors);
    }

    describe(p) {
      if (!this.frame) return [];
      const lines = (this.frame.about && (this.frame.about[p.code] || this.frame.about[p.provinceCode])) || [];
      return lines.length ? lines : ["No figure in the record for " + this.frame.year];
    }

    /* --- Lines --------------------------------------------------------------------------------- */
    width(persons) {
      return Math.max(1.6, (persons / (this.state.widest || 1)) * WIDEST);
    }

    radius(persons) {
      return Math.max(3, Math.sqrt(persons / (this.state.most || 1)) * LARGEST);
    }

    /* Where a place beyond the frame is shown: at the frame's edge, on the way to it. */
    _inside(point) {
      const size = this.map.getSize(), top = this.atlas.head.offsetHeight + 16;
      const bottom = size.y - this.atlas.foot.offsetHeight - this.dock.offsetHeight - 24;
      const x = Math.max(24, Math.min(size.x - 24, point.x)), y = Math.max(top, Math.min(bottom, point.y));
      return { at: L.point(x, y), beyond: Math.abs(x - point.x) > 1 || Math.abs(y - point.y) > 1 };
    }

    draw() {
      if (!this.state) return;
      const corner = this.map.containerPointToLayerPoint([0, 0]), size = this.map.getSize();
      L.DomUtil.setPosition(this.svg, corner);
      this.svg.setAttribute("width", size.x);
      this.svg.setAttribute("height", size.y);
      this.svg.style.opacity = this.labels.style.opacity = 1;
      this.svg.replaceChildren();
      this.labels.replaceChildren();
      if (!this.frame || this.state.mode === "shade") return;
      const defs = node("defs", {}, this.svg);
      this.frame.lines.forEach((line, k) => this._line(line, k, defs));
      const order = [...this.frame.symbols].sort((a, b) => b.persons - a.persons), taken = [];
      for (const one of order) this._symbol(one, taken, corner);
      this._makeRoom(taken);
    }

    /* Names of the base map give way to symbols and their names. */
    _makeRoom(taken) {
      const root = this.atlas.root.getBoundingClientRect();
      for (const name of this.atlas.names.children) {
        const b = name.getBoundingClientRect();
        const hit = taken.some((t) => t[0] < b.right - root.left && t[2] > b.left - root.left &&
          t[1] < b.bottom - root.top && t[3] > b.top - root.top);
        name.style.visibility = hit ? "hidden" : "";
      }
    }

    _line(line, k, defs) {
      const from = this._inside(this.map.latLngToContainerPoint(line.from)).at;
      const to = this._inside(this.map.latLngToContainerPoint(line.to)).at;
      const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy);
      if (length < 6) return;
      const wide = this.width(line.persons);
      const bend = Math.min(0.22 * length, 90) * Math.min(1, length / (wide * 5));
      const mid = L.point((from.x + to.x) / 2 + (dy / length) * bend, (from.y + to.y) / 2 - (dx / length) * bend);
      /* The line ends at the rim of its host's circle, so that its point is seen. */
      const end = this.frame.symbols.find((s) => s.kind === "host" && s.at[0] === line.to[0] && s.at[1] === line.to[1]);
      const last = end ? Math.max(0.3, 1 - (this.radius(end.persons) + 1) / length) : 1;
      const left = [], right = [], steps = 26;
      for (let i = 0; i <= steps; i++) {
        const t = (i / steps) * last, u = 1 - t;
        const x = u * u * from.x + 2 * u * t * mid.x + t * t * to.x;
        const y = u * u * from.y + 2 * u * t * mid.y + t * t * to.y;
        const tx = 2 * u * (mid.x - from.x) + 2 * t * (to.x - mid.x), ty = 2 * u * (mid.y - from.y) + 2 * t * (to.y - mid.y);
        const norm = Math.hypot(tx, ty) || 1, half = Math.max(0.5, (wide / 2) * (1 - 0.92 * (t / last)));
        left.push([x - (ty / norm) * half, y + (tx / norm) * half]);
        right.unshift([x + (ty / norm) * half, y - (tx / norm) * half]);
      }
      const fade = node("linearGradient", { id: "bl-flow-" + k, gradientUnits: "userSpaceOnUse",
        x1: from.x, y1: from.y, x2: to.x, y2: to.y }, defs);
      const color = this.state.color;
      const stops = [[0, line.fade[0] ? 0 : 0.5], [0.35, line.fade[0] ? 0.4 : 0.6], [0.8, 0.85], [1, line.fade[1] ? 0.1 : 0.95]];
      for (const [offset, opacity] of stops) node("stop", { offset, "stop-color": color, "stop-opacity": opacity }, fade);
      const path = "M" + [...left, ...right].map((p) => p[0].toFixed(1) + " " + p[1].toFixed(1)).join("L") + "Z";
      node("path", { d: path, fill: "none", stroke: this._paper(), "stroke-width": 1.6, "stroke-opacity": line.fade[0] ? 0 : 0.8 }, this.svg);
      const shape = node("path", { d: path, fill: "url(#bl-flow-" + k + ")", "data-flow": line.name }, this.svg);
      this._hover(shape, line);
    }

    _paper() {
      return this.atlas.config.dark ? "#14171b" : "#ffffff";
    }

    _hover(shape, item) {
      shape.style.pointerEvents = "auto";
      shape.style.cursor = "help";
      const show = (event) => {
        const box = BL.el("div");
        box.appendChild(BL.el("b", "", item.name));
        item.tip.forEach((text, k) => box.appendChild(BL.el("div", k ? "bl-muted" : "", text)));
        this.atlas.busy = true;
        this.atlas.showTip(this.map.mouseEventToContainerPoint(event), box);
      };
      shape.addEventListener("mousemove", show);
      shape.addEventListener("mouseleave", () => { this.atlas.busy = false; this.atlas.hideTip(); });
    }

    /* --- Symbols -------------------------------------------------------------------------------- */
    _symbol(one, taken, corner) {
      const { at, beyond } = this._inside(this.map.latLngToContainerPoint(one.at));
      const r = this.radius(one.persons), color = this.state.color, paper = this._paper();
      let shape;
      if (one.kind === "site" || one.kind === "inside") {
        const d = r * 1.25, points = [[at.x, at.y - d], [at.x + d, at.y], [at.x, at.y + d], [at.x - d, at.y]];
        shape = node("polygon", { points: points.map((p) => p.join(",")).join(" "),
          fill: one.kind === "site" ? this._ink() : paper, "fill-opacity": one.kind === "site" ? 0.85 : 0.55,
          stroke: one.kind === "site" ? paper : this._ink(), "stroke-width": one.kind === "site" ? 1 : 1.4 }, this.svg);
      } else {
        shape = node("circle", { cx: at.x, cy: at.y, r, fill: one.kind === "origin" ? paper : color,
          "fill-opacity": one.kind === "origin" ? 0.25 : beyond ? 0.3 : 0.45,
          stroke: color, "stroke-width": one.kind === "origin" ? 3 : 1.6, "stroke-dasharray": beyond ? "3 2" : "none" }, this.svg);
      }
      this._hover(shape, one);
      this._label(one, at, r, beyond, taken, corner);
    }

    _ink() {
      return this.atlas.config.dark ? "#eceae5" : "#22262b";
    }

    /* A name where it covers no other: right, left, below or above its symbol; else on hover only. */
    _label(one, at, r, beyond, taken, corner) {
      const small = one.kind === "site" || one.kind === "inside";
      const box = this.atlas.legendBox && this.atlas.legendBox.getBoundingClientRect();
      const root = this.atlas.root.getBoundingClientRect(), size = this.map.getSize();
      taken.push([at.x - r, at.y - r, at.x + r, at.y + r]);
      if (small && this.map.getZoom() < 7.6) return;
      const text = one.name + (beyond ? " (beyond the map)" : "");
      const wide = Math.max(text.length, 8) * (small ? 5.9 : 6.7), high = small ? 13 : 28;
      const spots = [[at.x + r + 5, at.y - high / 2], [at.x - r - 5 - wide, at.y - high / 2],
        [at.x - wide / 2, at.y + r + 3], [at.x - wide / 2, at.y - r - high - 3]];
      for (const [x, y] of spots) {
        const area = [x, y, x + wide, y + high];
        if (x < 4 || x + wide > size.x - 4 || y < this.atlas.head.offsetHeight + 2) continue;
        if (y + high > size.y - this.atlas.foot.offsetHeight - this.dock.offsetHeight - 4) continue;
        if (box && area[2] > box.left - root.left && area[1] < box.bottom - root.top) continue;
        const self = taken.length - 1;
        if (taken.some((t, k) => k !== self && t[0] < area[2] && t[2] > area[0] && t[1] < area[3] && t[3] > area[1])) continue;
        taken.push(area);
        const name = this.labels.appendChild(BL.el("div", "bl-label"));
        name.style.cssText = "transform:none;font-size:" + (small ? 11 : 12.5) + "px;line-height:1.12;left:" +
          (x + corner.x) + "px;top:" + (y + corner.y) + "px;width:" + wide + "px;text-align:" +
          (x > at.x ? "left" : x + wide < at.x ? "right" : "center");
        name.appendChild(BL.el(small ? "span" : "b", "", text));
        if (!small) name.appendChild(BL.el("div", "", BL.number(one.persons)));
        return;
      }
    }

    /* --- Legend ---------------------------------------------------------------------------------- */
    legend() {
      const box = this.atlas.legendBox, state = this.state;
      box.replaceChildren();
      if (state.mode === "shade") this._classes(box); else this._marks(box);
      const row = box.appendChild(BL.el("div", "bl-row"));
      row.style.marginTop = "6px";
      row.appendChild(BL.el("span", "bl-dashes"));
      row.appendChild(BL.el("span", "", "International boundary"));
      if (this.frame && this.frame.note) box.appendChild(BL.el("div", "bl-note", this.frame.note));
    }

    _classes(box) {
      const { scale, label, decimals } = this.state, text = (v) => (decimals ? v.toFixed(decimals) : BL.number(v));
      box.appendChild(BL.el("h3", "", label));
      const add = (color, name) => {
        const row = box.appendChild(BL.el("div", "bl-row")), swatch = row.appendChild(BL.el("span", "bl-swatch"));
        swatch.style.background = color;
        row.appendChild(BL.el("span", "", name));
      };
      let low = null;
      (scale ? scale.colors : []).forEach((color, k) => {
        const high = scale.breaks[k];
        add(color, low === null ? "up to " + text(high) : text(decimals ? low : low + 1) + "\u2013" + text(high));
        low = high;
      });
      add(this.atlas.color("land"), "no figure for this year");
    }

    _marks(box) {
      const state = this.state, color = state.color;
      const drawing = (wide, high) => {
        const row = box.appendChild(BL.el("div", "bl-row")), svg = node("svg", { width: wide, height: high }, row);
        svg.style.flex = "none";
        return [row, svg];
      };
      const round = (value) => { const p = Math.pow(10, Math.floor(Math.log10(value))); return Math.floor(value / p) * p; };
      if (state.widest) {
        box.appendChild(BL.el("h3", "", state.label));
        for (const persons of [round(state.widest), round(state.widest / 4)]) {
          const wide = this.width(persons), [row, svg] = drawing(62, Math.max(8, wide + 2));
          const y = Math.max(8, wide + 2) / 2;
          node("path", { d: "M0 " + (y - wide / 2) + "L62 " + (y - 0.5) + "L62 " + (y + 0.5) + "L0 " + (y + wide / 2) + "Z", fill: color, "fill-opacity": 0.75 }, svg);
          row.appendChild(BL.el("span", "", BL.number(persons)));
        }
        box.appendChild(BL.el("div", "bl-note", "Lines run from the wide end to the point. A faded end is known to the country only."));
      }
      if (!state.most) return;
      box.appendChild(BL.el("h3", "", "People at the place"));
      const top = round(state.most), sizes = [top, round(top / 5), round(top / 25)].filter((v, k, all) => v > 0 && all.indexOf(v) === k);
      for (const persons of sizes) {
        const r = this.radius(persons), [row, svg] = drawing(2 * LARGEST + 4, Math.max(10, 2 * r + 3));
        node("circle", { cx: LARGEST + 2, cy: Math.max(10, 2 * r + 3) / 2, r, fill: color, "fill-opacity": 0.55, stroke: color }, svg);
        row.appendChild(BL.el("span", "", BL.number(persons)));
      }
      const kinds = new Set(state.frames.flatMap((frame) => frame.symbols.map((one) => one.kind)));
      const mark = (tag, attributes, text) => {
        const [row, svg] = drawing(2 * LARGEST + 4, 15);
        node(tag, attributes, svg);
        row.appendChild(BL.el("span", "", text));
        row.lastChild.style.whiteSpace = "normal";
      };
      const x = LARGEST + 2, diamond = { points: [[x, 1], [x + 6, 7], [x, 13], [x - 6, 7]].join(" ") };
      if (kinds.has("origin")) mark("circle", { cx: x, cy: 7.5, r: 5, fill: "none", stroke: color, "stroke-width": 2.5 }, "Displaced from here, host not stated");
      if (kinds.has("site")) mark("polygon", Object.assign({ fill: this._ink() }, diamond), "Camp or refugee village");
      if (kinds.has("inside")) mark("polygon", Object.assign({ fill: "none", stroke: this._ink(), "stroke-width": 1.4 }, diamond), "Part of the area, place inexact");
    }
  }

  BL.Flows = Flows;
  BL.parts.flows = function (atlas, state) {
    if (!state.flows) return;
    if (!atlas.flows) {
      atlas.flows = new Flows(atlas);
      atlas.describeDistrict = (p) => atlas.flows.describe(p);
    }
    atlas.flows.set(state);
  };

  /* Lines at fixed distances from the border, each with its distance where it first shows. */
  BL.parts.bands = function (atlas, state) {
    if (!state.bands || atlas.bands) return;
    const color = atlas.config.dark ? "#8fa6bf" : "#5a7390";
    atlas.bands = L.geoJSON(state.bands.shapes, {
      pane: "bl-lines", renderer: L.svg({ pane: "bl-lines", padding: 0.6 }), interactive: false,
      style: () => ({ color, weight: 1, opacity: 0.75, dashArray: "1 4", fill: false }),
    }).addTo(atlas.map);
    const names = atlas.map.getPane("bl-names").appendChild(BL.el("div"));
    const place = () => {
      const made = document.createDocumentFragment(), size = atlas.map.getSize();
      atlas.bands.eachLayer((layer) => {
        if (layer.feature.properties.km < 50 && atlas.map.getZoom() < 8) return;
        const points = layer.getLatLngs().flat(2).map((at) => atlas.map.latLngToContainerPoint(at));
        const middle = size.y * 0.62;
        for (const side of [-1, 1]) {
          const seen = points.filter((p) => p.x > 60 && p.x < size.x - 300 && Math.abs(p.y - middle) < 40);
          if (!seen.length) continue;
          const p = seen.reduce((a, b) => (side * a.x > side * b.x ? a : b));
          const at = atlas.map.containerPointToLayerPoint(p);
          const name = made.appendChild(BL.el("div", "bl-label", layer.feature.properties.km + " km"));
          name.style.cssText = "font-size:10.5px;color:" + color + ";left:" + at.x + "px;top:" + at.y + "px";
        }
      });
      names.replaceChildren(made);
    };
    atlas.map.on("moveend zoomend resize", place);
    place();
  };
})();
