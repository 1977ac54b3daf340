/* The base map: land, lines, names, crossings, legend, frame text. Draws in the browser and asks
   nobody for anything. Data come as plain text and reach the page through textContent only. */
(function () {
  "use strict";
  const BL = (window.Borderlands = window.Borderlands || {});
  const SVG = "http://www.w3.org/2000/svg";

  BL.el = function (tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  };
  BL.number = (value) => Math.round(value).toLocaleString("en-GB");
  BL.range = function (low, best, high) {
    const n = BL.number;
    return low === high ? n(best) : n(best) + " (" + n(low) + "\u2013" + n(high) + ")";
  };
  BL.link = function (publisher, url) {
    const safe = /^https?:\/\//i.test(url || "");
    const node = BL.el(safe ? "a" : "span", "", publisher || url);
    if (safe) {
      node.href = url;
      node.target = "_blank";
      node.rel = "noopener noreferrer";
    }
    return node;
  };

  /* Drawing colours live here and not in the style sheet, which may arrive after the first draw. */
  const PAPER = {
    light: { land: "#f4f1ea", context: "#faf8f4", line: "#cfc9bc", province: "#9b9485", border: "#4a4038", missing: "#e6e6e3" },
    dark: { land: "#262a31", context: "#1d2026", line: "#3b4048", province: "#6b7079", border: "#d6cfc2", missing: "#30343b" },
  };

  /* --- Base ------------------------------------------------------------------------------ */
  class Atlas {
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.base = config.base || window.BORDERLANDS_BASE;
      this.root = map.getContainer();
      this.root.classList.add("bl");
      this.root.classList.toggle("bl-dark", Boolean(config.dark));
      this.districts = new Map();
      this.text = {};
      this._font();
      map.attributionControl.setPrefix(false);
      map.attributionControl.addAttribution("Boundaries shown do not imply endorsement.");
      this._panes();
      this._land();
      this._lines();
      this._names();
      map.attributionControl.setPosition("bottomleft");
      L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
      this.head = this.root.appendChild(BL.el("div", "bl-head"));
      this.foot = this.root.appendChild(BL.el("div", "bl-foot"));
      this.tip = this.root.appendChild(BL.el("div", "bl-tip"));
      this.tip.hidden = true;
      for (const node of [this.head, this.foot]) L.DomEvent.disableClickPropagation(node);
      this.legend = L.control({ position: "topright" });
      this.legend.onAdd = () => {
        const box = BL.el("div", "bl-legend");
        L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box);
        this.legendBox = box;
        return box;
      };
      this.legend.addTo(map);
      this.frame({ title: config.title || "", subtitle: "", source: "" });
      map.on("moveend zoomend resize", () => this._placeNames());
    }

    color(name) {
      return PAPER[this.config.dark ? "dark" : "light"][name];
    }

    /* The page's own typeface, served by the page, so that map and page look like one. */
    _font() {
      if (!this.config.font || !window.FontFace) return;
      new FontFace("Source Sans", "url(" + this.config.font + ")", { weight: "200 900" }).load()
        .then((face) => { document.fonts.add(face); this.frame(this.text); this._placeNames(); })
        .catch(() => {});
    }

    /* Once the style sheets have arrived, measure again. */
    settle(tries) {
      const ready = getComputedStyle(this.root).getPropertyValue("--bl-ink") && this.root.style &&
        getComputedStyle(this.map.getPane("mapPane")).position === "absolute";
      if (!ready && tries > 0) { setTimeout(() => this.settle(tries - 1), 25); return; }
      this.map.invalidateSize({ animate: false });
      this.frame(this.text);
      if (this.config.view && !this.moved) this.show(this.config.view);
      this._placeNames();
    }

    show(view) {
      const top = this.head.hidden ? 0 : this.head.offsetHeight;
      const bottom = (this.foot.hidden ? 0 : this.foot.offsetHeight) + (this.dock ? this.dock.offsetHeight : 0);
      this.map.fitBounds(view, { animate: false, paddingTopLeft: [8, top], paddingBottomRight: [8, bottom] });
    }

    _panes() {
      const panes = { land: 210, lines: 350, points: 420, names: 450 };
      for (const [name, z] of Object.entries(panes)) {
        this.map.createPane("bl-" + name).style.zIndex = z;
      }
      for (const name of ["lines", "points", "names"]) {
        this.map.getPane("bl-" + name).style.pointerEvents = "none";
      }
    }

    _land() {
      const land = L.svg({ pane: "bl-land", padding: 0.6 });
      this.landRenderer = land;
      this.layer = L.geoJSON(this.base.districts, {
        pane: "bl-land",
        renderer: land,
        style: (feature) => this.plain(feature),
        onEachFeature: (feature, layer) => {
          const p = feature.properties;
          this.districts.set(p.code, { layer, p, index: this.districts.size });
          layer.on("mousemove", (event) => this._hoverDistrict(event, p));
          layer.on("mouseout", () => this.hideTip());
          layer.on("click", (event) => this.onDistrict && this.onDistrict(event, p));
        },
      }).addTo(this.map);
    }

    plain(feature) {
      const core = feature.properties.role === "core";
      return {
        color: this.color("line"), weight: core ? 0.8 : 0.6, opacity: 1,
        fillColor: this.color(core ? "land" : "context"), fillOpacity: 1, lineJoin: "round",
      };
    }

    _lines() {
      const renderer = L.svg({ pane: "bl-lines", padding: 0.6 });
      L.geoJSON(this.base.provinces, {
        pane: "bl-lines", renderer, interactive: false,
        style: () => ({ color: this.color("province"), weight: 1.1, fill: false, opacity: 0.9 }),
      }).addTo(this.map);
      this.border = L.geoJSON(this.base.boundary, {
        pane: "bl-lines", renderer, interactive: false,
        style: () => ({ color: this.color("border"), weight: 2, dashArray: "7 4", fill: false }),
      }).addTo(this.map);
    }

    /* --- Names: the most needed first, none over another ---------------------------------- */
    _names() {
      this.names = this.map.getPane("bl-names").appendChild(BL.el("div"));
      this._placeNames();
    }

    _placeNames() {
      const map = this.map, zoom = map.getZoom(), taken = [];
      const size = map.getSize(), top = this.head ? this.head.offsetHeight : 0;
      const bottom = size.y - (this.foot ? this.foot.offsetHeight : 0);
      const box0 = this.legendBox && this.legendBox.getBoundingClientRect(), frame = this.root.getBoundingClientRect();
      const legend = box0 && box0.width ? [box0.left - frame.left, box0.bottom - frame.top] : null;
      const wanted = [];
      if (zoom < 7.4) {
        for (const c of this.base.countries || []) wanted.push([c, "bl-country", 12.5, c.name]);
      }
      if (zoom < 9.2) for (const p of this.base.provinceNames) wanted.push([p, "bl-province", 11.5, p.name]);
      const rank = zoom < 6.6 ? 1 : zoom < 8 ? 2 : zoom < 9.2 ? 3 : 4;
      for (const c of this.base.crossings) if (zoom >= 7) wanted.push([c, "crossing", 6.2, c.name]);
      for (const p of this.base.places) {
        if (p.rank <= rank) wanted.push([p, "bl-place bl-rank" + p.rank, 6.6, p.name]);
      }
      if (zoom >= 8.2) for (const [, d] of this.districts) wanted.push([d.p.at, "bl-district", 5.8, d.p.name]);
      const box = document.createDocumentFragment();
      for (const [at, kind, wide, text] of wanted) {
        const point = map.latLngToContainerPoint([at.lat, at.lon]);
        const inLegend = legend && point.x > legend[0] - 6 && point.y < legend[1] + 6;
        if (inLegend) continue;
        if (point.x < 4 || point.y < top || point.x > size.x - 4 || point.y > bottom) continue;
        const right = kind.startsWith("bl-place") || kind === "crossing";
        const width = text.length * wide + (right ? 14 : 4), x = right ? point.x - 4 : point.x - width / 2;
        const area = [x, point.y - 7, x + width, point.y + 7];
        if (area[2] > size.x + 30) continue;
        if (taken.some((t) => t[0] < area[2] && t[2] > area[0] && t[1] < area[3] && t[3] > area[1])) continue;
        taken.push(area);
        const place = map.latLngToLayerPoint([at.lat, at.lon]);
        const node = BL.el("div", kind === "crossing" ? "bl-crossing" : "bl-label " + kind,
          kind === "crossing" ? undefined : text);
        if (kind === "crossing") node.appendChild(BL.el("span", "", zoom >= 7.6 ? text : ""));
        node.style.left = place.x + "px";
        node.style.top = place.y + "px";
        box.appendChild(node);
      }
      this.names.replaceChildren(box);
    }

    /* --- Frame text, legend, tips --------------------------------------------------------- */
    frame(text) {
      this.text = text;
      this.head.replaceChildren();
      if (text.title) this.head.appendChild(BL.el("h2", "", text.title));
      if (text.subtitle) this.head.appendChild(BL.el("p", "", text.subtitle));
      this.head.hidden = !text.title && !text.subtitle;
      if (text.source !== undefined) {
        this.foot.textContent = text.source;
        this.foot.hidden = !text.source;
      }
      const lift = (this.foot.hidden ? 0 : this.foot.offsetHeight) + (this.dock ? this.dock.offsetHeight : 0);
      const drop = this.head.hidden ? 0 : this.head.offsetHeight;
      for (const corner of this.root.querySelectorAll(".leaflet-bottom")) corner.style.bottom = lift + "px";
      for (const corner of this.root.querySelectorAll(".leaflet-top")) corner.style.top = drop + "px";
      this.root.setAttribute("role", "region");
      this.root.setAttribute("aria-label", text.alt || text.title || "Map");
    }

    showTip(point, node) {
      this.tip.replaceChildren(node);
      this.tip.hidden = false;
      const size = this.map.getSize(), box = this.tip.getBoundingClientRect();
      this.tip.style.left = Math.min(point.x + 14, size.x - box.width - 8) + "px";
      this.tip.style.top = Math.max(4, Math.min(point.y + 14, size.y - box.height - 8)) + "px";
    }

    hideTip() {
      this.tip.hidden = true;
    }

    _hoverDistrict(event, p) {
      if (this.busy) return;
      const box = BL.el("div");
      box.appendChild(BL.el("b", "", p.name + (p.local ? " \u00b7 " + p.local : "")));
      box.appendChild(BL.el("div", "bl-muted", p.province + ", " + (p.country === "PAK" ? "Pakistan" : "Afghanistan")));
      const lines = this.describeDistrict ? this.describeDistrict(p) : [];
      for (const line of lines) box.appendChild(BL.el("div", "", line));
      this.showTip(event.containerPoint, box);
    }

    /* colors: Map of code -> fill, or null for the plain land */
    shade(colors) {
      for (const [code, d] of this.districts) {
        const fill = colors.get(code) || null;
        if (d.fill === fill) continue;
        d.fill = fill;
        const path = d.layer.getElement();
        const style = fill || this.plain(d.layer.feature).fillColor;
        d.layer.options.fillColor = style;
        if (path) path.setAttribute("fill", style);
      }
    }

    tiles(on) {
      if (on && !this.tileLayer) {
        this.tileLayer = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
          attribution: '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors',
          maxZoom: 19,
        }).addTo(this.map);
      } else if (!on && this.tileLayer) {
        this.tileLayer.remove();
        this.tileLayer = null;
      }
      this.map.getPane("bl-land").style.opacity = on ? 0.55 : 1;
    }

    empty(text) {
      if (this.emptyBox) this.emptyBox.remove();
      this.emptyBox = null;
      if (text) this.emptyBox = this.root.appendChild(BL.el("div", "bl-empty", text));
    }

    focus(codes, animate) {
      const bounds = L.latLngBounds([]);
      for (const code of codes) {
        const d = this.districts.get(code);
        if (d) bounds.extend(d.layer.getBounds());
      }
      this.moved = true;
      if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [26, 26], animate: Boolean(animate) });
    }
  }

  BL.Atlas = Atlas;
  BL.create = function (map, config) {
    const atlas = new Atlas(map, config);
    window.BL_ATLAS = atlas;
    if (config.view) atlas.show(config.view);
    atlas.settle(80);
    return atlas;
  };
  /* A new state replaces the old one; zoom and position stay where the reader put them. */
  BL.update = function (state) {
    const atlas = window.BL_ATLAS;
    if (!atlas) return;
    for (const part of Object.values(BL.parts)) part(atlas, state);
    atlas.ready = true;
    atlas.root.dataset.ready = String(Number(atlas.root.dataset.ready || 0) + 1);
  };
  BL.parts = BL.parts || {};
  BL.SVG = SVG;
})();
