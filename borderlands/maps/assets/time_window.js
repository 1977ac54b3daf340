/* The window in time: two days, a unit of stepping, and whether it grows or moves. No drawing. */
(function () {
  "use strict";
  const BL = window.Borderlands, C = BL.calendar;

  const starts = (day) => C.date(day).getUTCDate() === 1;

  class TimeWindow {
    /* snap: the unit below which the data know no time, or nothing. */
    constructor(domain, span, unit, snap) {
      this.domain = domain;
      this.unit = unit;
      this.snap = snap;
      this.cumulative = false;
      this.put(span[0], span[1]);
    }

    /* Set both edges, kept in order and inside the domain; a cumulative window starts with it. */
    put(from, to) {
      const [first, last] = this.domain, into = (day) => Math.max(first, Math.min(last, day));
      this.from = this.cumulative ? first : into(Math.min(from, to));
      this.to = into(Math.max(from, to));
      if (this.snap) {
        this.from = into(C.floor(this.from, this.snap));
        this.to = into(C.add(C.floor(this.to, this.snap), this.snap, 1) - 1);
      }
      this.anchor = null;
      return this;
    }

    /* A window that grows from the start of the domain, or one that keeps its length. */
    grow(on) {
      if (on === this.cumulative) return;
      const from = on ? this.from : this.movingFrom;
      if (on) this.movingFrom = this.from;
      this.cumulative = on;
      this.put(from === undefined ? this.from : Math.min(from, this.to), this.to);
    }

    /* Move the whole window so that it starts on a day; its length stays. */
    start(day) {
      const [first, last] = this.domain, length = this.to - this.from;
      const from = Math.max(first, Math.min(last - length, day));
      return this.put(from, from + length);
    }

    /* Step by whole units from where the stepping began, so that month ends do not creep. */
    step(count) {
      const anchor = this.anchor || { from: this.from, end: this.to + 1, steps: 0, unit: this.unit };
      if (anchor.unit !== this.unit) return this._fresh(count);
      const steps = anchor.steps + count, [first, last] = this.domain;
      const from = this.cumulative ? first : C.add(anchor.from, this.unit, steps);
      const end = C.add(anchor.end, this.unit, steps);
      if (from > last || end - 1 < first) return false;
      // The last step may end short of a whole unit; the one before it reached the end already.
      if ((count > 0 && this.to === last) || (count < 0 && this.from === first && !this.cumulative)) return false;
      if (this.cumulative && count < 0 && end - 1 <= first && this.to <= first) return false;
      this.put(Math.max(first, from), Math.min(last, Math.max(first, end - 1)));
      this.anchor = Object.assign(anchor, { steps });
      return true;
    }

    _fresh(count) {
      this.anchor = null;
      return this.step(count);
    }

    /* Move one edge by whole units. */
    nudge(edge, count) {
      if (edge === "from") {
        const day = C.add(this.from, this.unit, count);
        this.put(Math.min(day, this.to), this.to);
      } else {
        const day = C.add(this.to + 1, this.unit, count) - 1;
        this.put(this.from, Math.max(day, this.from));
      }
    }

    /* Jump to the start of the domain; whole months stay whole months. */
    home() {
      const [first, last] = this.domain, months = this._months();
      if (this.cumulative) this.put(first, Math.min(last, C.add(first, this.unit, 1) - 1));
      else if (months && starts(first)) this.put(first, C.add(first, "month", months) - 1);
      else this.start(first);
    }

    end() {
      const last = this.domain[1], months = this._months();
      if (this.cumulative) this.put(this.from, last);
      else if (months && starts(last + 1)) this.put(C.add(last + 1, "month", -months), last);
      else this.start(last - (this.to - this.from));
    }

    /* Number of whole months in the window, 0 when it does not begin and end with one. */
    _months() {
      if (!starts(this.from) || !starts(this.to + 1)) return 0;
      const a = C.date(this.from), z = C.date(this.to + 1);
      return (z.getUTCFullYear() - a.getUTCFullYear()) * 12 + z.getUTCMonth() - a.getUTCMonth();
    }

    atEnd() { return this.to >= this.domain[1]; }
  }

  BL.TimeWindow = TimeWindow;
})();
