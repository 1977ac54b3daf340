/* What hover and click tell about an incident. All text goes through textContent. */
(function () {
  "use strict";
  const BL = window.Borderlands;
  const WIDEST = 340;

  class Cards {
    constructor(atlas, incidents) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.incidents = incidents;
      this.known = new Map();
      this.map.on("mousemove", (event) => this._hover(event));
      this.map.on("mouseout", () => { atlas.busy = false; atlas.hideTip(); });
      this.map.on("click", (event) => this._click(event));
    }

    /* details: records in row order, or null when they are looked up one by one. */
    set(details, id) {
      this.details = details;
      if (this.id !== id) this.known.clear();
      this.id = id;
    }

    /* A record that the page looked up. */
    learn(row, record) {
      this.known.set(row, record);
      if (this.open && this.open.found[this.open.place] === row) this._fill();
    }

    detail(i) {
      return this.details ? this.details[i] : this.known.get(i);
    }

    toll(i) {
      // Columns are for sums, which may leave someone out; a record tells its own toll then.
      const columns = this.incidents.columns, c = columns.c, detail = this.detail(i);
      if (detail && detail.toll) return BL.range(...detail.toll) + " killed";
      return columns.tollUnknown(i) ? "toll not reported" : BL.range(c.low[i], c.best[i], c.high[i]) + " killed";
    }

    _hover(event) {
      const found = this.incidents.under(event.containerPoint);
      this.atlas.busy = found.length > 0;
      this.atlas.root.style.cursor = found.length ? "pointer" : "";
      if (!found.length) return;
      const i = found[0], detail = this.detail(i), box = BL.el("div");
      if (detail) {
        box.appendChild(BL.el("b", "", detail.title));
        box.appendChild(BL.el("div", "bl-muted", detail.when + " \u00b7 " + detail.where));
      } else {
        const columns = this.incidents.columns;
        box.appendChild(BL.el("b", "", BL.calendar.text(columns.day0 + columns.c.day[i])));
      }
      box.appendChild(BL.el("div", "", this.toll(i)));
      const more = found.length - 1;
      box.appendChild(BL.el("div", "bl-muted", more ? "and " + BL.number(more) + " more here; click to read" : "click for sources"));
      this.atlas.showTip(event.containerPoint, box);
    }

    _click(event) {
      const found = this.incidents.under(event.containerPoint);
      if (!found.length) return;
      this.show(found, event.latlng);
    }

    /* Open the card of the first of some rows at a place; the pager walks through the others. */
    show(found, where) {
      this.atlas.hideTip();
      this.open = { found, place: 0 };
      const { x, y } = this.map.getSize(), top = this.atlas.head.offsetHeight, bottom = this.atlas.covered();
      // Zoom buttons and legend lie over a card: it opens between them where the map is wide enough.
      const left = 52, right = this.atlas.legendBox.offsetWidth + 18;
      this.popup = L.popup({
        maxWidth: WIDEST, minWidth: 240, maxHeight: Math.max(120, y - top - bottom - 60),
        autoPanPaddingTopLeft: [left, top + 8],
        autoPanPaddingBottomRight: [left + WIDEST + 40 + right <= x ? right : 10, bottom + 8],
      }).setLatLng(where);
      this._fill();
      this.popup.openOn(this.map);
      this.popup.on("remove", () => { this.open = null; });
    }

    _fill() {
      const { found, place } = this.open, i = found[place], box = BL.el("div", "bl-card");
      if (found.length > 1) box.appendChild(this._pager(found.length, place));
      const detail = this.detail(i);
      if (detail) this._record(box, i, detail);
      else {
        box.appendChild(BL.el("p", "bl-toll", this.toll(i)));
        box.appendChild(BL.el("p", "bl-muted", "Looking up the record \u2026"));
        BL.report("lookup", i);
      }
      this.popup.setContent(box);
      if (detail) BL.report("picked", detail.id);
    }

    _pager(count, place) {
      const pager = BL.el("div", "bl-pager");
      const button = (text, name, step) => {
        const node = pager.appendChild(BL.el("button", "", text));
        node.setAttribute("aria-label", name);
        node.onclick = () => { this.open.place = (place + step + count) % count; this._fill(); };
      };
      button("\u2039", "Previous incident here", -1);
      pager.appendChild(BL.el("span", "", " " + (place + 1) + " of " + count + " "));
      button("\u203a", "Next incident here", 1);
      return pager;
    }

    _record(box, i, detail) {
      box.appendChild(BL.el("h4", "", detail.title));
      box.appendChild(BL.el("div", "bl-muted", detail.when + " \u00b7 " + detail.where));
      box.appendChild(BL.el("p", "bl-toll", this.toll(i)));
      if (detail.groups) box.appendChild(BL.el("div", "", detail.groups));
      if (detail.actors) box.appendChild(BL.el("p", "", detail.actors));
      if (detail.notes) box.appendChild(BL.el("p", "bl-muted", detail.notes));
      if (detail.claims && detail.claims.length) {
        box.appendChild(BL.el("b", "", "Who claims what"));
        const table = box.appendChild(BL.el("table"));
        for (const [claimant, said, publisher, address] of detail.claims) {
          const row = table.appendChild(BL.el("tr"));
          row.appendChild(BL.el("td", "", claimant));
          row.appendChild(BL.el("td", "", said));
          row.appendChild(BL.el("td")).appendChild(BL.link(publisher, address));
        }
      }
      const sources = box.appendChild(BL.el("p", "bl-muted", "Sources: "));
      detail.sources.forEach(([publisher, address, day], k) => {
        if (k) sources.appendChild(document.createTextNode("; "));
        sources.appendChild(BL.link(publisher, address));
        if (day) sources.appendChild(document.createTextNode(" (" + day + ")"));
      });
      if (detail.level) box.appendChild(BL.el("div", "bl-muted", "Place: " + detail.level));
    }
  }

  BL.Cards = Cards;

  /* Tell the page what the reader did; the page decides whether to act. */
  BL.report = function (act, value) {
    if (!window.Streamlit || !window.__GLOBAL_DATA__) return;
    const asked = window.__GLOBAL_DATA__.returned_objects || [];
    if (!asked.includes(act)) return;
    BL.reported = Object.assign({}, BL.reported, { [act]: value, act, stamp: Date.now() });
    window.Streamlit.setComponentValue(BL.reported);
  };
})();
