/* Packed columns and their sums over a span of days. A moving window adds what enters and
   subtracts what leaves, so that a step costs what it changes and not what it shows. */
(function () {
  "use strict";
  const BL = window.Borderlands;
  const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };
  const SUMMED = ["best", "low", "high", "civilians", "security", "militants"];
  const HAS_POINT = 1, TOLL_UNKNOWN = 2;

  BL.unpack = function (column) {
    const text = atob(column[1]);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new TYPES[column[0]](bytes.buffer);
  };

  class Columns {
    /* data: what `pack` made. withoutCoarse: count only what is known to a place. */
    constructor(data, withoutCoarse) {
      const c = {};
      for (const [name, column] of Object.entries(data.columns)) c[name] = BL.unpack(column);
      Object.assign(this, { c, n: data.n, day0: data.day0, codes: data.districts });
      this.from = this.to = 0;
      // Rows without a district are summed in a slot of their own, the last.
      const slots = this.codes.length + 1;
      this.slot = Uint16Array.from(c.district, (d) => Math.min(d, slots - 1));
      const weight = c.weight || new Uint8Array(this.n).fill(1);
      this.parts = { incidents: weight };
      this.parts.coarse = weight.map((w, i) => (c.flags[i] & HAS_POINT ? 0 : w));
      this.parts.unknownToll = weight.map((w, i) => (c.flags[i] & TOLL_UNKNOWN ? w : 0));
      for (const name of SUMMED) if (c[name]) this.parts[name] = c[name];
      if (withoutCoarse) this._keepExact();
      this.by = {};
      for (const name of Object.keys(this.parts)) this.by[name] = new Float64Array(slots);
      this.totals = {};
    }

    hasPoint(i) { return (this.c.flags[i] & HAS_POINT) !== 0; }

    tollUnknown(i) { return (this.c.flags[i] & TOLL_UNKNOWN) !== 0; }

    _keepExact() {
      this.leftOut = this.parts.coarse.reduce((sum, w) => sum + w, 0);
      for (const [name, part] of Object.entries(this.parts)) {
        this.parts[name] = part.map((value, i) => (this.hasPoint(i) ? value : 0));
      }
    }

    /* First row on or after a day. */
    lower(day) {
      const days = this.c.day, wanted = day - this.day0;
      let low = 0, high = this.n;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (days[middle] < wanted) low = middle + 1; else high = middle;
      }
      return low;
    }

    /* Move to a span of days, both included; null takes all rows. */
    window(span) {
      const from = span ? this.lower(span[0]) : 0, to = span ? this.lower(span[1] + 1) : this.n;
      const shared = Math.min(to, this.to) - Math.max(from, this.from);
      if (shared < (to - from) / 2) {
        for (const sums of Object.values(this.by)) sums.fill(0);
        this._add(from, to, 1);
      } else {
        this._add(this.from, Math.min(from, this.to), -1);
        this._add(Math.max(to, this.from), this.to, -1);
        this._add(from, Math.min(this.from, to), 1);
        this._add(Math.max(this.to, from), to, 1);
      }
      this.from = from;
      this.to = to;
      for (const [name, sums] of Object.entries(this.by)) {
        let total = 0;
        for (let d = 0; d < sums.length; d++) total += sums[d];
        this.totals[name] = total;
      }
    }

    _add(from, to, sign) {
      if (from >= to) return;
      const slot = this.slot;
      for (const [name, values] of Object.entries(this.parts)) {
        const sums = this.by[name];
        for (let i = from; i < to; i++) sums[slot[i]] += sign * values[i];
      }
    }

    /* Sums of one part between neighbouring edges (days), for a histogram. */
    bins(name, edges) {
      const values = this.parts[name] || this.parts.best || this.parts.incidents;
      return edges.slice(0, -1).map((edge, k) => {
        let sum = 0;
        for (let i = this.lower(edge), end = this.lower(edges[k + 1]); i < end; i++) sum += values[i];
        return sum;
      });
    }
  }

  BL.Columns = Columns;
})();
