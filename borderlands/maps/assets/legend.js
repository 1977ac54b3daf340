/* The legend: a stepped bar of classes with limits and number of districts, what the circles mean,
   and how much is known too coarsely for a dot. Built for one scale, then only its counts change. */
(function () {
  "use strict";
  const BL = window.Borderlands;

  class Legend {
    constructor(atlas) {
      this.atlas = atlas;
      this.box = atlas.legendBox;
      // On a narrow map the legend would hide the land; there the reader opens it.
      this.folded = atlas.map.getSize().x < 540;
    }

    /* view: {title, note, decimals, scale, unit, missing, palette, paletteTitle, sizes, radius, hexagons} */
    build(view) {
      this.view = view;
      this.box.replaceChildren();
      const toggle = this.box.appendChild(BL.el("button", "bl-fold"));
      toggle.setAttribute("aria-label", "Legend");
      const body = (this.body = this.box.appendChild(BL.el("div")));
      const fold = (closed) => {
        this.folded = closed;
        body.hidden = closed;
        toggle.textContent = closed ? "Legend" : "\u2013";
        toggle.setAttribute("aria-expanded", String(!closed));
      };
      toggle.onclick = () => { fold(!this.folded); this.atlas.placeNames(); };
      fold(Boolean(this.folded));
      if (view.scale) this._classes(view);
      if (view.hexagons) this._bar(view.hexagons.title, view.hexagons, 0);
      else if (view.palette) this._circles(view);
      this._row(BL.el("span", "bl-dashes"), "International boundary");
      this.note = body.appendChild(BL.el("div", "bl-note"));
      this.box.style.maxHeight = this.atlas.room() + "px";
    }

    limits(scale, decimals) {
      const text = (v) => (decimals ? v.toFixed(decimals) : BL.number(v));
      let low = decimals ? 0 : 1;
      const names = scale.breaks.map((high, k) => {
        const name = decimals ? (k ? text(low) + "\u2013" + text(high) : "up to " + text(high))
          : low >= high ? text(high) : text(low) + "\u2013" + text(high);
        low = decimals ? high : high + 1;
        return name;
      });
      // Long numbers would run into each other: then only the upper limits are written.
      const long = names.some((name) => name.length > 44 / names.length);
      return long ? scale.breaks.map((high) => "\u2264 " + text(high)) : names;
    }

    _bar(title, scale, decimals) {
      this.body.appendChild(BL.el("h3", "", title));
      const bar = this.body.appendChild(BL.el("div", "bl-steps")), names = this.limits(scale, decimals);
      return scale.colors.map((color, k) => {
        const step = bar.appendChild(BL.el("div", "bl-step"));
        step.appendChild(BL.el("i")).style.background = color;
        step.appendChild(BL.el("span", "", names[k]));
        return step.appendChild(BL.el("em"));
      });
    }

    _classes(view) {
      this.counts = this._bar(view.title, view.scale, view.decimals);
      const rest = this.body.appendChild(BL.el("div", "bl-rest"));
      const land = this._swatch(rest, this.atlas.color("land"), "none recorded");
      this.zero = land;
      this.missing = view.missing ? this._swatch(rest, this.atlas.color("missing"), view.missing) : null;
      this.scaleNote = this.body.appendChild(BL.el("div", "bl-note", view.note || ""));
    }

    _swatch(into, color, text) {
      const item = into.appendChild(BL.el("span", "bl-row"));
      item.appendChild(BL.el("span", "bl-swatch")).style.background = color;
      item.appendChild(BL.el("span", "", text));
      return item.appendChild(BL.el("em"));
    }

    _circles(view) {
      this.body.appendChild(BL.el("h3", "", view.paletteTitle));
      const list = this.body.appendChild(BL.el("div", "bl-kinds"));
      for (const entry of view.palette) {
        const item = list.appendChild(BL.el("span", "bl-row"));
        item.appendChild(BL.el("span", "bl-dot")).style.background = entry.color;
        item.appendChild(BL.el("span", "", entry.label));
      }
      const sizes = this.body.appendChild(BL.el("div", "bl-sizes"));
      sizes.appendChild(BL.el("b", "", "Killed in one incident"));
      for (const killed of [1, 10, 50]) {
        const item = sizes.appendChild(BL.el("span")), ring = item.appendChild(BL.el("i"));
        ring.style.width = ring.style.height = view.radius(killed) * 2 + "px";
        item.appendChild(document.createTextNode(killed));
      }
    }

    _row(mark, text) {
      const line = this.body.appendChild(BL.el("div", "bl-row"));
      line.appendChild(mark);
      line.appendChild(BL.el("span", "", text));
    }

    /* shown: {counts, zero, missing} districts by class; note: text on what is not drawn. */
    update(shown, note) {
      if (!this.view) return;
      if (shown && this.view.scale) {
        this.counts.forEach((node, k) => { set(node, BL.number(shown.counts[k])); });
        set(this.zero, BL.number(shown.zero));
        if (this.missing) set(this.missing, BL.number(shown.missing));
      }
      set(this.note, note);
    }
  }

  function set(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  BL.Legend = Legend;
  BL.setText = set;
})();
