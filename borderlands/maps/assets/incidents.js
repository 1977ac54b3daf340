/* Incidents on one canvas, districts shaded from the same numbers. Columns arrive as packed
   arrays (27 bytes an incident in base64); circles are blitted into a pixel buffer, which holds
   50,000 of them within two frames where one canvas arc each would not. */
(function () {
  "use strict";
  const BL = window.Borderlands;
  const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };

  BL.unpack = function (column) {
    const text = atob(column[1]);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new TYPES[column[0]](bytes.buffer);
  };

  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));

  class Incidents {
    constructor(atlas) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("aria-hidden", "true");
      this.canvas.style.position = "absolute";
      this.map.getPane("bl-points").appendChild(this.canvas);
      this.context = this.canvas.getContext("2d");
      this.sprites = new Map();
      this.map.on("moveend zoomend resize viewreset", () => this.draw());
      this.map.on("zoomanim", () => { this.canvas.style.opacity = 0; });
      this.map.on("mousemove", (event) => this._hover(event));
      this.map.on("mouseout", () => { this.atlas.busy = false; this.atlas.hideTip(); });
      this.map.on("preclick", (event) => this._click(event));
      atlas.describeDistrict = (p) => this._districtLines(p);
    }

    set(state) {
      const data = state.incidents, c = {};
      for (const [name, column] of Object.entries(data.columns)) c[name] = BL.unpack(column);
      this.c = c;
      this.n = data.n;
      this.state = state;
      this.details = data.details || null;
      this.codes = data.districts;
      this.x = new Float64Array(this.n);
      this.y = new Float64Array(this.n);
      const [south, west] = data.origin, grain = data.grain;
      for (let i = 0; i < this.n; i++) {
        this.x[i] = (west + c.lon[i] * grain + 180) / 360;
        this.y[i] = 0.5 - mercator(south + c.lat[i] * grain) / (2 * Math.PI);
      }
      this.from = 0;
      this.to = this.n;
      this._styles();
      this.window(null);
    }

    /* Pick the shown span by day numbers, both included; null shows all. */
    window(span) {
      this.span = span;
      if (!span) { this.from = 0; this.to = this.n; }
      else { this.from = this._lower(span[0]); this.to = this._lower(span[1] + 1); }
      this._sum();
      this._shade();
      this.draw();
    }

    _lower(day) {
      const days = this.c.day, base = this.state.incidents.day0;
      let low = 0, high = this.n;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (days[middle] + base < day) low = middle + 1; else high = middle;
      }
      return low;
    }

    /* Sums of the window, over all and by district. */
    _sum() {
      const k = this.codes.length, c = this.c;
      const names = ["best", "low", "high", "civilians", "security", "militants"];
      const by = { incidents: new Float64Array(k), coarse: new Float64Array(k) };
      const all = { incidents: this.to - this.from, coarse: 0, unknownToll: 0 };
      for (const name of names) { by[name] = new Float64Array(k); all[name] = 0; }
      for (let i = this.from; i < this.to; i++) {
        const d = c.district[i], known = d < k, flags = c.flags[i];
        const coarse = !(flags & 1);
        if (coarse) all.coarse++;
        if (flags & 2) all.unknownToll++;
        if (known) { by.incidents[d]++; if (coarse) by.coarse[d]++; }
        for (const name of names) {
          const value = c[name][i];
          if (!value) continue;
          all[name] += value;
          if (known) by[name][d] += value;
        }
      }
      this.totals = all;
      this.by = by;
    }

    measure() {
      return this.state.measures.find((m) => m.key === this.state.measure) || this.state.measures[0];
    }

    value(code, index, measure) {
      if (measure.key === "rate_per_100k") {
        const people = this.atlas.districts.get(code)?.p.population;
        return people ? (this.by.best[index] / people) * 1e5 : NaN;
      }
      return this.by[measure.column][index];
    }

    scale(measure) {
      if (!this.span || !measure.scales) return measure.scale;
      const length = this.span[1] - this.span[0] + 1;
      const fit = measure.scales.find((s) => length <= s.days);
      return (fit || measure).scale || measure.scale;
    }

    _shade() {
      const measure = this.measure();
      if (!measure || this.state.shading === false) {
        this.atlas.shade(new Map());
        this.classCounts = null;
        return;
      }
      const scale = this.scale(measure), colors = new Map(), counts = scale.colors.map(() => 0);
      let zero = 0, missing = 0;
      this.codes.forEach((code, index) => {
        const value = this.value(code, index, measure);
        if (Number.isNaN(value)) { missing++; colors.set(code, this.atlas.color("missing")); return; }
        if (!value) { zero++; return; }
        let step = scale.breaks.findIndex((limit) => value <= limit + 1e-9);
        if (step < 0) step = scale.colors.length - 1;
        counts[step]++;
        colors.set(code, scale.colors[step]);
      });
      this.classCounts = { counts, zero, missing, scale };
      this.atlas.shade(colors);
    }

    _styles() {
      this.palette = this.state.palette.map((entry) => entry.color);
      this.sprites.clear();
    }

    radius(killed) {
      return Math.min(26, 2.6 + 1.75 * Math.sqrt(killed));
    }

    _sprite(color, radius, fade) {
      const key = color + radius + "/" + fade;
      let sprite = this.sprites.get(key);
      if (sprite) return sprite;
      const ratio = this.ratio, r = radius * ratio, size = Math.ceil(r * 2 + 3), middle = size / 2;
      const rgb = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
      const edge = this.atlas.config.dark ? [20, 23, 27] : [255, 255, 255];
      const pixels = [], fill = 0.8 * fade;
      for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
          const d = Math.hypot(x + 0.5 - middle, y + 0.5 - middle);
          const cover = Math.max(0, Math.min(1, r - d + 0.5));
          if (!cover) continue;
          const rim = Math.max(0, Math.min(1, d - (r - 1.1 * ratio) + 0.5)) * 0.85;
          const alpha = cover * (fill + (0.9 * fade - fill) * rim);
          pixels.push(x, y, Math.round(alpha * 255),
            ...rgb.map((v, i) => Math.round(v * (1 - rim) + edge[i] * rim)));
        }
      }
      sprite = { size, half: Math.floor(middle), pixels: Int16Array.from(pixels) };
      this.sprites.set(key, sprite);
      return sprite;
    }

    draw() {
      if (!this.c || this.state.points === false) { this._clear(); return; }
      const size = this.map.getSize(), ratio = (this.ratio = window.devicePixelRatio || 1);
      const wide = Math.round(size.x * ratio), high = Math.round(size.y * ratio);
      if (this.canvas.width !== wide || this.canvas.height !== high || this.lastRatio !== ratio) {
        this.canvas.width = wide; this.canvas.height = high; this.lastRatio = ratio;
        this.canvas.style.width = size.x + "px"; this.canvas.style.height = size.y + "px";
        this.image = this.context.createImageData(wide, high);
        this.buffer = this.image.data;
        this.words = new Uint32Array(this.buffer.buffer);
        this.sprites.clear();
      }
      L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
      this.canvas.style.opacity = 1;
      this.words.fill(0);
      const world = 256 * Math.pow(2, this.map.getZoom()) * ratio;
      const origin = this.map.getPixelBounds().min, ox = origin.x * ratio, oy = origin.y * ratio;
      const c = this.c, days = c.day, base = this.state.incidents.day0;
      const hidden = this.hidden;
      const span = this.span, length = span ? span[1] - span[0] + 1 : 0;
      for (let i = this.from; i < this.to; i++) {
        if (!(c.flags[i] & 1)) continue;
        const category = c.category[i];
        if (hidden && hidden.has(category)) continue;
        const px = this.x[i] * world - ox, py = this.y[i] * world - oy;
        if (px < -30 || py < -30 || px > wide + 30 || py > high + 30) continue;
        // Older incidents of a moving window fade, so that the eye finds what is new.
        const age = length > 1 && this.fading ? (span[1] - days[i] - base) / length : 0;
        const fade = age > 0.75 ? 0.45 : age > 0.5 ? 0.65 : age > 0.25 ? 0.85 : 1;
        const r = Math.round(this.radius(c.best[i]) * 2) / 2;
        this._blit(this._sprite(this.palette[category], r, fade), px | 0, py | 0, wide, high);
      }
      this.context.putImageData(this.image, 0, 0);
    }

    _clear() {
      this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    }

    _blit(sprite, px, py, wide, high) {
      const p = sprite.pixels, buffer = this.buffer, left = px - sprite.half, top = py - sprite.half;
      for (let k = 0; k < p.length; k += 6) {
        const x = left + p[k], y = top + p[k + 1];
        if (x < 0 || y < 0 || x >= wide || y >= high) continue;
        const at = (y * wide + x) * 4, a = p[k + 2], under = buffer[at + 3];
        if (under === 0) {
          buffer[at] = p[k + 3]; buffer[at + 1] = p[k + 4]; buffer[at + 2] = p[k + 5]; buffer[at + 3] = a;
          continue;
        }
        const rest = (under * (255 - a) + 127) / 255 | 0, total = a + rest;
        buffer[at] = (p[k + 3] * a + buffer[at] * rest) / total;
        buffer[at + 1] = (p[k + 4] * a + buffer[at + 1] * rest) / total;
        buffer[at + 2] = (p[k + 5] * a + buffer[at + 2] * rest) / total;
        buffer[at + 3] = total;
      }
    }

    /* --- Hover and click ------------------------------------------------------------------ */
    under(point) {
      if (!this.c || this.state.points === false) return [];
      const world = 256 * Math.pow(2, this.map.getZoom()), origin = this.map.getPixelBounds().min;
      const found = [];
      for (let i = this.from; i < this.to; i++) {
        if (!(this.c.flags[i] & 1) || (this.hidden && this.hidden.has(this.c.category[i]))) continue;
        const dx = this.x[i] * world - origin.x - point.x, dy = this.y[i] * world - origin.y - point.y;
        const reach = Math.max(5, this.radius(this.c.best[i]));
        if (dx * dx + dy * dy <= reach * reach) found.push(i);
      }
      return found.sort((a, b) => this.c.best[a] - this.c.best[b]);
    }

    _hover(event) {
      const found = this.under(event.containerPoint);
      this.atlas.busy = found.length > 0;
      this.atlas.root.style.cursor = found.length ? "pointer" : "";
      if (!found.length) return;
      const i = found[found.length - 1], detail = this.details && this.details[i], box = BL.el("div");
      if (detail) {
        box.appendChild(BL.el("b", "", detail.title));
        box.appendChild(BL.el("div", "bl-muted", detail.when + " \u00b7 " + detail.where));
      }
      box.appendChild(BL.el("div", "", this.tollText(i)));
      if (found.length > 1) box.appendChild(BL.el("div", "bl-muted", "and " + (found.length - 1) + " more here; click to read"));
      else box.appendChild(BL.el("div", "bl-muted", "click for sources"));
      this.atlas.showTip(event.containerPoint, box);
    }

    tollText(i) {
      const c = this.c;
      if (c.flags[i] & 2) return "toll not reported";
      return BL.range(c.low[i], c.best[i], c.high[i]) + " killed";
    }

    _click(event) {
      const found = this.under(event.containerPoint).reverse();
      if (!found.length) return;
      if (event.originalEvent) event.originalEvent.stopPropagation();
      this.open(found, event.latlng);
    }

    open(found, where, at) {
      this.atlas.hideTip();
      const place = at || 0, i = found[place], box = BL.el("div", "bl-card");
      if (found.length > 1) {
        const pager = box.appendChild(BL.el("div", "bl-pager"));
        const back = pager.appendChild(BL.el("button", "", "\u2039"));
        pager.appendChild(BL.el("span", "", " " + (place + 1) + " of " + found.length + " "));
        const next = pager.appendChild(BL.el("button", "", "\u203a"));
        back.setAttribute("aria-label", "Previous incident here");
        next.setAttribute("aria-label", "Next incident here");
        const go = (step) => this.open(found, where, (place + step + found.length) % found.length);
        back.onclick = () => go(-1);
        next.onclick = () => go(1);
      }
      this._card(box, i);
      L.popup({ maxWidth: 340, minWidth: 240, autoPanPaddingTopLeft: [10, 60] }).setLatLng(where).setContent(box).openOn(this.map);
      BL.report({ picked: this.ids ? this.ids[i] : this.details ? this.details[i].id : i });
    }

    _card(box, i) {
      const detail = this.details && this.details[i];
      if (!detail) { box.appendChild(BL.el("p", "", this.tollText(i))); return; }
      box.appendChild(BL.el("h4", "", detail.title));
      box.appendChild(BL.el("div", "bl-muted", detail.when + " \u00b7 " + detail.where));
      box.appendChild(BL.el("p", "bl-toll", this.tollText(i)));
      if (detail.groups) box.appendChild(BL.el("div", "", detail.groups));
      if (detail.actors) box.appendChild(BL.el("p", "", detail.actors));
      if (detail.notes) box.appendChild(BL.el("p", "bl-muted", detail.notes));
      if (detail.claims && detail.claims.length) {
        box.appendChild(BL.el("b", "", "Who claims what"));
        const table = box.appendChild(BL.el("table"));
        for (const claim of detail.claims) {
          const row = table.appendChild(BL.el("tr"));
          row.appendChild(BL.el("td", "", claim[0]));
          row.appendChild(BL.el("td", "", claim[1]));
          row.appendChild(BL.el("td")).appendChild(BL.link(claim[2], claim[3]));
        }
      }
      const sources = box.appendChild(BL.el("p", "bl-muted", "Sources: "));
      detail.sources.forEach((source, k) => {
        if (k) sources.appendChild(document.createTextNode("; "));
        sources.appendChild(BL.link(source[0], source[1]));
        if (source[2]) sources.appendChild(document.createTextNode(" (" + source[2] + ")"));
      });
      if (detail.level) box.appendChild(BL.el("div", "bl-muted", "Place: " + detail.level));
    }

    _districtLines(p) {
      if (!this.by) return [];
      const k = this.codes.indexOf(p.code), by = this.by;
      if (k < 0 || !by.incidents[k]) return ["No incident in the record for this view"];
      const lines = [
        BL.number(by.incidents[k]) + (by.incidents[k] === 1 ? " incident" : " incidents") + ", " +
          BL.range(by.low[k], by.best[k], by.high[k]) + " killed",
      ];
      const groups = [["civilians", by.civilians[k]], ["security forces", by.security[k]], ["militants", by.militants[k]]];
      const named = groups.filter((g) => g[1]).map((g) => BL.number(g[1]) + " " + g[0]).join(", ");
      if (named) lines.push(named);
      if (by.coarse[k]) lines.push(BL.number(by.coarse[k]) + " known to the district only, not drawn as dots");
      if (p.population) lines.push(((by.best[k] / p.population) * 1e5).toFixed(1) + " killed per 100,000 inhabitants");
      return lines;
    }

    /* --- Legend --------------------------------------------------------------------------- */
    legend(box) {
      const state = this.state, shown = this.classCounts;
      box.replaceChildren();
      const row = (mark, text, count) => {
        const line = box.appendChild(BL.el("div", "bl-row"));
        line.appendChild(mark);
        line.appendChild(BL.el("span", "", text));
        if (count !== undefined) line.appendChild(BL.el("span", "bl-count", count));
      };
      const swatch = (color) => { const s = BL.el("span", "bl-swatch"); s.style.background = color; return s; };
      if (shown) {
        const measure = this.measure();
        box.appendChild(BL.el("h3", "", measure.label + ", by district"));
        const { scale, counts } = shown, text = (v) => (measure.decimals ? v.toFixed(measure.decimals) : BL.number(v));
        let low = measure.decimals ? 0 : 1;
        scale.colors.forEach((color, k) => {
          const high = scale.breaks[k];
          const name = measure.decimals ? (k ? text(low) + "\u2013" + text(high) : "up to " + text(high)) :
            low >= high ? text(high) : text(low) + "\u2013" + text(high);
          row(swatch(color), name, BL.number(counts[k]));
          low = measure.decimals ? high : high + 1;
        });
        row(swatch(this.atlas.color("land")), "none recorded", BL.number(shown.zero));
        if (shown.missing) row(swatch(this.atlas.color("missing")), "population unknown", BL.number(shown.missing));
        box.lastChild.title = "number of districts in the class";
      }
      if (state.points !== false) {
        box.appendChild(BL.el("h3", "", state.paletteTitle || "Most of those killed"));
        state.palette.forEach((entry) => {
          const dot = BL.el("span", "bl-dot");
          dot.style.cssText = "width:11px;height:11px;margin:0 3.5px;background:" + entry.color;
          row(dot, entry.label);
        });
        box.appendChild(BL.el("h3", "", "Killed in one incident"));
        const sizes = box.appendChild(BL.el("div", "bl-sizes"));
        for (const killed of [1, 10, 50, 100]) {
          const item = sizes.appendChild(BL.el("span")), ring = item.appendChild(BL.el("i"));
          const d = this.radius(killed) * 2;
          ring.style.width = ring.style.height = d + "px";
          item.appendChild(document.createTextNode(killed));
        }
      }
      const dashes = BL.el("span", "bl-dashes");
      box.appendChild(BL.el("h3", "", ""));
      row(dashes, "International boundary");
      if (this.totals.coarse) {
        box.appendChild(BL.el("div", "bl-note", BL.number(this.totals.coarse) + " of " + BL.number(this.totals.incidents) +
          " incidents are known to a district or province only: in the shading, never a dot."));
      }
      if (this.totals.unknownToll) {
        box.appendChild(BL.el("div", "bl-note", BL.number(this.totals.unknownToll) + " without a reported toll."));
      }
    }
  }

  BL.Incidents = Incidents;
  /* Tell the page what the reader did; the page decides whether to act. */
  BL.report = function (value) {
    if (!window.Streamlit || !window.__GLOBAL_DATA__) return;
    BL.reported = Object.assign({}, BL.reported, value, { stamp: Date.now() });
    const asked = window.__GLOBAL_DATA__.returned_objects || [];
    const keys = Object.keys(value).filter((key) => asked.includes(key));
    if (keys.length) window.Streamlit.setComponentValue(BL.reported);
  };
  BL.parts.incidents = function (atlas, state) {
    if (!state.incidents) return;
    if (!atlas.incidents) atlas.incidents = new Incidents(atlas);
    atlas.tiles(Boolean(state.tiles));
    atlas.incidents.set(state);
    atlas.frame(state.frame || {});
    atlas.incidents.legend(atlas.legendBox);
    atlas.empty(state.incidents.n ? "" : state.emptyText || "No incident in the record fits this selection.");
    if (state.focus && state.focusKey !== atlas.focusKey) {
      atlas.focusKey = state.focusKey;
      if (state.focus.length) atlas.focus(state.focus, atlas.ready);
    }
  };
})();
