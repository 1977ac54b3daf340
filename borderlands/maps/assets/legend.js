/* The legend: a stepped bar of classes with limits and number of districts, what the circles mean,
   and how much is known too coarsely for a dot. Built for one scale, then only its counts change.
   On a narrow map it would hide the land: there it starts folded behind a button, and a strip under
   the land keeps what a screenshot cannot do without. */
(function () {
  "use strict";
  const BL = window.Borderlands;

  class Legend {
    constructor(atlas) {
      this.atlas = atlas;
      this.box = atlas.legendBox;
      this.narrow = atlas.map.getSize().x < 560;
    }

    /* view: {title, note, decimals, scale, none, missing, palette, paletteTitle, radius, hexagons,
       outside: whether districts lie outside the chosen areas,
       strip: whether classes go under the land whatever the width} */
    build(view) {
      this.view = view;
      const beside = this.narrow || view.strip;
      if (this.folded === undefined) this.folded = Boolean(beside);
      this.box.replaceChildren();
      const toggle = this.box.appendChild(BL.el("button", "bl-fold"));
      toggle.setAttribute("aria-label", "Legend");
      const body = (this.body = this.box.appendChild(BL.el("div")));
      const fold = (closed) => {
        this.folded = closed;
        body.hidden = closed;
        toggle.textContent = closed ? "Legend" : "\u2013";
        toggle.title = closed ? "Show the whole legend" : "Fold the legend";
        if (beside) this._strip(closed ? view : null);
        toggle.setAttribute("aria-expanded", String(!closed));
      };
      toggle.onclick = () => { fold(!this.folded); this.atlas.layout(); this.atlas.placeNames(); };
      fold(Boolean(this.folded));
      if (view.scale) this._classes(view);
      if (view.hexagons) this._bar(view.hexagons.title, view.hexagons, 0);
      else if (view.palette) this._circles(view);
      this._row(BL.el("span", "bl-dashes"), "International boundary");
      this.note = body.appendChild(BL.el("div", "bl-note"));
      this.box.style.maxHeight = this.atlas.room() + "px";
    }

    /* Classes and colours in one strip under the land, unless the time control lies there. */
    _strip(view) {
      const atlas = this.atlas;
      if (!this.strip) {
        if (atlas.dock) return;
        this.strip = atlas.root.appendChild(BL.el("div", "bl-dock bl-strip bl-key"));
        L.DomEvent.disableClickPropagation(this.strip);
      }
      if (atlas.dock && atlas.dock !== this.strip) { this.strip.remove(); return; }
      atlas.dock = this.strip;
      this.strip.replaceChildren();
      this.strip.hidden = !view;
      if (!view) { atlas.layout(); return; }
      const { hexagons, scale, palette } = view, body = this.body;
      const row = () => { this.body = this.strip.appendChild(BL.el("div", "bl-key-row")); };
      row();
      if (hexagons) this._bar(hexagons.title, hexagons, 0);
      else if (scale) this._bar(view.title, scale, view.decimals);
      row();
      if (palette && palette.length && !hexagons) {
        this.body.appendChild(BL.el("h3", "", view.paletteTitle));
        this._kinds(palette);
      }
      row();
      if (scale && !hexagons) this._rest(view);
      this.body = body;
      atlas.layout();
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
      [this.zero, this.missing, this.outside] = this._rest(view);
      this.scaleNote = this.body.appendChild(BL.el("div", "bl-note", view.note || ""));
    }

    /* What the land of no class means; the counts to fill in, null where it does not occur. */
    _rest(view) {
      const rest = this.body.appendChild(BL.el("div", "bl-rest"));
      const swatch = (color, text) => (text ? this._swatch(rest, this.atlas.color(color), text) : null);
      return [
        swatch("land", view.none || "none recorded"),
        swatch("missing", view.missing),
        swatch("outside", view.outside && "outside the selection"),
      ];
    }

    _swatch(into, color, text) {
      const item = into.appendChild(BL.el("span", "bl-row"));
      item.appendChild(BL.el("span", "bl-swatch")).style.background = color;
      item.appendChild(BL.el("span", "", text));
      return item.appendChild(BL.el("em"));
    }

    _circles(view) {
      this.body.appendChild(BL.el("h3", "", view.paletteTitle));
      this._kinds(view.palette);
      const sizes = this.body.appendChild(BL.el("div", "bl-sizes"));
      sizes.appendChild(BL.el("b", "", "Killed in one incident"));
      for (const killed of [1, 10, 50]) {
        const item = sizes.appendChild(BL.el("span")), ring = item.appendChild(BL.el("i"));
        ring.style.width = ring.style.height = view.radius(killed) * 2 + "px";
        item.appendChild(document.createTextNode(killed));
      }
    }

    _kinds(palette) {
      const list = this.body.appendChild(BL.el("div", "bl-kinds"));
      for (const entry of palette) {
        const item = list.appendChild(BL.el("span", "bl-row"));
        item.appendChild(BL.el("span", "bl-dot")).style.background = entry.color;
        item.appendChild(BL.el("span", "", entry.label));
      }
    }

    _row(mark, text) {
      const line = this.body.appendChild(BL.el("div", "bl-row"));
      line.appendChild(mark);
      line.appendChild(BL.el("span", "", text));
    }

    /* shown: {counts, zero, missing, outside} districts by class; note: text on what is not drawn. */
    update(shown, note) {
      if (!this.view) return;
      if (shown && this.view.scale) {
        this.counts.forEach((node, k) => { set(node, BL.number(shown.counts[k])); });
        set(this.zero, BL.number(shown.zero));
        if (this.missing) set(this.missing, BL.number(shown.missing));
        if (this.outside) set(this.outside, BL.number(shown.outside));
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
