/* The time control at the bottom of the map: buttons, choices, chart with brush, status line.
   Everything it does happens here in the browser; only "Use this period" tells the server. */
(function () {
  "use strict";
  const BL = window.Borderlands, C = BL.calendar;
  const UNITS = { week: "a week", month: "a month", quarter: "a quarter", year: "a year" };
  const SPEEDS = { 1: "1 step/s", 2: "2 steps/s", 4: "4 steps/s", 8: "8 steps/s" };
  const ICONS = {
    back: "M11 2 4 8l7 6zM2 2h2v12H2z", play: "M3 1.5v13l11-6.5z", pause: "M3 2h4v12H3zM9 2h4v12H9z",
    forward: "M5 2l7 6-7 6zM12 2h2v12h-2z",
  };

  function icon(name) {
    const svg = document.createElementNS(BL.SVG, "svg"), path = document.createElementNS(BL.SVG, "path");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name]);
    svg.appendChild(path);
    return svg;
  }

  class TimeControl {
    constructor(atlas) {
      this.atlas = atlas;
      this.incidents = atlas.incidents;
      const dock = (atlas.dock = atlas.root.appendChild(BL.el("div", "bl-dock")));
      dock.setAttribute("role", "group");
      dock.setAttribute("aria-label", "Time control");
      L.DomEvent.disableClickPropagation(dock);
      L.DomEvent.disableScrollPropagation(dock);
      const row = dock.appendChild(BL.el("div", "bl-tools"));
      this._buttons(row);
      this.status = row.appendChild(BL.el("div", "bl-status"));
      this.status.setAttribute("role", "status");
      this._choices(row);
      this.chart = new BL.Histogram(dock.appendChild(BL.el("div", "bl-chart")));
      this.brush = new BL.Brush(this);
      document.addEventListener("keydown", (event) => this._key(event), true);
      new ResizeObserver(() => this._resized()).observe(dock);
    }

    /* time: {from, to, start, unit, snap, events}; what the reader set survives a new state
       as long as the period stays the same. */
    set(state) {
      const time = state.time, domain = [time.from, time.to], key = domain.join();
      this.time = time;
      if (this.key !== key) {
        this.pause();
        this.key = key;
        this.window = new BL.TimeWindow(domain, time.start, time.unit,
          time.snap || state.incidents.snap);
      }
      this.unitChoice.value = this.window.unit;
      this.modeChoice.value = this.window.cumulative ? "cumulative" : "window";
      this._measures(state);
      this.atlas.layout();
      this._chart();
      this.apply();
    }

    _chart() {
      this.chart.set(this.window.domain, this.time.events, this.incidents.columns, this.incidents.measure().column);
    }

    _resized() {
      if (!this.window) return;
      this.atlas.layout();
      this.chart.draw();
      this.brush.place();
    }

    /* --- Buttons and choices -------------------------------------------------------------- */
    _button(into, name, picture, act) {
      const node = into.appendChild(BL.el("button", "bl-button"));
      node.type = "button";
      if (picture) node.appendChild(icon(picture)); else node.textContent = name;
      node.setAttribute("aria-label", name);
      node.title = name;
      node.onclick = act;
      return node;
    }

    _buttons(row) {
      const group = row.appendChild(BL.el("div", "bl-buttons"));
      this._button(group, "Step back", "back", () => { this.pause(); this.step(-1); });
      this.playButton = this._button(group, "Play", "play", () => this.toggle());
      this._button(group, "Step forward", "forward", () => { this.pause(); this.step(1); });
    }

    _choice(row, name, options, act) {
      const label = row.appendChild(BL.el("label", "bl-choice"));
      label.appendChild(BL.el("span", "", name));
      const select = label.appendChild(BL.el("select"));
      for (const [value, text] of Object.entries(options)) select.appendChild(new Option(text, value));
      select.setAttribute("aria-label", name);
      select.onchange = () => act(select.value);
      return select;
    }

    _choices(row) {
      const box = row.appendChild(BL.el("div", "bl-choices"));
      this.measureChoice = this._choice(box, "Measure", {}, (key) => {
        this.incidents.measure(key);
        this._chart();
        this.apply();
      });
      this.modeChoice = this._choice(box, "Show", { window: "Window", cumulative: "Cumulative" }, (mode) => {
        this.window.grow(mode === "cumulative");
        this.apply();
      });
      this.unitChoice = this._choice(box, "Step", UNITS, (unit) => { this.window.unit = unit; this.brush.tell(); });
      this.speedChoice = this._choice(box, "Speed", SPEEDS, (speed) => { this.speed = Number(speed); });
      this.speed = 2;
      this.speedChoice.value = "2";
      this.useButton = this._button(box, "Use this period", "", () => {
        this.pause();
        BL.report("window", [C.iso(this.window.from), C.iso(this.window.to)]);
      });
      this.useButton.title = "Set the period of all pages to this window";
    }

    _measures(state) {
      const names = state.measures.map((m) => m.key).join();
      if (this.measureNames !== names) {
        this.measureNames = names;
        this.measureChoice.replaceChildren(...state.measures.map((m) => new Option(m.label, m.key)));
      }
      this.measureChoice.value = this.incidents.measure().key;
      this.useButton.hidden = Boolean(state.time.foreign);
    }

    /* --- Moving --------------------------------------------------------------------------- */
    step(count) {
      const moved = this.window.step(count);
      if (moved) this.apply();
      return moved;
    }

    toggle() {
      if (this.playing) this.pause(); else this.play();
    }

    play() {
      if (this.window.atEnd()) { this.window.home(); this.apply(); }
      this.playing = true;
      this._playLook();
      this.stepped = performance.now();
      const tick = (now) => {
        if (!this.playing) return;
        if (now - this.stepped >= 1000 / this.speed) {
          this.stepped = now;
          if (!this.step(1)) { this.pause(); return; }
        }
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    }

    pause() {
      if (!this.playing) return;
      this.playing = false;
      this._playLook();
    }

    _playLook() {
      const name = this.playing ? "Pause" : "Play";
      this.playButton.replaceChildren(icon(this.playing ? "pause" : "play"));
      this.playButton.setAttribute("aria-label", name);
      this.playButton.title = name;
      // A screen reader hears where the window came to rest, not every step on the way.
      this.status.setAttribute("aria-live", this.playing ? "off" : "polite");
    }

    /* Move everything to the window as it is now. */
    apply() {
      const { from, to } = this.window;
      this.incidents.window([from, to]);
      this.brush.place();
      this.brush.tell();
      this._tell(from, to);
    }

    _tell(from, to) {
      const t = this.incidents.totals, period = C.span(from, to);
      const killed = BL.range(t.low, t.best, t.high) + " killed";
      BL.setText(this.status, period + " \u00b7 " + this.incidents.count(t.incidents) + " \u00b7 " + killed);
      const scope = [period, ...(this.incidents.state.limits || [])].join(" \u00b7 ");
      this.atlas.headline(BL.finding(this.incidents), this.incidents.measure().label + " by district, " + scope +
        " \u00b7 n = " + this.incidents.count(t.incidents) + this._endsText(to) + this._eventsText(from, to));
    }

    /* What the source no longer counts in a part of the window: its districts rank too low. */
    _endsText(to) {
      const ends = this.incidents.words().ends || [];
      return ends.filter((end) => end.day < to).map((end) => " \u00b7 " + end.text).join("");
    }

    _eventsText(from, to) {
      const within = this.chart.within(from, to);
      if (!within.length || within.length > 2) return "";
      return " \u00b7 " + within.map((event) => event.title + " (" + C.text(event.day) + ")").join("; ");
    }

    /* --- Keyboard: Space plays, arrows step, Home and End jump ----------------------------- */
    _key(event) {
      if (!this.window || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const on = event.target, name = on.tagName, slider = on.getAttribute && on.getAttribute("role") === "slider";
      if (name === "SELECT" || name === "INPUT" || name === "TEXTAREA") return;
      if (event.key === " " && (name === "BUTTON" || name === "A")) return;
      const acts = {
        " ": () => this.toggle(),
        ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1),
        Home: () => { this.window.home(); this.apply(); }, End: () => { this.window.end(); this.apply(); },
      };
      const act = (slider && this.brush.key(on, event.key)) || acts[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key !== " ") this.pause();
      act();
    }
  }

  /* What the window shows, as a sentence. */
  BL.finding = function (incidents) {
    const measure = incidents.measure(), codes = incidents.columns.codes, words = incidents.words();
    if (!incidents.totals.incidents) return "No " + words.one + " in this window";
    let best = 0, top = [];
    for (let k = 0; k < codes.length; k++) {
      const value = incidents.value(k, measure);
      if (value > best) { best = value; top = [k]; } else if (value && value === best) top.push(k);
    }
    const name = (k) => incidents.atlas.districts.get(codes[k])?.p.name || codes[k];
    if (!top.length) return "None recorded in this window";
    const rivals = BL.rivals(incidents, measure, top).map(name);
    const most = " had the most " + measure.phrase + (rivals.length ? " by the best figure" : "");
    const others = rivals.length > 2 ? rivals[0] + " and " + (rivals.length - 1) + " others" : rivals.join(" and ");
    const doubt = others ? "; by the range of reports " + others + " may have had more" : "";
    if (top.length > 2) return BL.number(top.length) + " districts share the most " + measure.phrase + doubt;
    if (top.length === 2) return name(top[0]) + " and " + name(top[1]) + most + doubt;
    const all = incidents.totals[measure.column];
    if (measure.key === "rate_per_100k") return name(top[0]) + most + ": " + best.toFixed(1) + doubt;
    if (best === all) {
      const one = measure.phrase.replace(/^people/, "person").replace(/^(\w+)s\b/, "$1");
      return (all === 1 ? "1 " + one + "," : "All " + BL.number(all) + " " + measure.phrase) + " in " + name(top[0]);
    }
    return name(top[0]) + most + ": " + BL.number(best) + " of " + BL.number(all) + BL.share(best, all) + doubt;
  };

  /* Districts that may have had more than those with the most, highest first: the best figure alone
     has a range, and theirs reaches above the lowest figure of these. */
  BL.rivals = function (incidents, measure, top) {
    if (measure.column !== "best") return [];
    const low = Math.min(...top.map((k) => incidents.value(k, measure, "low")));
    const high = (k) => incidents.value(k, measure, "high");
    return incidents.columns.codes.map((_, k) => k)
      .filter((k) => high(k) > low && !top.includes(k)).sort((a, b) => high(b) - high(a));
  };

  BL.TimeControl = TimeControl;
  BL.parts.time = function (atlas, state) {
    if (!state.time) return;
    if (!atlas.time) atlas.time = new TimeControl(atlas);
    atlas.time.set(state);
  };
})();
