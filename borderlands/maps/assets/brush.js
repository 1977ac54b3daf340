/* The brush on the chart: two edges and the stretch between them, by pointer and by keyboard. */
(function () {
  "use strict";
  const BL = window.Borderlands, C = BL.calendar;

  class Brush {
    constructor(control) {
      this.control = control;
      this.chart = control.chart;
      const plot = this.chart.plot;
      this.body = plot.appendChild(BL.el("div", "bl-brush"));
      this.edges = { from: this._edge(plot, "from", "Window start"), to: this._edge(plot, "to", "Window end") };
      plot.addEventListener("pointerdown", (event) => this._grab(event));
      plot.addEventListener("pointermove", (event) => this._drag(event));
      for (const end of ["pointerup", "pointercancel"]) plot.addEventListener(end, () => this._drop());
      this.chart.events.addEventListener("click", (event) => this._event(event));
    }

    _edge(plot, name, label) {
      const node = plot.appendChild(BL.el("div", "bl-edge bl-" + name));
      node.tabIndex = 0;
      node.dataset.edge = name;
      node.setAttribute("role", "slider");
      node.setAttribute("aria-label", label);
      node.setAttribute("aria-orientation", "horizontal");
      return node;
    }

    get window() { return this.control.window; }

    place() {
      const [left, right] = this.chart.choose(this.window.from, this.window.to);
      this.body.style.left = left + "px";
      this.body.style.width = Math.max(1, right - left) + "px";
      this.edges.from.style.left = left + "px";
      this.edges.to.style.left = right + "px";
    }

    /* Values for assistive technology: days since 1970, and the day in words. */
    tell() {
      const { from, to, domain, cumulative } = this.window;
      const limits = { from: [domain[0], to, from], to: [from, domain[1], to] };
      for (const [name, [least, most, now]] of Object.entries(limits)) {
        const edge = this.edges[name];
        edge.setAttribute("aria-valuemin", least);
        edge.setAttribute("aria-valuemax", most);
        edge.setAttribute("aria-valuenow", now);
        edge.setAttribute("aria-valuetext", C.text(now));
      }
      this.edges.from.setAttribute("aria-disabled", String(cumulative));
    }

    /* What a key does on an edge, or nothing. */
    key(node, key) {
      const name = node.dataset.edge, window = this.window, [first, last] = window.domain;
      if (name === "from" && window.cumulative) return () => {};
      const move = (act) => () => { act(); this.control.apply(); };
      return {
        ArrowLeft: move(() => window.nudge(name, -1)), ArrowDown: move(() => window.nudge(name, -1)),
        ArrowRight: move(() => window.nudge(name, 1)), ArrowUp: move(() => window.nudge(name, 1)),
        Home: move(() => (name === "from" ? window.put(first, window.to) : window.put(window.from, window.from))),
        End: move(() => (name === "from" ? window.put(window.to, window.to) : window.put(window.from, last))),
      }[key];
    }

    _at(event) {
      return event.clientX - this.chart.plot.getBoundingClientRect().left;
    }

    _grab(event) {
      if (event.button) return;
      this.control.pause();
      const x = this._at(event), { from, to } = this.window, chart = this.chart;
      const left = chart.x(from), right = chart.x(to + 1), near = 7;
      const edge = event.target.dataset.edge;
      let kind;
      if (edge) kind = edge;
      else if (Math.abs(x - right) <= near) kind = "to";
      else if (Math.abs(x - left) <= near) kind = "from";
      else if (x > left && x < right) kind = "whole";
      else kind = "new";
      this.held = { kind, day: chart.day(x), from, to, x };
      chart.plot.setPointerCapture(event.pointerId);
      if (edge) this.edges[edge].focus({ preventScroll: true });
      event.preventDefault();
    }

    _drag(event) {
      if (!this.held) return;
      this.held.now = this._at(event);
      // One redraw a frame, however often the pointer reports.
      if (!this.asked) this.asked = requestAnimationFrame(() => { this.asked = 0; this._move(); });
    }

    _move() {
      const held = this.held, window = this.window, chart = this.chart;
      if (!held || held.now === undefined) return;
      const day = chart.day(held.now);
      if (held.kind === "whole") {
        if (window.cumulative) window.put(held.from, held.to + day - held.day); else window.start(held.from + day - held.day);
      } else if (held.kind === "from") window.put(Math.min(day, held.to), held.to);
      else if (held.kind === "to") window.put(held.from, Math.max(held.from, chart.day(held.now - 1)));
      else window.put(held.day, day);
      this.control.apply();
    }

    _drop() {
      const held = this.held;
      if (!held) return;
      this._move();
      this.held = null;
      // A click beside the window brings the window there.
      if (held.kind === "new" && (held.now === undefined || Math.abs(held.now - held.x) < 3)) {
        this.window.put(held.from, held.to);
        if (this.window.cumulative) this.window.put(held.from, held.day);
        else this.window.start(held.day - Math.floor((held.to - held.from) / 2));
        this.control.apply();
      }
    }

    /* A click on a key event starts the window on its day. */
    _event(event) {
      const mark = (this.chart.marks || []).find((m) => m.node.contains(event.target));
      if (!mark) return;
      this.control.pause();
      if (this.window.cumulative) this.window.put(this.window.from, mark.event.day);
      else this.window.start(mark.event.day);
      this.control.apply();
    }
  }

  BL.Brush = Brush;
})();
