/* The chart under the map: bars of the measure over time, key events above them, years and months
   below. Bars are drawn twice, grey and dark; a clip shows the dark ones in the window, so that a
   moving window repaints nothing. */
(function () {
  "use strict";
  const BL = window.Borderlands, C = BL.calendar;
  const MOST_BARS = 420;

  class Histogram {
    constructor(box) {
      this.box = box;
      this.events = box.appendChild(BL.el("div", "bl-events"));
      this.plot = box.appendChild(BL.el("div", "bl-plot"));
      this.axis = box.appendChild(BL.el("div", "bl-axis"));
      this.axis.setAttribute("aria-hidden", "true");
      this.layers = ["bl-bars", "bl-bars bl-chosen"].map((name) => {
        const canvas = this.plot.appendChild(BL.el("canvas", name));
        canvas.setAttribute("aria-hidden", "true");
        return canvas;
      });
      this.most = this.plot.appendChild(BL.el("span", "bl-most"));
    }

    /* domain: first and last day; events: [{day, title}] */
    set(domain, events, columns, name) {
      Object.assign(this, { domain, columns, name, list: events });
      this.draw();
    }

    /* Kept from the last drawing: asking the browser while everything moves would cost a layout. */
    get wide() { return this.width || 1; }

    /* Left edge of a day in pixels; the day after the last gives the right end. */
    x(day) {
      const [from, to] = this.domain;
      return ((day - from) / (to + 1 - from)) * this.wide;
    }

    day(x) {
      const [from, to] = this.domain;
      return Math.max(from, Math.min(to, from + Math.floor((x / this.wide) * (to + 1 - from))));
    }

    draw() {
      this.width = this.plot.clientWidth;
      if (!this.domain || !this.width) return;
      this._bars();
      this._axis();
      this._events();
    }

    _edges() {
      const [from, to] = this.domain, days = to - from + 1;
      this.unit = null;
      if (days <= 62) return Array.from({ length: days + 1 }, (_, k) => from + k);
      const most = Math.min(MOST_BARS, this.wide / 3);
      const unit = days / 7 <= most ? "week" : days / 30.4 <= most ? "month" : days / 91 <= most ? "quarter" : "year";
      this.unit = unit;
      const edges = [from];
      for (let day = C.add(C.floor(from, unit), unit, 1); day <= to; day = C.add(day, unit, 1)) edges.push(day);
      edges.push(to + 1);
      return edges;
    }

    _bars() {
      const ratio = window.devicePixelRatio || 1, wide = this.wide, high = this.plot.clientHeight;
      const edges = this._edges(), values = this.columns.bins(this.name, edges), most = Math.max(1, ...values);
      const style = getComputedStyle(this.box), inks = ["--bl-bar", "--bl-bar-chosen"];
      this.layers.forEach((canvas, layer) => {
        canvas.width = wide * ratio;
        canvas.height = high * ratio;
        const context = canvas.getContext("2d");
        context.scale(ratio, ratio);
        context.fillStyle = style.getPropertyValue(inks[layer]).trim() || "#999999";
        values.forEach((value, k) => {
          if (!value) return;
          const left = this.x(edges[k]), width = this.x(edges[k + 1]) - left;
          const tall = Math.max(1, (value / most) * (high - 2));
          context.fillRect(left, high - tall, Math.max(0.7, width - (width > 3 ? 1 : 0.2)), tall);
        });
      });
      const each = { week: "a week", month: "a month", quarter: "a quarter", year: "a year" };
      BL.setText(this.most, "most: " + BL.number(most) + " " + (this.unit && edges.length > 1 ? each[this.unit] : "a day"));
      this.most.hidden = !values.some(Boolean);
    }

    _axis() {
      const [from, to] = this.domain, years = (to - from) / 365.25, room = this.wide / 62;
      const unit = years > 2.2 ? "year" : "month";
      const every = unit === "year" ? Math.max(1, Math.ceil(years / room)) : Math.max(1, Math.ceil((years * 12) / room));
      const marks = [];
      const add = (day, name) => {
        const mark = BL.el("span", "", name);
        mark.style.left = this.x(day) + "px";
        if (this.x(day) < this.wide - 30) marks.push(mark);
      };
      for (let day = C.floor(from, unit); day <= to; day = C.add(day, unit, 1)) {
        const d = C.date(day), year = d.getUTCFullYear(), month = d.getUTCMonth();
        const shown = unit === "year" ? year % every === 0 : month % every === 0;
        if (day < from || !shown) continue;
        add(day, unit === "year" ? String(year) : C.MONTHS[month].slice(0, 3) + (month === 0 || !marks.length ? " " + year : ""));
      }
      // Within one month no month begins: then the first day tells when it is.
      if (!marks.length) add(from, C.text(from));
      this.axis.replaceChildren(...marks);
    }

    /* Ticks for all events; text where there is room, in as many rows as the strip has. */
    _events() {
      const [from, to] = this.domain, wide = this.wide, rows = this.events.clientHeight > 20 ? 2 : 1;
      const ends = Array(rows).fill(-Infinity), nodes = [];
      this.marks = [];
      for (const event of this.list) {
        if (event.day < from || event.day > to) continue;
        const x = this.x(event.day), text = event.title, width = Math.min(210, text.length * 5.6 + 10);
        const node = BL.el("button", "bl-event");
        node.tabIndex = -1;
        node.title = C.text(event.day) + ": " + text;
        node.setAttribute("aria-label", node.title);
        node.style.left = x + "px";
        node.style.top = rows * 12 + "px";
        const row = ends.findIndex((end) => end <= x);
        if (row >= 0 && x + width <= wide + 4) {
          ends[row] = x + width;
          node.style.top = row * 12 + "px";
          node.appendChild(BL.el("span", "", text));
        }
        nodes.push(node);
        this.marks.push({ node, event });
      }
      this.events.replaceChildren(...nodes);
    }

    /* Show the window: dark bars between its edges, its events in ink. */
    choose(from, to) {
      const left = this.x(from), right = this.x(to + 1);
      this.layers[1].style.clipPath = "inset(0 " + (this.wide - right) + "px 0 " + left + "px)";
      for (const mark of this.marks || []) {
        const inside = mark.event.day >= from && mark.event.day <= to;
        if (mark.inside !== inside) mark.node.classList.toggle("bl-now", (mark.inside = inside));
      }
      return [left, right];
    }

    within(from, to) {
      return this.list.filter((event) => event.day >= from && event.day <= to);
    }
  }

  BL.Histogram = Histogram;
})();
