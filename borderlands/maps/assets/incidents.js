/* Incidents on the map: one set of columns feeds the shading of districts, the circles (or
   hexagons, or clusters), the legend and the tips. `window(span)` moves all of them in time. */
(function () {
  "use strict";
  const BL = window.Borderlands;

  class Incidents {
    constructor(atlas) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.painter = new BL.Painter(atlas);
      this.hexagons = new BL.Hexagons(atlas);
      this.clusters = new BL.Clusters(atlas, this);
      this.legend = new BL.Legend(atlas);
      this.cards = new BL.Cards(atlas, this);
      this.map.on("moveend zoomend resize viewreset", () => this.draw());
      this.map.on("zoomanim", () => { this.painter.canvas.style.opacity = 0; });
      atlas.describeDistrict = (p) => this._districtLines(p);
    }

    set(state) {
      const data = state.incidents;
      this.state = state;
      this.columns = new BL.Columns(data, state.withoutCoarse);
      this.within = state.within && state.within.length ? new Set(state.within) : null;
      this.populations = data.districts.map((code) => this.atlas.districts.get(code)?.p.population || NaN);
      this.painter.set(this.columns, data, state.palette.map((entry) => entry.color));
      this.hexagons.set(this.columns, data.hexagons || null);
      this.clusters.set(Boolean(state.clusters));
      this.cards.set(data.details || null, data.id);
      // What the reader chose here stays until the page asks for something else.
      if (this.asked !== state.measure) this.measureKey = this.asked = state.measure;
      this.drawn = null;
      this.window(this.span && state.time ? this.span : null);
    }

    /* Whether a district lies outside the chosen areas; without areas none does. */
    outside(code) {
      return Boolean(this.within) && !this.within.has(code);
    }

    measure(key) {
      if (key !== undefined) {
        this.measureKey = key;
        this.window(this.span);
      }
      return this.state.measures.find((m) => m.key === this.measureKey) || this.state.measures[0];
    }

    /* Pick the shown span by day numbers, both included; null shows all. */
    window(span) {
      this.span = span;
      this.columns.window(span);
      this._shade();
      this.draw();
      this._tell();
    }

    get totals() { return this.columns.totals; }

    value(index, measure, column) {
      const value = this.columns.by[column || measure.column][index];
      return measure.key === "rate_per_100k" ? (value / this.populations[index]) * 1e5 : value;
    }

    /* The scale for a window of this length; each is fixed over the whole period. */
    scale(measure) {
      if (!this.span || !measure.scales) return measure;
      const length = this.span[1] - this.span[0] + 1;
      return measure.scales.find((fit) => length <= fit.days) || measure;
    }

    _shade() {
      const measure = this.measure(), codes = this.columns.codes;
      if (!measure || this.state.shading === false) {
        this.shown = null;
        this.atlas.paint(codes, []);
        return;
      }
      const { breaks, colors } = this.scale(measure).scale, last = colors.length - 1, fills = [];
      const shown = { counts: colors.map(() => 0), zero: 0, missing: 0, outside: 0 };
      for (let index = 0; index < codes.length; index++) {
        if (this.outside(codes[index])) { shown.outside++; fills.push(this.atlas.color("outside")); continue; }
        const value = this.value(index, measure);
        if (value !== value) { shown.missing++; fills.push(this.atlas.color("missing")); continue; }
        if (!value) { shown.zero++; fills.push(null); continue; }
        let step = 0;
        while (step < last && value > breaks[step] + 1e-9) step++;
        shown.counts[step]++;
        fills.push(colors[step]);
      }
      this.shown = shown;
      this.atlas.paint(codes, fills);
    }

    /* Older incidents of a window fade, so that the eye finds what is new. */
    _fades() {
      if (!this.span || !this.state.time) return [];
      const [from, to] = this.span, length = to - from + 1;
      if (length < 2) return [];
      return [0.25, 0.5, 0.75].map((age) => this.columns.lower(Math.ceil(to + 1 - age * length)));
    }

    draw() {
      if (!this.columns) return;
      const clustered = this.clusters.draw(), hexagons = this.hexagons.draw();
      this.painter.canvas.style.opacity = "";
      if (this.state.points === false || clustered || hexagons) this.painter.clear();
      else this.painter.draw(this._fades(), this.hidden);
    }

    under(point) {
      if (!this.columns || this.state.points === false || this.hexagons.cells || this.clusters.shown()) return [];
      return this.painter.at(point, this.hidden);
    }

    /* --- Legend and tips ------------------------------------------------------------------ */
    _tell() {
      const measure = this.measure(), fit = measure && this.shown ? this.scale(measure) : null;
      const outside = Boolean(this.shown && this.shown.outside);
      const key = [measure && measure.key, fit && fit.days, outside].join();
      if (this.drawn !== key) {
        this.drawn = key;
        this._legend(measure, fit, outside);
      }
      this.legend.update(this.shown, this._missingNote());
    }

    _legend(measure, fit, outside) {
      const state = this.state;
      const points = state.points !== false && !this.hexagons.cells;
      this.legend.build({
        title: measure ? measure.label + ", by district" : "",
        scale: fit && fit.scale,
        decimals: measure ? measure.decimals : 0,
        none: state.none,
        missing: measure && measure.key === "rate_per_100k" ? "population unknown" : "",
        outside,
        note: fit && fit.days ? "One scale for every window up to " + BL.number(fit.days) + " days" : "",
        palette: points ? state.palette : null,
        paletteTitle: state.paletteTitle || "Most of those killed",
        radius: (killed) => this.painter.radius(killed),
        hexagons: this.hexagons.legend(),
        strip: Boolean(state.strip),
      });
      this.atlas.placeNames();
    }

    _missingNote() {
      const t = this.totals, notes = [], words = this.words();
      if (this.hexagons.cells) {
        notes.push("More than " + BL.number(this.state.incidents.hexagons.limit) + " incidents: hexagons of about " +
          this.state.incidents.hexagons.area + " km\u00b2 in place of dots.");
      }
      if (this.columns.leftOut) notes.push("Incidents known only to a district or province are left out.");
      else if (t.coarse && this.state.points !== false) {
        notes.push(BL.number(t.coarse) + " of " + BL.number(t.incidents) + BL.share(t.coarse, t.incidents) +
          " known to a district or province only: " +
          (this.state.shading === false ? "not drawn." : "shaded, never a dot."));
      }
      if (t.unknownToll) notes.push(BL.number(t.unknownToll) + " without a reported toll.");
      if (words.source) notes.push(words.source);
      return notes.join(" ");
    }

    /* What a row is called: the record counts incidents, other sources count otherwise. */
    words() {
      return Object.assign({ one: "incident", many: "incidents" }, this.state.words);
    }

    count(number) {
      const words = this.words();
      return BL.number(number) + " " + (number === 1 ? words.one : words.many);
    }

    _districtLines(p) {
      if (!this.columns) return [];
      if (this.outside(p.code)) return ["Outside the selection"];
      const k = this.columns.codes.indexOf(p.code), by = this.columns.by;
      if (k < 0 || !by.incidents[k]) return ["No " + this.words().one + " in the record for this view"];
      const lines = [this.count(by.incidents[k]) + ", " + BL.range(by.low[k], by.best[k], by.high[k]) + " killed"];
      if (by.civilians) {
        const groups = [[by.civilians[k], "civilian", "civilians"], [by.security[k], "of the security forces"], [by.militants[k], "militant", "militants"]];
        const named = groups.filter((g) => g[0]).map(([n, one, many]) => BL.number(n) + " " + (n === 1 ? one : many || one)).join(", ");
        if (named) lines.push(named);
      }
      if (by.coarse[k] && this.state.points !== false) {
        lines.push(BL.number(by.coarse[k]) + " known to the district only, not drawn as dots");
      }
      if (p.population) lines.push(((by.best[k] / p.population) * 1e5).toFixed(1) + " killed per 100,000 inhabitants");
      return lines;
    }
  }

  BL.Incidents = Incidents;
  BL.parts.incidents = function (atlas, state) {
    if (!state.incidents) return;
    if (!atlas.incidents) atlas.incidents = new Incidents(atlas);
    atlas.tiles(Boolean(state.tiles));
    // With a time control the title follows the window; it stays until the window is known.
    const kept = state.time && atlas.title ? { title: atlas.title.textContent, subtitle: atlas.subtitle.textContent } : {};
    atlas.frame(Object.assign({}, state.frame, kept));
    atlas.incidents.set(state);
    atlas.empty(state.incidents.n ? "" : state.emptyText || "No incident in the record fits this selection.");
    atlas.outline(state.outline || []);
    if (state.card) atlas.incidents.cards.learn(state.card.row, state.card.record);
    if (state.focus && state.focusKey !== atlas.focusKey) {
      atlas.focusKey = state.focusKey;
      atlas.wanted = state.focus;
    }
  };
})();
